using WarmLeads.ML.BoostedTrees;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>Pairs of two columns' texts as levels of one column.</summary>
static class PairLevels
{
    /// <summary>The pairs that occur, numbered in the order of the rows; a row that lacks both texts is missing.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="signals">The model's signals.</param>
    /// <param name="signal">The product among them.</param>
    /// <param name="product">Its two columns.</param>
    /// <returns>The signal with its levels, and the level of each row, shape [rows].</returns>
    public static (InputColumn Input, double[] Values) Of(TrainingTable table, ModelSignals signals, int signal, CategoryStatistic product)
    {
        var (first, second) = (table.Columns[product.Feature], table.Columns[product.Partner]);
        var numbers = new Dictionary<(double, double), int>();
        List<string> levels = [];
        var values = new double[table.RowCount];
        var features = new double[table.Columns.Count];
        for (var row = 0; row < values.Length; row++)
        {
            (features[product.Feature], features[product.Partner]) = (first[row], second[row]);
            if (!numbers.TryGetValue((first[row], second[row]), out var level))
            {
                level = signals.ValueInWords(signal, features) is null ? -1 : levels.Count;
                numbers.Add((first[row], second[row]), level);
                if (level >= 0)
                    levels.Add(signals.ValueInWords(signal, features)!);
            }

            values[row] = level < 0 ? double.NaN : level;
        }

        return (signals.Columns[signal] with { Levels = levels }, values);
    }
}
