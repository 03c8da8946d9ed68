using WarmLeads.ML.BoostedTrees;

namespace WarmLeads.ML.Training;

/// <summary>Whether a new model may take over, and why.</summary>
/// <param name="Publish">True when the new one is not worse.</param>
/// <param name="Reason">One sentence.</param>
/// <param name="Rows">Snapshots that both were judged on.</param>
/// <param name="Champion">The serving model's figures on them; null when there is no serving model.</param>
/// <param name="Challenger">The new model's figures on them, fitted without them.</param>
public sealed record GateDecision(
    bool Publish, string Reason, int Rows, BinaryClassificationMetrics? Champion, BinaryClassificationMetrics Challenger);
