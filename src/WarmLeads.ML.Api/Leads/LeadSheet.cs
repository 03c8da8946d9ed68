using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>What a person may ask to see: what is kept of it, from where, what is made of it, and how to object.</summary>
sealed record LeadSheet
{
    /// <summary>The lead.</summary>
    public required string LeadId { get; init; }

    /// <summary>The moment of the sheet.</summary>
    public required DateTimeOffset Moment { get; init; }

    /// <summary>When the lead was registered.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The company that it is said to belong to; null when unknown.</summary>
    public required string? AccountId { get; init; }

    /// <summary>What a conversion is said to be worth; null when unknown.</summary>
    public required double? Value { get; init; }

    /// <summary>Attributes as they are kept.</summary>
    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    /// <summary>Events by kind and source: how many, from when to when.</summary>
    public required IReadOnlyList<SheetEvents> Events { get; init; }

    /// <summary>Every event as it is kept, by time.</summary>
    public required IReadOnlyList<SheetEvent> EventLog { get; init; }

    /// <summary>What it agreed and objected to.</summary>
    public required ConsentAnswer Consent { get; init; }

    /// <summary>What was made of it now: every input of the model with the lead's value and what it does to the chance; null when it is not scored.</summary>
    public required PredictionAnswer? Prediction { get; init; }

    /// <summary>Why it is not scored; null when it is.</summary>
    public required string? WithoutPrediction { get; init; }

    /// <summary>How many scores of it are kept.</summary>
    public required int Scores { get; init; }

    /// <summary>Every model that gave one of them.</summary>
    public required IReadOnlyList<ModelReference> ScoredBy { get; init; }

    /// <summary>What is believed of it, and every change of that.</summary>
    public required IReadOnlyList<Transition> Transitions { get; init; }

    /// <summary>How it was handed to sales.</summary>
    public required IReadOnlyList<LeadHandoff> Handoffs { get; init; }

    /// <summary>What can be asked for, and how.</summary>
    public required IReadOnlyList<string> Rights { get; init; }

    /// <summary>The sheet for what was found.</summary>
    public static LeadSheet From(LeadFindings found)
    {
        var history = found.Lead.History;
        var address = $"/v1/leads/{Uri.EscapeDataString(history.Lead.Id)}";
        return new LeadSheet
        {
            LeadId = history.Lead.Id,
            Moment = found.Moment,
            CreatedAt = history.Lead.CreatedAt,
            AccountId = history.Lead.AccountId,
            Value = history.Lead.Value,
            Attributes = history.Lead.Attributes,
            Events =
            [
                .. history.Events.GroupBy(item => (item.Kind, item.Source))
                    .OrderBy(group => group.Key.Kind, StringComparer.Ordinal).ThenBy(group => group.Key.Source, StringComparer.Ordinal)
                    .Select(group => new SheetEvents(
                        group.Key.Kind, group.Key.Source, group.Count(), group.Min(item => item.OccurredAt), group.Max(item => item.OccurredAt))),
            ],
            EventLog = [.. history.Events.Select(item => new SheetEvent(item.Kind, item.Source, item.EventId, item.OccurredAt, item.ReceivedAt, item.Properties))],
            Consent = ConsentAnswer.From(found.Lead.Consent),
            Prediction = found.Prediction is { } prediction ? PredictionAnswer.From(found.Model!, prediction) : null,
            WithoutPrediction = found.WithoutPrediction,
            Scores = found.Scores.Count,
            ScoredBy = [.. found.Scores.Select(score => new ModelReference(score.ModelName, score.ModelVersion, score.ModelHash)).Distinct()],
            Transitions = found.Transitions,
            Handoffs = [.. found.Handoffs.Select(LeadHandoff.From)],
            Rights =
            [
                $"Object to being profiled and scored: PUT {address}/consent with {{\"objectsToProfiling\": true}}.",
                $"Object to being contacted: PUT {address}/consent with {{\"doNotContact\": true}}.",
                $"Correct what is kept: PUT {address}.",
                $"Be forgotten: DELETE {address}, which answers with a receipt.",
            ],
        };
    }
}
