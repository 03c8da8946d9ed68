using WarmLeads.ML.BoostedTrees;

namespace WarmLeads.ML.Scoring;

/// <summary>Says in one sentence what a signal did to a lead, with the organisation's own figures.</summary>
sealed class ReasonWriter
{
    readonly Dictionary<string, SignalEffect> _effects;
    readonly long _rows;
    readonly double _positives;

    readonly string _cases;

    /// <summary>Prepares sentences of a model.</summary>
    /// <param name="effects">What each signal does overall.</param>
    /// <param name="identity">Its rows and conversions, and whether a row is a lead or a lead at one moment.</param>
    public ReasonWriter(IReadOnlyList<SignalEffect> effects, ModelIdentity identity)
    {
        _effects = effects.ToDictionary(effect => effect.Name, StringComparer.Ordinal);
        _rows = identity.Rows;
        _positives = identity.Positives;
        _cases = identity.HorizonDays is null ? "leads" : "cases";
    }

    /// <summary>The value in words; null when it is missing.</summary>
    /// <param name="column">The input.</param>
    /// <param name="feature">What the model saw.</param>
    public static string? ValueInWords(InputColumn column, double feature)
    {
        if (double.IsNaN(feature))
            return null;
        return column.Kind switch
        {
            ColumnKind.Numeric => WithUnit(Figures.Number(feature), column.Unit),
            ColumnKind.Date => feature >= 0 ? $"{Figures.Number(feature)} days before" : $"{Figures.Number(-feature)} days after",
            _ => feature < column.Levels.Count ? column.Levels[(int)feature] : "a value that training never saw",
        };
    }

    /// <summary>What a signal did, and what happened to leads like this one.</summary>
    /// <param name="column">The signal.</param>
    /// <param name="value">Its value in words; null when it is missing.</param>
    /// <param name="feature">Its value as a number; a product has none.</param>
    /// <param name="counted">What training counted of the value; null when it did not.</param>
    /// <param name="points">What it did, in percentage points.</param>
    public string Write(InputColumn column, string? value, double feature, LevelStatistic? counted, double points)
    {
        var shown = Math.Abs(points) < 0.05 ? "hardly moves the chance"
            : points > 0 ? $"raises the chance by {Math.Abs(points).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture)} points"
            : $"lowers the chance by {Math.Abs(points).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture)} points";
        var evidence = counted is { } statistic ? Counted(statistic, value) : Evidence(column, feature);
        return $"{column.DisplayName} is {value ?? "missing"}: {shown}{evidence}.";
    }

    string Evidence(InputColumn column, double feature) =>
        _effects.TryGetValue(column.Name, out var effect) && Find(effect, column, feature) is { Rows: > 0 } group
            ? Rates(group.ConversionRate * group.Rows, group.Rows, double.IsNaN(feature) ? "without it" : $"with {group.Label}")
            : "";

    string Counted(LevelStatistic statistic, string? value) => statistic.Count == 0
        ? $"; of such {_cases} training saw too few to tell"
        : Rates(statistic.Positives, Math.Round(statistic.Count), value is null ? "without it" : $"with {value}");

    string Rates(double positives, double rows, string what)
    {
        var others = _rows - rows;
        if (others <= 0 || rows <= 0)
            return "";
        return $"; {Figures.Percent(Math.Clamp(positives / rows, 0, 1))} of {Figures.Count((long)rows)} {_cases} {what} converted, " +
            $"{Figures.Percent(Math.Clamp((_positives - positives) / others, 0, 1))} of the others";
    }

    static ValueEffect? Find(SignalEffect effect, InputColumn column, double feature)
    {
        if (double.IsNaN(feature))
            return effect.Values.FirstOrDefault(value => value is { LowerBound: null, Label: ValueEffect.Missing });
        if (column.Kind is ColumnKind.Numeric or ColumnKind.Date)
        {
            var ranges = effect.Values.Where(value => value.UpperBound is not null).ToList();
            return ranges.Find(range => feature <= range.UpperBound) ?? ranges.LastOrDefault();
        }

        var text = feature < column.Levels.Count ? column.Levels[(int)feature] : null;
        return text is null ? null : effect.Values.FirstOrDefault(value => value.Label == text);
    }

    // The unit of one thing is singular: 1 day, 1 session.
    static string WithUnit(string number, string unit) =>
        unit.Length == 0 || unit is "events" or "ratio" ? number
        : number == "1" && unit.EndsWith('s') ? $"1 {unit[..^1]}"
        : $"{number} {unit}";
}
