using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>Cuts rows into those to learn from and those to be judged on.</summary>
public static class TestParts
{
    /// <summary>One part for each fold: judged by a model of all other folds.</summary>
    /// <param name="folds">Fold of each row, shape [rows].</param>
    /// <param name="names">Names of the folds.</param>
    public static IReadOnlyList<TestPart> FromFolds(int[] folds, IReadOnlyList<string> names) =>
    [
        .. names.Select((name, fold) =>
        {
            var (inside, outside) = Folds.Split(folds, fold);
            return new TestPart(name, outside, inside);
        }),
    ];

    /// <summary>The newest rows are judged by a model of the older ones; rows of the same time stay together, with the newer.</summary>
    /// <param name="times">When each row stands, shape [rows].</param>
    /// <param name="testFraction">Share of the rows that is the test, between 0 and 1.</param>
    public static TestPart Newest(double[] times, double testFraction)
    {
        var sorted = (double[])times.Clone();
        Array.Sort(sorted);
        var from = sorted[(int)Math.Floor((1 - testFraction) * (sorted.Length - 1))];
        var train = Enumerable.Range(0, times.Length).Where(row => times[row] < from).ToArray();
        var test = Enumerable.Range(0, times.Length).Where(row => times[row] >= from).ToArray();
        if (train.Length == 0)
        {
            throw new InvalidDataException(
                "All rows stand at the same time, so none are older than the test; choose another --time column or judge in random --folds.");
        }

        return new TestPart($"newest {Figures.Percent((double)test.Length / times.Length)}", train, test);
    }

    /// <summary>The parts that the options ask for.</summary>
    /// <param name="source">The table.</param>
    /// <param name="how">How rows are set aside.</param>
    /// <exception cref="InvalidDataException">A column is missing, or its values do not make parts.</exception>
    public static IReadOnlyList<TestPart> For(FlatSource source, EvaluationOptions how)
    {
        var labels = source.Labels;
        if (how.FoldColumn is { } foldColumn)
        {
            var column = FlatSource.Column(source.Table, foldColumn, "--fold-column");
            var values = labels.Rows.Select(row => column[row]).ToArray();
            var names = values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
            if (names.Length is < 2 or > 100)
                throw new InvalidDataException($"Column '{foldColumn}' has {names.Length} different values; a fold column has 2 to 100.");
            return FromFolds([.. values.Select(value => Array.BinarySearch(names, value, StringComparer.Ordinal))], names);
        }

        if (how.SplitColumn is { } splitColumn)
        {
            var column = FlatSource.Column(source.Table, splitColumn, "--split-column");
            List<int> train = [], test = [];
            for (var i = 0; i < labels.Rows.Length; i++)
            {
                var value = column[labels.Rows[i]].Trim();
                if (value.Equals("train", StringComparison.OrdinalIgnoreCase))
                    train.Add(i);
                else if (value.Equals("test", StringComparison.OrdinalIgnoreCase))
                    test.Add(i);
                else
                    throw new InvalidDataException($"Column '{splitColumn}' row {labels.Rows[i] + 1} has the value '{value}'; a split column has 'train' and 'test'.");
            }

            if (train.Count == 0 || test.Count == 0)
                throw new InvalidDataException($"Column '{splitColumn}' has {train.Count} rows 'train' and {test.Count} rows 'test'; both are needed.");
            return [new TestPart("test", [.. train], [.. test])];
        }

        if (source.Times() is { } times)
            return [Newest(times, how.TestFraction)];

        var folds = Folds.Assign(labels.Labels, null, how.Folds, how.Seed);
        return FromFolds(folds, [.. Enumerable.Range(1, how.Folds).Select(fold => fold.ToString(System.Globalization.CultureInfo.InvariantCulture))]);
    }
}
