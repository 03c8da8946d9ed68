namespace WarmLeads.ML.Training;

/// <summary>What a training is doing.</summary>
/// <param name="Phase">The phase: "Reading", "Searching", "Fitting"…</param>
/// <param name="Fraction">How much of the whole is done, 0..1.</param>
/// <param name="Message">One sentence.</param>
public sealed record TrainingStep(string Phase, double Fraction, string Message);
