using System.Text.Json;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>One lead of a request.</summary>
sealed record LeadInput
{
    /// <summary>Most characters that an id may have.</summary>
    public const int MaximumIdLength = 200;

    /// <summary>The caller's id; null when none was given.</summary>
    public string? Id { get; init; }

    /// <summary>The moment as of which the lead is looked at; null for now.</summary>
    public DateTimeOffset? Cutoff { get; init; }

    /// <summary>When the lead was registered; given whenever <see cref="Events"/> is.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Columns by name: strings, numbers, booleans and null.</summary>
    public required IReadOnlyList<KeyValuePair<string, JsonElement>> Columns { get; init; }

    /// <summary>What the lead did; null when the caller gives columns only.</summary>
    public IReadOnlyList<EngagementEvent>? Events { get; init; }

    /// <summary>What each lead of its account did; null when the caller does not say.</summary>
    public IReadOnlyList<IReadOnlyList<EngagementEvent>>? EventsOfAccount { get; init; }
}
