namespace WarmLeads.ML.Cli;

/// <summary>A file of some system that is recognised by its header.</summary>
/// <param name="Name">What it is, in words: "Salesforce leads".</param>
/// <param name="Columns">The columns that it is recognised by.</param>
/// <param name="Order">Its place among others: leads 0, activities 1, outcomes 2.</param>
/// <param name="Open">Reads it.</param>
sealed record ImportShape(string Name, IReadOnlyList<string> Columns, int Order, Func<ImportColumns, IImportReader> Open)
{
    /// <summary>All shapes, those with more columns of their own first.</summary>
    public static IReadOnlyList<ImportShape> All { get; } = [.. OwnShapes.All, .. SalesforceShapes.All, .. HubSpotShapes.All, .. DynamicsShapes.All];

    /// <summary>The shape of a file; null when its header is none that is known.</summary>
    public static ImportShape? Find(ImportColumns columns) => All.FirstOrDefault(shape => columns.HasAll(shape.Columns));
}
