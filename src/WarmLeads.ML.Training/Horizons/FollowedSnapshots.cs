using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>Snapshots as a hazard learns from them: with the days that each lead was followed, and with those still open.</summary>
static class FollowedSnapshots
{
    /// <summary>Encodes snapshots with their follow-up.</summary>
    /// <param name="source">The snapshots.</param>
    /// <param name="schema">The inputs.</param>
    /// <param name="decided">Snapshots whose outcome is known at the end of knowledge, as indices into the source's rows.</param>
    /// <param name="open">Snapshots whose outcome is not known then; their rows come last.</param>
    /// <param name="until">The end of knowledge.</param>
    /// <param name="horizonDays">The horizon; nobody is followed for longer.</param>
    public static TrainingTable Encode(SnapshotSource source, ModelSchema schema, int[] decided, int[] open, DateTimeOffset until, int horizonDays)
    {
        int[] rows = [.. decided, .. open];
        var table = source.Encode(schema, rows, until);
        var followed = rows.Select(row => source.Rows[row].FollowUp(until, horizonDays)).ToArray();

        // What became of an open lead in the end may be known by now; at the end of knowledge it was not.
        float[] labels = [.. followed.Select((follow, i) => i < decided.Length ? table.Labels[i] : follow.Converted ? 1f : 0f)];
        var ofAll = BaselineCurve.Of(
            [.. followed.Select(follow => follow.Days)], [.. followed.Select(follow => follow.Converted)], table.Weights!, [.. rows.Select(_ => 1.0)]);
        double LogShare(int row) => Math.Log(ofAll.Within((until - source.Rows[row].Cutoff).TotalDays) / ofAll.Within(horizonDays));
        return new TrainingTable(schema, table.Columns, labels)
        {
            Weights = table.Weights,
            Groups = table.Groups,
            Times = table.Times,
            FollowUp = new FollowUp(
                horizonDays, [.. followed.Select(follow => (float)follow.Days)], [.. followed.Select(follow => follow.Converted)],
                [.. rows.Select((_, i) => i < decided.Length)], [.. rows.Select((row, i) => i < decided.Length ? 0 : LogShare(row))]),
        };
    }
}
