namespace WarmLeads.ML.Scoring;

/// <summary>One input of a model: how its text or number becomes a feature, and how it is called in words.</summary>
public sealed record InputColumn
{
    /// <summary>The column's name in the training data; unique within the schema.</summary>
    public required string Name { get; init; }

    /// <summary>The name that a marketer reads.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The family it is reported under: `Fit`, `Website`, `Email`…</summary>
    public required string Family { get; init; }

    /// <summary>Its unit, such as `days`; empty when it has none.</summary>
    public string Unit { get; init; } = "";

    /// <summary>What its values are.</summary>
    public required ColumnKind Kind { get; init; }

    /// <summary>Where its value comes from.</summary>
    public required ColumnSource Source { get; init; }

    /// <summary>The texts of a categorical or boolean column; the index is the code that the model sees. Empty for others.</summary>
    public IReadOnlyList<string> Levels { get; init; } = [];

    /// <summary>Two inputs together as a signal of its own.</summary>
    /// <param name="name">The signal's name.</param>
    /// <param name="first">The first input, of categories.</param>
    /// <param name="second">The second input, of categories.</param>
    public static InputColumn Product(string name, InputColumn first, InputColumn second) => new()
    {
        Name = name,
        DisplayName = $"{first.DisplayName} × {second.DisplayName}",
        Family = first.Family,
        Kind = ColumnKind.Categorical,
        Source = first.Source,
    };
}
