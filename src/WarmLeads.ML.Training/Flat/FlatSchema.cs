using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>What was learnt of a flat table's columns.</summary>
/// <param name="Schema">The inputs.</param>
/// <param name="Findings">Every column that was looked at, with its kind or why it was dropped.</param>
/// <param name="Dropped">Columns that the model does not use, and why.</param>
public sealed record FlatSchema(ModelSchema Schema, IReadOnlyList<ColumnFinding> Findings, IReadOnlyList<DroppedColumn> Dropped);
