using System.Globalization;
using static WarmLeads.ML.Leads.SignalFamily;

namespace WarmLeads.ML.Leads;

/// <summary>Sums, means and the latest value of properties that hold numbers, such as the amount of an order.</summary>
sealed class NumberBlock : IFeatureBlock
{
    const long Day = TimeSpan.TicksPerDay;

    static readonly TimeWindow[] s_windows = [new(30), new(90), TimeWindow.Ever];

    readonly IReadOnlyList<string> _properties;
    readonly Tally[] _tallies;
    long _cutoff;

    public NumberBlock(IReadOnlyList<string> properties)
    {
        _properties = properties;
        _tallies = new Tally[properties.Count];
        var names = HistoryMeasures.NamesOf("property_", properties);
        Definitions = [.. properties.SelectMany((property, i) => Define(property, names[i]))];
    }

    public IReadOnlyList<FeatureDefinition> Definitions { get; }

    public void Begin(long cutoff)
    {
        _cutoff = cutoff;
        Array.Clear(_tallies);
    }

    public void Add(in KnownEvent known)
    {
        var properties = known.Event.Properties;
        if (known.IsMachine || properties.Count == 0)
            return;
        var age = _cutoff - known.OccurredAt;
        for (var i = 0; i < _tallies.Length; i++)
        {
            if (!properties.TryGetValue(_properties[i], out var text) ||
                !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
            {
                continue;
            }

            ref var tally = ref _tallies[i];
            tally.Sum += value;
            tally.Sum30 += age <= 30 * Day ? value : 0;
            tally.Sum90 += age <= 90 * Day ? value : 0;
            tally.Largest = tally.Count == 0 ? value : Math.Max(tally.Largest, value);
            tally.First = tally.Count == 0 ? value : tally.First;
            tally.Latest = value;
            tally.Count++;
        }
    }

    public void Write(Lead lead, Span<double> features)
    {
        var place = 0;
        foreach (ref readonly var tally in _tallies.AsSpan())
        {
            var isEmpty = tally.Count == 0;
            features[place++] = tally.Sum30;
            features[place++] = tally.Sum90;
            features[place++] = tally.Sum;
            features[place++] = isEmpty ? double.NaN : tally.Sum / tally.Count;
            features[place++] = isEmpty ? double.NaN : tally.Largest;
            features[place++] = isEmpty ? double.NaN : tally.First;
            features[place++] = isEmpty ? double.NaN : tally.Latest;
        }
    }

    static IEnumerable<FeatureDefinition> Define(string property, string name)
    {
        foreach (var window in s_windows)
        {
            yield return new FeatureDefinition(
                $"{name}_sum_{window.Suffix}", $"Sum of {property} {window.Words}", Engagement, property,
                $"Sum of the property `{property}` over the events {window.Span}.");
        }

        yield return new FeatureDefinition(
            $"{name}_mean", $"Mean {property}", Engagement, property,
            $"Mean of the property `{property}` over the events before the cutoff; missing when none has it.");
        yield return new FeatureDefinition(
            $"{name}_largest", $"Largest {property}", Engagement, property,
            $"Largest value of the property `{property}` before the cutoff; missing when no event has it.");
        yield return new FeatureDefinition(
            $"{name}_first", $"First {property}", Engagement, property,
            $"The property `{property}` of the first event that has it; missing when none has it.");
        yield return new FeatureDefinition(
            $"{name}_latest", $"Latest {property}", Engagement, property,
            $"The property `{property}` of the latest event before the cutoff that has it; missing when none has it.");
    }

    record struct Tally(int Count, double Sum, double Sum30, double Sum90, double Largest, double First, double Latest);
}
