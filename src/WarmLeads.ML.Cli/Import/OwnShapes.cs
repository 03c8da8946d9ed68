namespace WarmLeads.ML.Cli;

/// <summary>The project's own three files.</summary>
static class OwnShapes
{
    public static IReadOnlyList<ImportShape> All { get; } =
    [
        new("events", ["lead_id", "kind", "occurred_at"], 1, columns => new OwnEventReader(columns)),
        new("outcomes", ["lead_id", "outcome", "occurred_at"], 2, columns => new OwnOutcomeReader(columns)),
        new("leads", ["lead_id", "created_at"], 0, columns => new LeadExportReader(columns, new LeadExport
        {
            System = "csv",
            Id = ["lead_id"],
            CreatedAt = ["created_at"],
            UpdatedAt = ["updated_at"],
            Account = ["account_id"],
            Value = ["value"],
            IsComplete = true,
        })),
    ];
}
