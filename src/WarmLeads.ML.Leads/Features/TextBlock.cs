using static WarmLeads.ML.Leads.SignalFamily;

namespace WarmLeads.ML.Leads;

/// <summary>How many different values properties of text take, and how often the value changes from event to event.</summary>
sealed class TextBlock : IFeatureBlock
{
    readonly IReadOnlyList<string> _properties;
    readonly HashSet<string>[] _seen;
    readonly string?[] _latest;
    readonly int[] _changes;

    public TextBlock(IReadOnlyList<string> properties)
    {
        _properties = properties;
        _seen = [.. properties.Select(_ => new HashSet<string>(StringComparer.Ordinal))];
        _latest = new string?[properties.Count];
        _changes = new int[properties.Count];
        var names = HistoryMeasures.NamesOf("property_", properties);
        Definitions = [.. properties.SelectMany((property, i) => Define(property, names[i]))];
    }

    public IReadOnlyList<FeatureDefinition> Definitions { get; }

    public void Begin(long cutoff)
    {
        foreach (var seen in _seen)
            seen.Clear();
        Array.Clear(_latest);
        Array.Clear(_changes);
    }

    public void Add(in KnownEvent known)
    {
        var properties = known.Event.Properties;
        if (known.IsMachine || properties.Count == 0)
            return;
        for (var i = 0; i < _seen.Length; i++)
        {
            if (!properties.TryGetValue(_properties[i], out var text) || text.Length == 0)
                continue;
            _seen[i].Add(text);
            _changes[i] += _latest[i] is { } before && !before.Equals(text, StringComparison.Ordinal) ? 1 : 0;
            _latest[i] = text;
        }
    }

    public void Write(Lead lead, Span<double> features)
    {
        for (var i = 0; i < _seen.Length; i++)
        {
            features[2 * i] = _seen[i].Count;
            features[(2 * i) + 1] = _changes[i];
        }
    }

    static IEnumerable<FeatureDefinition> Define(string property, string name)
    {
        yield return new FeatureDefinition(
            $"{name}_distinct", $"Different values of {property}", Engagement, "values",
            $"How many values the property `{property}` took before the cutoff.");
        yield return new FeatureDefinition(
            $"{name}_changes", $"Changes of {property}", Engagement, "changes",
            $"How often the property `{property}` changed from one event that has it to the next.");
    }
}
