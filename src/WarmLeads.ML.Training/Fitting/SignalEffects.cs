using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>What each signal does overall: its size, its direction in words, and rows and conversions by value.</summary>
public static class SignalEffects
{
    const int ExplainedRows = 4000, MaximumRanges = 8, MaximumLevels = 12;

    /// <summary>Measures the signals of a forest on the rows it was trained on.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="fitted">What was fitted to them; what it counts of a row is counted without the row's fold.</param>
    /// <param name="seed">Seed of the sample of rows that are explained.</param>
    /// <param name="stop">Stops between rows.</param>
    /// <returns>One for each input and each product that is counted, the most important first.</returns>
    public static IReadOnlyList<SignalEffect> Measure(TrainingTable table, FittedForest fitted, ulong seed, CancellationToken stop = default)
    {
        var rows = Sample(table.RowCount, seed);
        var encoder = fitted.Trees.Encoder;
        var signals = new ModelSignals(table.Schema, encoder);
        var width = signals.Columns.Count;
        var contributions = new double[rows.Length * width];
        var features = new double[table.Columns.Count];
        var widened = new double[encoder.Schema.Features.Count];
        var ofColumns = new double[widened.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            stop.ThrowIfCancellationRequested();
            table.CopyRow(rows[i], features);
            fitted.OutOfFold.Widen(rows[i], features, widened);
            fitted.Trees.ExplainWidened(widened, ofColumns);
            encoder.Schema.Gather(ofColumns, contributions.AsSpan(i * width, width));
        }

        var sizes = new double[width];
        for (var i = 0; i < contributions.Length; i++)
            sizes[i % width] += Math.Abs(contributions[i]) / rows.Length;
        var total = Math.Max(sizes.Sum(), double.Epsilon);

        var products = encoder.Schema.Statistics.Where(statistic => statistic.IsProduct).ToArray();
        var effects = new SignalEffect[width];
        for (var signal = 0; signal < width; signal++)
        {
            var (input, values) = signal < features.Length
                ? (signals.Columns[signal], table.Columns[signal])
                : PairLevels.Of(table, signals, signal, products[signal - features.Length]);
            var ofSignal = new double[rows.Length];
            for (var i = 0; i < rows.Length; i++)
                ofSignal[i] = contributions[i * width + signal];
            var groups = Group(table, input, values, rows, ofSignal);
            effects[signal] = new SignalEffect
            {
                Name = input.Name,
                DisplayName = input.DisplayName,
                Family = input.Family,
                Kind = input.Kind,
                MeanAbsoluteContribution = sizes[signal],
                Share = sizes[signal] / total,
                Direction = DirectionWriter.Write(input, groups, sizes[signal], signals.IsCounted(signal)),
                Values = groups,
            };
        }

        return [.. effects.OrderByDescending(effect => effect.MeanAbsoluteContribution)];
    }

    static int[] Sample(int count, ulong seed)
    {
        var rows = Enumerable.Range(0, count).ToArray();
        if (count <= ExplainedRows)
            return rows;
        new Random(unchecked((int)(seed ^ (seed >> 32)))).Shuffle(rows);
        var sample = rows[..ExplainedRows];
        Array.Sort(sample);
        return sample;
    }

    static List<ValueEffect> Group(TrainingTable table, InputColumn input, double[] values, int[] sampled, double[] contributions)
    {
        var isText = input.Kind is ColumnKind.Categorical or ColumnKind.Boolean;
        var bounds = isText ? [] : Bounds(values);
        var levels = isText ? FrequentLevels(values, input.Levels.Count) : [];

        // Groups in the order of the values; the last two are other texts and missing.
        var groupCount = (isText ? levels.Length : bounds.Length) + 2;
        int GroupOf(double value)
        {
            if (double.IsNaN(value))
                return groupCount - 1;
            if (!isText)
            {
                var at = Array.BinarySearch(bounds, value);
                return Math.Min(at < 0 ? ~at : at, bounds.Length - 1);
            }

            var level = Array.IndexOf(levels, (int)value);
            return level < 0 ? groupCount - 2 : level;
        }

        var rows = new int[groupCount];
        var positives = new double[groupCount];
        var lowest = new double[groupCount];
        var highest = new double[groupCount];
        Array.Fill(lowest, double.PositiveInfinity);
        Array.Fill(highest, double.NegativeInfinity);
        for (var row = 0; row < values.Length; row++)
        {
            var group = GroupOf(values[row]);
            rows[group]++;
            positives[group] += table.Labels[row];
            lowest[group] = Math.Min(lowest[group], values[row]);
            highest[group] = Math.Max(highest[group], values[row]);
        }

        var explained = new int[groupCount];
        var sums = new double[groupCount];
        for (var i = 0; i < sampled.Length; i++)
        {
            var group = GroupOf(values[sampled[i]]);
            explained[group]++;
            sums[group] += contributions[i];
        }

        List<ValueEffect> effects = [];
        for (var group = 0; group < groupCount; group++)
        {
            if (rows[group] == 0)
                continue;
            var isRange = !isText && group < bounds.Length;
            var label = group == groupCount - 1 ? ValueEffect.Missing
                : isRange ? RangeLabel(lowest[group], highest[group])
                : group == groupCount - 2 ? "other values"
                : input.Levels[levels[group]];
            effects.Add(new ValueEffect(
                label, isRange ? lowest[group] : null, isRange ? highest[group] : null, rows[group], positives[group] / rows[group],
                explained[group] == 0 ? 0 : sums[group] / explained[group]));
        }

        return effects;
    }

    static string RangeLabel(double low, double high) =>
        low == high ? Figures.Number(low) : $"{Figures.Number(low)} to {Figures.Number(high)}";

    // Upper ends of ranges: each value its own range when there are few, else about equal numbers of rows.
    static double[] Bounds(double[] values)
    {
        var sorted = values.Where(value => !double.IsNaN(value)).ToArray();
        Array.Sort(sorted);
        if (sorted.Length == 0)
            return [0];
        var distinct = sorted.Distinct().Take(MaximumRanges + 1).ToArray();
        if (distinct.Length <= MaximumRanges)
            return distinct;
        return
        [
            .. Enumerable.Range(1, MaximumRanges)
                .Select(range => sorted[Math.Max(0, (int)((long)sorted.Length * range / MaximumRanges) - 1)])
                .Distinct(),
        ];
    }

    static int[] FrequentLevels(double[] values, int levelCount)
    {
        var counts = new int[levelCount];
        foreach (var value in values)
        {
            if (!double.IsNaN(value) && value < levelCount)
                counts[(int)value]++;
        }

        return
        [
            .. Enumerable.Range(0, levelCount).Where(level => counts[level] > 0)
                .OrderByDescending(level => counts[level]).Take(MaximumLevels),
        ];
    }
}
