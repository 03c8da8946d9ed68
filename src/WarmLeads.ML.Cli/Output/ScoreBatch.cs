using System.Globalization;
using CsvHelper;
using WarmLeads.ML.Scoring;
using WarmLeads.ML.Training;

namespace WarmLeads.ML.Cli;

/// <summary>Some consecutive rows on their way from texts to lines of the score file. Reused; for one thread at a time.</summary>
/// <param name="model">The model.</param>
/// <param name="columns">Where its inputs stand in the file.</param>
/// <param name="line">The lines to write.</param>
/// <param name="cutoff">The moment as of which the rows stand.</param>
sealed class ScoreBatch(ConversionModel model, ScoreColumns columns, ScoreLine line, DateTimeOffset cutoff)
{
    /// <summary>Rows of a full batch: enough to outweigh handing it over, few enough to keep memory flat.</summary>
    public const int Capacity = 512;

    readonly string[] _values = new string[Capacity * columns.Count];
    readonly string?[] _ids = new string?[Capacity];
    readonly RowEncoder _row = new(model.Schema);
    readonly Dictionary<string, long> _oddities = new(StringComparer.Ordinal);

    /// <summary>Rows in the batch.</summary>
    public int Count { get; private set; }

    /// <summary>What was odd about values, and in how many rows.</summary>
    public IReadOnlyDictionary<string, long> Oddities => _oddities;

    /// <summary>Empties the batch.</summary>
    public void Clear()
    {
        Count = 0;
        _oddities.Clear();
    }

    /// <summary>Takes a row.</summary>
    /// <param name="rows">The file, at the row.</param>
    public void Add(CsvRows rows)
    {
        columns.Copy(rows, _values.AsSpan(Count * columns.Count, columns.Count));
        _ids[Count] = columns.IdColumn < 0 ? null : rows[columns.IdColumn];
        Count++;
    }

    /// <summary>Scores the rows.</summary>
    /// <returns>Their lines of the score file, in order.</returns>
    public string Score()
    {
        var lines = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = new CsvWriter(lines, ScoreLine.Format))
        {
            for (var i = 0; i < Count; i++)
            {
                columns.Fill(_row, _values.AsSpan(i * columns.Count, columns.Count));
                if (columns.IdColumn >= 0)
                    csv.WriteField(_ids[i]);
                line.Write(csv, _row, _ids[i], cutoff);
                foreach (var oddity in _row.Warnings)
                    _oddities[oddity] = _oddities.GetValueOrDefault(oddity) + 1;
            }
        }

        return lines.ToString();
    }
}
