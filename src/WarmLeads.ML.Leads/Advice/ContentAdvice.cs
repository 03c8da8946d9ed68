namespace WarmLeads.ML.Leads;

/// <summary>The kind of content that comes next.</summary>
/// <param name="Kind">Its stable name: `guide`, `webinar`, `case_study`, `value_proof`, `product_help`, `what_is_new`, `conversation`, `newsletter`.</param>
/// <param name="Words">What it is and why, in one sentence.</param>
public sealed record ContentAdvice(string Kind, string Words)
{
    /// <summary>What a history tells of it, where that is clear; null where it is not.</summary>
    public TouchEffect? Effect { get; init; }
}
