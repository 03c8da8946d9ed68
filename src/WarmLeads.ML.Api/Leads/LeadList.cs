using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>One page of the ranked list.</summary>
sealed record LeadList
{
    /// <summary>The model that scored all of it.</summary>
    public required ModelReference Model { get; init; }

    /// <summary>The moment as of which all leads were looked at.</summary>
    public required DateTimeOffset Cutoff { get; init; }

    /// <summary>Leads in the whole list.</summary>
    public required long Total { get; init; }

    /// <summary>The leads of this page, highest probability first.</summary>
    public required IReadOnlyList<RankedLead> Leads { get; init; }

    /// <summary>Address of the next page; null on the last one.</summary>
    public required string? Next { get; init; }

    /// <summary>Cuts a page.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="scores">Its scores from the page's first on; one more than the page holds when there is a next page.</param>
    /// <param name="limit">How many leads the page holds.</param>
    /// <param name="from">Where the page begins; null for the first page.</param>
    /// <param name="address">The address of the page after a cursor.</param>
    public static LeadList Page(
        ScoreSweep sweep, IReadOnlyList<LeadScore> scores, int limit, LeadCursor? from, Func<LeadCursor, string> address)
    {
        var before = from?.Rank ?? 0;
        var page = scores.Take(limit)
            .Select((lead, index) => new RankedLead(before + index + 1, lead.LeadId, lead.Probability, lead.Score, lead.TopReason))
            .ToList();
        return new LeadList
        {
            Model = new ModelReference(sweep.ModelName, sweep.ModelVersion, sweep.ModelHash),
            Cutoff = sweep.Cutoff,
            Total = sweep.LeadCount,
            Leads = page,
            Next = scores.Count > limit ? address(new LeadCursor(sweep.Id, before + limit, scores[limit - 1])) : null,
        };
    }
}
