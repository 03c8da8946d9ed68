using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;
using WarmLeads.ML.Training;

namespace WarmLeads.ML.Cli;

/// <summary>A folder of lead history, such as `sample` writes, and the moment as of which it is looked at.</summary>
/// <param name="Name">The folder's own name, without the way to it.</param>
/// <param name="Histories">Every lead with its events and outcome, by id.</param>
/// <param name="AsOf">The moment as of which it is looked at.</param>
/// <param name="ConvertedBy">Kinds of events that convert a lead again and again; empty where its outcome says whether it converted.</param>
/// <param name="Problems">What was left out or looks odd, one sentence each.</param>
sealed record HistoryFolder(
    string Name, OrderedHistories Histories, DateTimeOffset AsOf, IReadOnlyList<string> ConvertedBy, IReadOnlyList<string> Problems) : IDisposable
{
    /// <summary>The leads; read from the start each time.</summary>
    public IEnumerable<LeadHistory> Leads => Histories.Leads;

    /// <summary>How many leads there are.</summary>
    public int LeadCount => Histories.LeadCount;

    /// <inheritdoc/>
    public void Dispose() => Histories.Dispose();

    /// <summary>Reads a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="mapping">How its files are read.</param>
    /// <param name="asOf">The moment as of which to look at it; null for the midnight after the last that it tells of.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or there is no lead.</exception>
    public static async Task<HistoryFolder> ReadAsync(string folder, HistoryMapping mapping, DateTimeOffset? asOf, CancellationToken stop)
    {
        var problems = new HistoryProblems();
        var histories = await Task.Run(() => HistoryFiles.Open(folder, now: asOf, mapping: mapping).ReadInOrder(problems, stop), stop);
        if (histories.LeadCount == 0)
        {
            histories.Dispose();
            throw new InvalidDataException($"The history in {folder} has no lead; there is nothing to learn or to score.");
        }

        return new HistoryFolder(
            Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))), histories,
            asOf ?? MidnightAfter(histories.Last), mapping.RepeatingConversions, problems.Sentences());
    }

    /// <summary>Refuses a model that knows no histories.</summary>
    /// <param name="model">The model.</param>
    /// <param name="folder">The folder of history that it is to predict for.</param>
    /// <exception cref="InvalidDataException">The model was trained on a flat table.</exception>
    public static void RefuseFlat(ConversionModel model, string folder)
    {
        if (!model.IsOfHistory)
        {
            throw new InvalidDataException(
                $"{folder} is a folder of lead history, and model '{model.Name}' was trained on a flat table; give it a CSV file.");
        }
    }

    static DateTimeOffset MidnightAfter(DateTimeOffset moment) =>
        new DateTimeOffset(moment.UtcDateTime.Date, TimeSpan.Zero).AddDays(1);
}
