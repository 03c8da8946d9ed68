using WarmLeads.ML.BoostedTrees;

namespace WarmLeads.ML.Training;

/// <summary>Widens training rows by statistics that do not know their own outcomes.</summary>
/// <param name="encoders">What is counted without each fold.</param>
/// <param name="folds">Fold of each row, shape [rows].</param>
public sealed class OutOfFoldEncoder(TargetEncoder[] encoders, int[] folds)
{
    /// <summary>Widens a row.</summary>
    /// <param name="row">Its number.</param>
    /// <param name="features">Its features.</param>
    /// <param name="widened">Receives the features with rates and counts.</param>
    public void Widen(int row, ReadOnlySpan<double> features, Span<double> widened) => encoders[folds[row]].Widen(features, widened);
}
