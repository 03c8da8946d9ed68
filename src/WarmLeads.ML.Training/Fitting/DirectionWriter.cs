using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>Says in plain words in which direction a signal works.</summary>
static class DirectionWriter
{
    /// <summary>Says a signal's direction.</summary>
    /// <param name="column">The signal.</param>
    /// <param name="values">What happened and what the model says by value.</param>
    /// <param name="size">Mean size of its contribution, log-odds.</param>
    /// <param name="isCounted">Whether the model counts the conversions of each of its values.</param>
    public static string Write(InputColumn column, IReadOnlyList<ValueEffect> values, double size, bool isCounted = false)
    {
        if (size < 1e-9)
            return $"{column.DisplayName} does not change the model's answer.";
        var direction = column.Kind is ColumnKind.Numeric or ColumnKind.Date ? WriteNumber(column, values) : WriteText(column, values);
        return isCounted ? $"{direction} The model goes by how often leads with the same {column.DisplayName} converted so far." : direction;
    }

    static string WriteNumber(InputColumn column, IReadOnlyList<ValueEffect> values)
    {
        var ranges = values.Where(value => value.UpperBound is not null).ToList();
        if (ranges.Count < 2)
            return $"It matters whether {column.DisplayName} is known: {Rates(values)}.";

        // Agreement of order and effect over neighbouring ranges, weighted by rows: +1 is a clean rise, -1 a clean fall.
        double agreement = 0, weight = 0;
        for (var i = 1; i < ranges.Count; i++)
        {
            var step = ranges[i].MeanContribution - ranges[i - 1].MeanContribution;
            agreement += step;
            weight += Math.Abs(step);
        }

        var direction = weight == 0 ? 0 : agreement / weight;
        var (first, last) = (ranges[0], ranges[^1]);
        var ends = $"{Figures.Percent(first.ConversionRate)} converted at {first.Label}, {Figures.Percent(last.ConversionRate)} at {last.Label}";
        if (Math.Abs(direction) > 0.6)
        {
            var word = direction > 0 ? "higher" : "lower";
            return Math.Sign(direction) == Math.Sign(last.ConversionRate - first.ConversionRate)
                ? $"The {word} {column.DisplayName}, the likelier the conversion: {ends}."
                : $"Among leads alike in all else, the {word} {column.DisplayName}, the likelier the conversion; taken alone, {ends}.";
        }

        var best = ranges.MaxBy(range => range.MeanContribution)!;
        return $"{column.DisplayName} helps most at {best.Label} ({Figures.Percent(best.ConversionRate)} converted); {ends}.";
    }

    static string WriteText(InputColumn column, IReadOnlyList<ValueEffect> values)
    {
        // Groups of a handful of rows say nothing by themselves.
        var rows = values.Sum(value => value.Rows);
        var told = values.Where(value => value.Rows * 200 >= rows).ToList();
        if (told.Count < 2)
            told = [.. values];
        var best = told.MaxBy(value => value.MeanContribution)!;
        var worst = told.MinBy(value => value.MeanContribution)!;
        return best.ConversionRate >= worst.ConversionRate
            ? $"{column.DisplayName} helps most when it is {Name(best)} ({Figures.Percent(best.ConversionRate)} converted) " +
              $"and least when it is {Name(worst)} ({Figures.Percent(worst.ConversionRate)})."
            : $"Among leads alike in all else, {column.DisplayName} helps most when it is {Name(best)} and least when it is {Name(worst)}; " +
              $"taken alone, {Figures.Percent(best.ConversionRate)} and {Figures.Percent(worst.ConversionRate)} converted.";
    }

    static string Name(ValueEffect value) => value.Label == ValueEffect.Missing ? "missing" : $"'{value.Label}'";

    static string Rates(IReadOnlyList<ValueEffect> values) =>
        string.Join(", ", values.Select(value => $"{Figures.Percent(value.ConversionRate)} converted when it is {value.Label}"));
}
