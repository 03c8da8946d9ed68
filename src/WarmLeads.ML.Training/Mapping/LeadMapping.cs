namespace WarmLeads.ML.Training;

/// <summary>Where the leads stand in somebody's files. What is not named goes by the project's own names.</summary>
public sealed record LeadMapping
{
    /// <summary>The file within the folder; null for leads.csv or leads.csv.gz.</summary>
    public string? File { get; init; }

    /// <summary>Whether there is no file of leads: each lead is then registered with its first event.</summary>
    public bool FromFirstEvent { get; init; }

    /// <summary>The column of the lead's id; null for `lead_id`.</summary>
    public string? LeadId { get; init; }

    /// <summary>The column of the moment of registration; null for `created_at`.</summary>
    public string? CreatedAt { get; init; }

    /// <summary>The column of the account; null for `account_id` where there is one.</summary>
    public string? AccountId { get; init; }

    /// <summary>The column of the potential value; null for `value` where there is one.</summary>
    public string? Value { get; init; }

    /// <summary>
    /// The columns that were known when the lead was registered; null for every other column of a file of leads, and for none
    /// where leads come from their first events.
    /// </summary>
    public IReadOnlyList<string>? Attributes { get; init; }
}
