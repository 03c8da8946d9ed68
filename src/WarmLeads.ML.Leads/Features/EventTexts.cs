using static WarmLeads.ML.Leads.SignalFamily;

namespace WarmLeads.ML.Leads;

/// <summary>What the events of a lead say in texts as of a cutoff: the first and the latest kind, the latest value of properties.</summary>
sealed class EventTexts(HistoryMeasures measures)
{
    /// <summary>What it tells, in the order in which <see cref="Read"/> writes.</summary>
    public IReadOnlyList<FeatureDefinition> Definitions { get; } =
    [
        .. measures.Kinds.Count == 0 ? (IEnumerable<FeatureDefinition>)[] :
        [
            new("first_kind", "First event", Engagement, "text", "Kind of the lead's first event before the cutoff; missing without any."),
            new("latest_kind", "Latest event", Engagement, "text", "Kind of the lead's latest event before the cutoff; missing without any."),
            new("kind_before_latest", "Event before the latest", Engagement, "text",
                "Kind of the last event before the latest one; missing with fewer than two."),
        ],
        .. measures.Texts.Zip(HistoryMeasures.NamesOf("latest_", measures.Texts)).Select(pair => new FeatureDefinition(
            pair.Second, $"Latest {pair.First}", Engagement, "text",
            $"The property `{pair.First}` of the latest event before the cutoff that has it; missing when none has it.")),
    ];

    /// <summary>Reads the texts of known events.</summary>
    /// <param name="known">The events, in order.</param>
    /// <param name="texts">Receives a text for each definition; empty when there is none.</param>
    public void Read(ReadOnlySpan<KnownEvent> known, Span<string> texts)
    {
        texts.Fill("");
        var place = 0;
        if (measures.Kinds.Count > 0)
        {
            if (known.Length > 0)
                (texts[0], texts[1]) = (known[0].Event.Kind, known[^1].Event.Kind);
            if (known.Length > 1)
                texts[2] = known[^2].Event.Kind;
            place = 3;
        }

        foreach (var property in measures.Texts)
        {
            for (var i = known.Length - 1; i >= 0; i--)
            {
                if (!known[i].Event.Properties.TryGetValue(property, out var text) || text.Length == 0)
                    continue;
                texts[place] = text;
                break;
            }

            place++;
        }
    }
}
