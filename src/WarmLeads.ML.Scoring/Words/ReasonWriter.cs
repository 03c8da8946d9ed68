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

    public string Write(InputColumn column, double feature, double points)
    {
        var value = ValueInWords(column, feature) ?? "missing";
        var shown = Math.Abs(points) < 0.05 ? "hardly moves the chance"
            : points > 0 ? $"raises the chance by {Math.Abs(points).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture)} points"
            : $"lowers the chance by {Math.Abs(points).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture)} points";
        return $"{column.DisplayName} is {value}: {shown}{Evidence(column, feature)}.";
    }

    string Evidence(InputColumn column, double feature)
    {
        if (!_effects.TryGetValue(column.Name, out var effect) || Find(effect, column, feature) is not { } group || group.Rows == 0)
            return "";
        var others = _rows - group.Rows;
        if (others <= 0)
            return "";
        var otherRate = (_positives - group.ConversionRate * group.Rows) / others;
        var what = double.IsNaN(feature) ? "without it" : $"with {group.Label}";
        return $"; {Figures.Percent(group.ConversionRate)} of {Figures.Count(group.Rows)} {_cases} {what} converted, " +
            $"{Figures.Percent(Math.Clamp(otherRate, 0, 1))} of the others";
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
