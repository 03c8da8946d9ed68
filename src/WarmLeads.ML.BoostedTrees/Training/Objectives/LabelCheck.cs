namespace WarmLeads.ML.BoostedTrees;

/// <summary>Do the labels fit the objective?</summary>
static class LabelCheck
{
    /// <summary>Looks at the labels of some rows.</summary>
    /// <exception cref="ArgumentException">A label does not fit, or there is no follow-up.</exception>
    public static void Check(Objective objective, BinnedDataset data, ReadOnlySpan<int> rows)
    {
        if (objective == Objective.Hazard && data.FollowUpDays is null)
        {
            throw new ArgumentException("The objective Hazard needs the follow-up of every example; add it to the data set by WithFollowUp.");
        }

        foreach (var row in rows)
        {
            var label = data.Labels[row];
            var needs = objective switch
            {
                Objective.LogLoss when !(label >= 0 && label <= 1) => "log-loss needs a number from 0 to 1",
                Objective.Poisson when !(label >= 0) => "Poisson needs a number that is not negative",
                Objective.Hazard when label is not (0 or 1) => "the hazard needs 1 where the event came and 0 where it was not seen to come",
                _ => null,
            };
            if (needs is not null)
            {
                throw new ArgumentException($"The label of row {row} is {label}; {needs}.");
            }
        }
    }
}
