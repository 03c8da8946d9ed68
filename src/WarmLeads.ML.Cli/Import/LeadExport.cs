using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Cli;

/// <summary>Where leads stand in a system's export. Names are tried in their order.</summary>
sealed record LeadExport
{
    /// <summary>The system, as the source of what it says.</summary>
    public required string System { get; init; }

    public required string[] Id { get; init; }

    public required string[] CreatedAt { get; init; }

    /// <summary>Since when the row holds; without it, since the file was written.</summary>
    public required string[] UpdatedAt { get; init; }

    public string[] Account { get; init; } = [];

    public string[] Value { get; init; } = [];

    /// <summary>Columns that say yes or no to something about consent; with `IsOpposite` yes means that it does not hold.</summary>
    public (string[] Names, ConsentKind Kind, bool IsOpposite)[] Consents { get; init; } = [];

    /// <summary>The column of the moment of conversion: a lead that has one converted then.</summary>
    public string[] ConvertedAt { get; init; } = [];

    /// <summary>The column of the state.</summary>
    public string[] State { get; init; } = [];

    /// <summary>States that mean converted, and those that mean lost, in lower case; others are open.</summary>
    public (string[] Converted, string[] Lost) Ends { get; init; } = ([], []);

    /// <summary>Whether the row says everything of the lead.</summary>
    public bool IsComplete { get; init; }
}
