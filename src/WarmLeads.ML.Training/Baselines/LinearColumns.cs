namespace WarmLeads.ML.Training;

/// <summary>Lays out the coefficients of a linear model over columns.</summary>
static class LinearColumns
{
    public static LinearColumn[] Fit(
        IReadOnlyList<double[]> columns, IReadOnlyList<int> categoryCounts, ReadOnlySpan<int> rows, float[]? weights,
        LogisticRegressionOptions options)
    {
        var counts = new int[columns.Count][];
        for (var i = 0; i < columns.Count; i++)
            counts[i] = categoryCounts[i] == 0 ? [] : LinearCategory.Count(columns[i], rows, categoryCounts[i]);

        var minimum = MinimumCount(counts, options);
        var linear = new LinearColumn[columns.Count];
        var next = 0;
        for (var i = 0; i < columns.Count; i++)
        {
            linear[i] = categoryCounts[i] == 0
                ? LinearNumber.Fit(columns[i], rows, weights, options.KurtosisForLogarithm)
                : new LinearCategory(counts[i], minimum);
            linear[i].FirstTerm = next;
            next += linear[i].TermCount;
        }

        return linear;
    }

    // The rows that a category needs so that no more of them than the limit have terms.
    static int MinimumCount(int[][] counts, LogisticRegressionOptions options)
    {
        var frequent = counts.SelectMany(column => column)
            .Where(count => count >= options.MinimumExampleCountPerCategory)
            .OrderDescending()
            .ToList();
        return frequent.Count <= options.MaximumCategoryTerms
            ? options.MinimumExampleCountPerCategory
            : frequent[options.MaximumCategoryTerms] + 1;
    }
}
