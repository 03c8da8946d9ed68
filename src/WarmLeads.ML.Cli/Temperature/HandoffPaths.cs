using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;
using WarmLeads.ML.Training;

namespace WarmLeads.ML.Cli;

/// <summary>Leads as they were looked at, to try handoff thresholds on.</summary>
/// <param name="Leads">The leads.</param>
/// <param name="Weeks">The weeks that the looks cover.</param>
sealed record HandoffPaths(IReadOnlyList<HandoffPath> Leads, double Weeks)
{
    /// <summary>Every lead of a history, scored each Monday on which it was open, from what was known then.</summary>
    /// <param name="history">The history.</param>
    /// <param name="model">The model.</param>
    /// <param name="from">The first day of looks; null for the first lead's.</param>
    /// <param name="valueLost">The share of a lead's value that is lost with it; null when all leads cost the same.</param>
    /// <param name="stop">Ends the run.</param>
    /// <exception cref="InvalidDataException">No Monday is left on which it is known what became of the leads, or values are asked for and not there.</exception>
    public static HandoffPaths OfHistory(HistoryFolder history, HistoryModel model, DateTimeOffset? from, double? valueLost, CancellationToken stop)
    {
        // What becomes of a lead within the horizon must be known at every look.
        var last = history.AsOf.AddDays(-model.HorizonDays);
        List<HandoffPath> leads = [];
        var (first, withValue) = (DateTimeOffset.MaxValue, 0);
        LeadBlocks.Run(
            history.Leads,
            lead =>
            {
                List<(DateTimeOffset At, HandoffLook Look)> looks = [];
                var converts = lead.Outcome is { Kind: OutcomeKind.Converted } outcome ? outcome.OccurredAt : (DateTimeOffset?)null;
                for (var monday = MondayFrom(from > lead.Lead.CreatedAt ? from.Value : lead.Lead.CreatedAt); monday <= last && lead.IsOpenAt(monday); monday = monday.AddDays(7))
                {
                    if (lead.Lead.CreatedAt < monday)
                        looks.Add((monday, new HandoffLook(model.Look(lead, monday).Probability, converts < monday.AddDays(model.HorizonDays))));
                }
                return looks;
            },
            (lead, looks) =>
            {
                if (looks.Count == 0)
                    return;
                first = looks[0].At < first ? looks[0].At : first;
                withValue += lead.Lead.Value is null ? 0 : 1;
                leads.Add(new HandoffPath([.. looks.Select(look => look.Look)], lead.Outcome is { Kind: OutcomeKind.Converted })
                {
                    CostTooLate = valueLost * lead.Lead.Value,
                });
            },
            stop);
        if (leads.Count == 0)
        {
            throw new InvalidDataException(
                $"There is no Monday up to {last:yyyy-MM-dd} on which a lead of {history.Name} was open and what became of it within {model.HorizonDays} days is known; choose an earlier --from.");
        }
        if (valueLost is not null && withValue == 0)
            throw new InvalidDataException($"No lead of {history.Name} has a value; say with --cost-late what a lost conversion costs.");
        return new HandoffPaths(leads, (MondayFrom(last.AddDays(-6)) - first).TotalDays / 7 + 1);
    }

    /// <summary>Every row of a file of scores whose outcome is known, looked at once.</summary>
    /// <param name="path">A CSV file.</param>
    /// <param name="probabilityColumn">The column with the chances.</param>
    /// <param name="outcomeColumn">The column with what became of the leads.</param>
    /// <param name="valueColumn">The column with what a conversion is worth; null when all leads cost the same.</param>
    /// <param name="valueLost">The share of the value that is lost with a lead.</param>
    /// <param name="weeks">The weeks within which the leads of the file came.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="InvalidDataException">A column is missing, or a text in it is no number of its range.</exception>
    public static HandoffPaths OfScores(
        string path, string probabilityColumn, string outcomeColumn, string? valueColumn, double? valueLost, double weeks, CancellationToken stop)
    {
        var table = FlatTable.Read(path, stop: stop);
        var probabilities = Column(table, probabilityColumn, "--probability");
        var labels = FlatLabels.Read(Column(table, outcomeColumn, "--outcome"), positive: null, table.FileName);
        var values = valueColumn is null ? null : Column(table, valueColumn, "--value");
        var leads = new HandoffPath[labels.Rows.Length];
        for (var i = 0; i < leads.Length; i++)
        {
            var row = labels.Rows[i];
            var converts = labels.Labels[i] > 0.5f;
            leads[i] = new HandoffPath([new HandoffLook(Number(table, probabilities, row, 0, 1), converts)], converts)
            {
                CostTooLate = values is null ? null : valueLost * Number(table, values, row, 0, double.MaxValue),
            };
        }
        return new HandoffPaths(leads, weeks);
    }

    static DateTimeOffset MondayFrom(DateTimeOffset moment)
    {
        var day = new DateTimeOffset(moment.UtcDateTime.Date, TimeSpan.Zero);
        if (day < moment)
            day = day.AddDays(1);
        return day.AddDays((8 - (int)day.DayOfWeek) % 7);
    }

    static TextColumn Column(FlatTable table, string name, string option) => table.Find(name) ?? throw new InvalidDataException(
        $"{table.FileName} has no column '{name}', which {option} names; its columns are {string.Join(", ", table.Columns.Select(column => column.Name))}.");

    static double Number(FlatTable table, TextColumn column, int row, double least, double most)
    {
        if (ValueText.TryParseNumber(column[row], out var number) && number >= least && number <= most)
            return number;
        throw new InvalidDataException(
            $"{table.FileName} row {row + 1} has '{column[row]}' in column '{column.Name}', which is no number {(most > 1 ? "of 0 or more" : "from 0 to 1")}; correct it, or leave the row out.");
    }
}
