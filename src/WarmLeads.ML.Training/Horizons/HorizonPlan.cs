using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>What a history with a horizon adds to the final fit.</summary>
/// <param name="Followed">The rows as a hazard learns from them, the table's own first; null where the model is fitted directly.</param>
/// <param name="Curve">From the calibrated out-of-fold scores of the table's rows, log-odds, to the answers for other horizons.</param>
/// <param name="Challenge">Whether the hazard is fitted, and what was measured.</param>
/// <param name="Quality">How good each horizon's chances were on later snapshots.</param>
/// <param name="Notes">Sentences for the card.</param>
sealed record HorizonPlan(
    TrainingTable? Followed, Func<double[], HorizonCurve> Curve, HazardChallenge Challenge, IReadOnlyList<HorizonQuality> Quality,
    IReadOnlyList<string> Notes);
