namespace WarmLeads.ML.Leads;

/// <summary>Variants of an act: the value of a property, chosen with weights that depend on the state.</summary>
/// <param name="Property">The property: `page`.</param>
/// <param name="Values">Its values.</param>
/// <param name="Weights">Chance of each value by state; each row adds up to 1.</param>
sealed record ActVariants(string Property, string[] Values, double[][] Weights)
{
    /// <summary>Properties of an event by value, made once.</summary>
    public IReadOnlyDictionary<string, string>[] Properties { get; } =
        [.. Values.Select(value => new Dictionary<string, string>(StringComparer.Ordinal) { [Property] = value })];
}
