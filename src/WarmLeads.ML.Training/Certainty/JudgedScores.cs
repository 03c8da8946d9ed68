namespace WarmLeads.ML.Training;

/// <summary>Scores of rows that a model had not seen, and what each of its folds' models makes of them.</summary>
/// <param name="Scores">The model's, log-odds, shape [rows].</param>
/// <param name="ByFold">Of each fold's model, whose mean the model is, shape [folds][rows].</param>
/// <param name="Weights">Shape [rows]; null for all 1.</param>
sealed record JudgedScores(double[] Scores, double[][] ByFold, float[]? Weights);
