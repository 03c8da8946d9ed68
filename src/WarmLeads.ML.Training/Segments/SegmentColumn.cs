using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>The input whose values part the model.</summary>
static class SegmentColumn
{
    /// <summary>Refuses a column that cannot part the model, before any work is done.</summary>
    /// <param name="column">Its name; null where the model is not to be parted.</param>
    /// <param name="learnt">The inputs, and what was left out.</param>
    /// <param name="source">What is learnt from, for the sentence.</param>
    /// <exception cref="InvalidDataException">It does not exist, is left out, or is no column of categories.</exception>
    public static void Check(string? column, FlatSchema learnt, string source)
    {
        if (column is null || IndexOf(column, learnt.Schema) is not null)
            return;
        var why = learnt.Schema.Columns.FirstOrDefault(input => input.Name == column) is { } input
            ? $"'{column}' holds {(input.Kind == ColumnKind.Date ? "dates" : "numbers")}, not values that many leads share"
            : learnt.Dropped.FirstOrDefault(drop => drop.Name == column) is { } dropped
                ? $"'{column}' is left out ({dropped.Reason})"
                : $"it is not among the inputs of {source}";
        string[] fit = [.. learnt.Schema.Columns.Where(IsOfCategories).Select(candidate => $"'{candidate.Name}'")];
        throw new InvalidDataException(
            $"The model cannot have parts of its own by '{column}': {why}. " +
            (fit.Length == 0
                ? "There is no column of categories to name instead: train without segments."
                : $"Columns of categories are {string.Join(", ", fit)}; name one of them, or train without segments."));
    }

    /// <summary>The column among the inputs; null when it is none of them or has no categories.</summary>
    public static int? IndexOf(string column, ModelSchema schema)
    {
        for (var i = 0; i < schema.Columns.Count; i++)
        {
            if (schema.Columns[i].Name == column)
                return IsOfCategories(schema.Columns[i]) ? i : null;
        }

        return null;
    }

    static bool IsOfCategories(InputColumn column) => column.Kind is ColumnKind.Categorical or ColumnKind.Boolean;
}
