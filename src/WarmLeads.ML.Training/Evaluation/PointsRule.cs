namespace WarmLeads.ML.Training;

/// <summary>A points rule as marketing tools ship them: so many points for each kind of act in the last 30 days.</summary>
/// <remarks>The baseline that a learnt score must beat. Its points become a chance through a straight fit on the training part.</remarks>
static class PointsRule
{
    static readonly (string Feature, double Points)[] s_points =
    [
        ("engagement_count_30d", 1), ("email_click_count_30d", 2), ("content_download_count_30d", 5), ("webinar_count_30d", 8),
        ("pricing_visit_count_30d", 8), ("reply_count_30d", 10), ("trial_started_count_30d", 10), ("meeting_count_30d", 15),
        ("decisive_act_count_30d", 20), ("cooling_event_count_30d", -10),
    ];

    /// <summary>The points of snapshots, shape [rows].</summary>
    /// <param name="source">The snapshots.</param>
    /// <param name="rows">Indices into them.</param>
    public static double[] Of(SnapshotSource source, int[] rows)
    {
        var sum = new double[rows.Length];
        foreach (var (feature, points) in s_points)
        {
            var counts = source.Feature(feature, rows);
            for (var i = 0; i < sum.Length; i++)
                sum[i] += points * counts[i];
        }

        return sum;
    }
}
