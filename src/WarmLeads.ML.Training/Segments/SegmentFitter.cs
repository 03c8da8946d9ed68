using WarmLeads.ML.BoostedTrees;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>Gives segments what they have of their own on top of the pooled forest, where that is more than chance.</summary>
/// <remarks>
/// One forest stays one forest: a segment's part stands behind a gate on the segment's column, so that leads of no segment, or of one
/// that was never seen, get the pooled answer, contributions still add up, and every reader of model files reads this one. The parts
/// are of the columns as they are; what is counted of wide columns stays in the pooled forest, whose out-of-fold scores hold it.
/// </remarks>
/// <param name="options">The segment's column, seed and threads.</param>
sealed class SegmentFitter(TrainingOptions options)
{
    const int MostSegments = 50;

    /// <summary>The fit with its segments' parts; as it was where no column is asked for or these rows do not have it.</summary>
    /// <param name="table">What the forest was fitted to.</param>
    /// <param name="pooled">The forest.</param>
    /// <param name="stop">Stops between fits.</param>
    public FittedForest Fit(TrainingTable table, FittedForest pooled, CancellationToken stop)
    {
        if (options.SegmentColumn is not { } column || SegmentColumn.IndexOf(column, table.Schema) is not { } feature)
            return pooled;
        var levels = table.Schema.Columns[feature].Levels;
        var rowsOf = RowsOf(table.Columns[feature], levels.Count);
        // Where all leads are of one segment, its own model is the pooled one.
        if (rowsOf.Any(rows => rows.Count == table.RowCount))
            return pooled;
        int[] codes = [.. Enumerable.Range(0, levels.Count).Where(code => rowsOf[code].Count > 0).OrderByDescending(code => rowsOf[code].Count)];
        int[] listed = [.. codes.Take(MostSegments)];

        var start = PeriodLevels.Level(table, pooled.OutOfFoldScores);
        var choices = new SegmentChoice[listed.Length];
        var ladder = new SegmentLadder(options);
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = options.NumberOfThreads > 0 ? options.NumberOfThreads : Environment.ProcessorCount,
            CancellationToken = stop,
        };
        Parallel.For(0, listed.Length, parallel, i =>
            choices[i] = ladder.Climb(new SegmentRows(table, [.. rowsOf[listed[i]]], start), stop));

        var forest = pooled.Trees.Forest;
        var scores = (double[])pooled.OutOfFoldScores.Clone();
        for (var i = 0; i < listed.Length; i++)
        {
            if (!choices[i].IsOwn)
                continue;
            forest = forest.AddWithin(PartOf(table, choices[i], feature, listed[i]));
            var (own, tried) = (choices[i].Rows, choices[i].Tried!);
            for (var j = 0; j < own.Rows.Length; j++)
                scores[own.Rows[j]] = own.LogOdds(tried.Scores[j]) - (start[own.Rows[j]] - pooled.OutOfFoldScores[own.Rows[j]]);
        }

        return pooled with
        {
            Trees = ReferenceEquals(forest, pooled.Trees.Forest) ? pooled.Trees : new EncodedTreeModel(pooled.Trees.Encoder, forest),
            OutOfFoldScores = scores,
            Segments = new SegmentFit(
                pooled.Trees, new SegmentReport(column, [.. listed.Select((code, i) => choices[i].ToCard(levels[code]))], codes.Length - listed.Length)),
        };
    }

    static CategoryPart PartOf(TrainingTable table, SegmentChoice choice, int feature, int code)
    {
        var own = choice.Rows.Rows;
        var all = table.Weights?.Sum(weight => (double)weight) ?? table.RowCount;
        var cover = own.Sum(row => table.Weights?[row] ?? 1.0);
        return new CategoryPart(feature, code, choice.Offset, choice.Trees, own.Length, cover, table.RowCount - own.Length, all - cover);
    }

    static List<int>[] RowsOf(double[] codes, int count)
    {
        var rows = new List<int>[count];
        for (var code = 0; code < count; code++)
            rows[code] = [];
        for (var row = 0; row < codes.Length; row++)
        {
            if (codes[row] >= 0 && codes[row] < count)
                rows[(int)codes[row]].Add(row);
        }

        return rows;
    }
}
