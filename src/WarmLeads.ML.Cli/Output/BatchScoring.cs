using WarmLeads.ML.Scoring;
using WarmLeads.ML.Training;

namespace WarmLeads.ML.Cli;

/// <summary>Scores a file of any size: read in batches, scored on several threads, written in the input's order.</summary>
/// <param name="model">The model.</param>
/// <param name="columns">Where its inputs stand in the file.</param>
/// <param name="line">The lines to write.</param>
/// <param name="cutoff">The moment as of which the rows stand.</param>
sealed class BatchScoring(ConversionModel model, ScoreColumns columns, ScoreLine line, DateTimeOffset cutoff)
{
    // A damaged column can hold as many different texts as the file has rows; these are enough to see what is wrong.
    const int MostOddities = 1000;

    readonly Dictionary<string, long> _oddities = new(StringComparer.Ordinal);

    /// <summary>Rows that were scored.</summary>
    public long Rows { get; private set; }

    /// <summary>What was odd about values, and in how many rows; the first thousand kinds.</summary>
    public IReadOnlyDictionary<string, long> Oddities => _oddities;

    /// <summary>Scores all rows.</summary>
    /// <param name="rows">The file, its header read.</param>
    /// <param name="output">Takes the score file.</param>
    /// <param name="threads">Batches that may be under way at once, 1 or more.</param>
    /// <param name="progress">Told the part of the file that is done, 0..1, and the rows.</param>
    /// <param name="stop">Ends the run.</param>
    public async Task RunAsync(
        CsvRows rows, TextWriter output, int threads, Action<double, long> progress, CancellationToken stop)
    {
        await output.WriteAsync(line.Header(columns.IdName));
        var underWay = new Queue<(ScoreBatch Batch, Task<string> Lines)>();
        var free = new Stack<ScoreBatch>();
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            if (underWay.Count > threads)
                free.Push(await WriteAsync(underWay.Dequeue(), output));
            var batch = free.Count > 0 ? free.Pop() : new ScoreBatch(model, columns, line, cutoff);
            if (!Fill(batch, rows))
                break;
            underWay.Enqueue((batch, Task.Run(batch.Score, stop)));
            progress(rows.Fraction, Rows);
        }

        while (underWay.TryDequeue(out var last))
            await WriteAsync(last, output);
    }

    static bool Fill(ScoreBatch batch, CsvRows rows)
    {
        batch.Clear();
        while (batch.Count < ScoreBatch.Capacity && rows.Read())
            batch.Add(rows);
        return batch.Count > 0;
    }

    async Task<ScoreBatch> WriteAsync((ScoreBatch Batch, Task<string> Lines) scored, TextWriter output)
    {
        await output.WriteAsync(await scored.Lines);
        Rows += scored.Batch.Count;
        foreach (var (oddity, count) in scored.Batch.Oddities)
        {
            if (_oddities.TryGetValue(oddity, out var before) || _oddities.Count < MostOddities)
                _oddities[oddity] = before + count;
        }

        return scored.Batch;
    }
}
