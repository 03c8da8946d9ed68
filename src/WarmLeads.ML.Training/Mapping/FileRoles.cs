namespace WarmLeads.ML.Training;

/// <summary>Which of somebody's files and columns are the events, the leads and the outcomes.</summary>
/// <param name="Events">The file of events.</param>
/// <param name="Id">Its column of the lead's id.</param>
/// <param name="Moment">Its column of the moment.</param>
/// <param name="Kind">Its column of what happened; null where none tells it.</param>
/// <param name="Stage">Its column of what a lead has come to, filled in where that changed; null where there is none.</param>
/// <param name="Outcomes">The file with a column of outcomes; null where there is none.</param>
/// <param name="Leads">The file with a row for each lead; null where there is none.</param>
/// <param name="Won">Files with a row for each lead that converted, and nothing else in it; empty where a column tells outcomes.</param>
/// <param name="Lost">The same of leads that were lost.</param>
sealed record FileRoles(
    SampledFile Events, SampledColumn Id, SampledColumn Moment, SampledColumn? Kind, SampledColumn? Stage, SampledFile? Outcomes, SampledFile? Leads, IReadOnlyList<SampledFile> Won,
    IReadOnlyList<SampledFile> Lost)
{
    const int MostKinds = 2000, MostKindsOfNoName = 200, MostOutcomes = 50;

    /// <summary>Finds the roles.</summary>
    /// <param name="files">What was seen of each file.</param>
    /// <returns>Null when no file looks like events.</returns>
    public static FileRoles? Find(SampledFile[] files)
    {
        var found = files.Where(file => MomentOf(file) is not null)
            .Select(file => (File: file, Id: RepeatingId(file, files), Moment: MomentOf(file)!)).Where(candidate => candidate.Id is not null)
            .OrderBy(candidate => IsCalled(candidate.File, ColumnWords.EventFiles) ? 0 : 1)
            .ThenByDescending(candidate => candidate.File.Rows).ToArray();
        if (found.Length == 0)
            return null;
        var (events, id, moment) = (found[0].File, found[0].Id!, found[0].Moment);
        var others = files.Where(file => file != events && IdOf(file, id) is not null).ToArray();
        var outcomes = others.Where(file => OutcomeOf(file, id) is not null)
            .OrderBy(file => IsCalled(file, ColumnWords.OutcomeFiles) ? 0 : Ended(file) is not null ? 1 : 2).FirstOrDefault();
        SampledFile[] ended = outcomes is null ? [.. others.Where(file => Ended(file) is not null)] : [];
        SampledFile[] lost = [.. ended.Where(file => IsCalled(file, ColumnWords.Lost))];
        SampledFile[] won = [.. ended.Except(lost).Where(file => IsCalled(file, ColumnWords.Won) || IsCalled(file, ColumnWords.WonFiles))];
        var leads = others.Where(file => file != outcomes && !won.Contains(file) && !lost.Contains(file) && Registered(file, null) is not null)
            .OrderBy(file => IsCalled(file, ColumnWords.LeadFiles) ? 0 : 1).ThenByDescending(file => file.Rows).FirstOrDefault() ??
            (outcomes is not null && Registered(outcomes, Ended(outcomes)) is not null ? outcomes : null);
        // A few of all leads are those that converted; a file of as many rows as there are leads is something else.
        won = [.. won.Where(file => leads is null || file.Rows < leads.Rows)];
        var kind = KindOf(events, id, moment);
        var stage = outcomes is null && won.Length == 0 && kind is not null
            ? events.Named(ColumnWords.Outcomes, column => column != kind && column != id && column.Filled < column.Rows && IsOutcome(column) && column.Texts.Any(OutcomeWords.IsWon))
            : null;
        return new FileRoles(events, id, moment, kind, stage, outcomes, leads, won, won.Length == 0 ? [] : lost);
    }

    /// <summary>The columns whose texts, joined, may be a kind that closes a lead.</summary>
    public IReadOnlyList<SampledColumn> Closing => Kind is null ? [] : Stage is null ? [Kind] : [Kind, Stage];

    /// <summary>A file's id of leads: the events' own name, or else the best name of one that never repeats.</summary>
    public SampledColumn? IdOf(SampledFile file) => IdOf(file, Id);

    /// <summary>A file's column of outcomes; null when there is none.</summary>
    public SampledColumn? OutcomeOf(SampledFile file) => OutcomeOf(file, Id);

    /// <summary>When a lead ended, as a file of outcomes says it; null when it does not.</summary>
    public static SampledColumn? Ended(SampledFile file)
    {
        if (file.Named(ColumnWords.Ended, column => column.IsMoment) is { } named)
            return named;
        // When an outcome was written down is not when it happened.
        var moments = file.Columns.Where(column => !column.IsNamedExactly(ColumnWords.Recorded)).Where(column => column.IsInstant || (column.IsMoment && column.IsNamed(ColumnWords.Moments))).ToArray();
        var registered = moments.Length > 1 ? Registered(file, null) : null;
        return moments.FirstOrDefault(column => column != registered && (moments.Length > 1 || !column.IsNamed(ColumnWords.Registered[..^2])));
    }

    /// <summary>When a lead was registered, as a file of leads says it; null when it does not.</summary>
    /// <param name="file">The file.</param>
    /// <param name="except">A column with another role.</param>
    public static SampledColumn? Registered(SampledFile file, SampledColumn? except) =>
        file.Named(ColumnWords.Registered, column => column != except && column.IsMoment) ??
        file.Columns.FirstOrDefault(column => column != except && column.IsInstant);

    /// <summary>Whether a column could hold outcomes: few texts, and one of them means converted or lost, or the whole name says it.</summary>
    public static bool IsOutcome(SampledColumn column) =>
        column.IsNamed(ColumnWords.Outcomes) && column.Texts.Count is > 1 and < MostOutcomes && !column.IsInstant &&
        (column.IsNamedExactly(ColumnWords.Outcomes) || column.Texts.Any(text => OutcomeWords.IsWon(text) || OutcomeWords.IsLost(text)));

    // Where no name is known: the only column of texts that mean converted or lost, beside a moment that some leads do not have.
    static SampledColumn? OutcomeOf(SampledFile file, SampledColumn id)
    {
        if (file.Named(ColumnWords.Outcomes, column => IsOutcome(column) && column != IdOf(file, id)) is { } named)
            return named;
        SampledColumn[] told = [.. file.Columns.Where(column => column.Texts.Count is > 1 and < 6 && column.Texts.All(IsDecision) && column.Texts.Any(OutcomeWords.IsWon))];
        return told.Length == 1 && file.Columns.Any(column => column.IsInstant && column.Filled < column.Rows && column.Filled > 0) ? told[0] : null;

        static bool IsDecision(string text) => OutcomeWords.IsWon(text) || OutcomeWords.IsLost(text) || OutcomeWords.IsOpen(text);
    }

    static bool IsCalled(SampledFile file, IReadOnlyList<string> words) => OutcomeWords.Named(file.Name).IsNamed(words);

    static SampledColumn? IdOf(SampledFile file, SampledColumn events) =>
        file.Columns.FirstOrDefault(column => column.IsUnique && column.Name == events.Name) ??
        file.Named(ColumnWords.Ids, column => column.IsUnique && !column.IsInstant);

    static SampledColumn? MomentOf(SampledFile file) =>
        file.Named(ColumnWords.Moments, column => column.IsMoment) ?? file.Columns.FirstOrDefault(column => column.IsInstant);

    // Of the columns named like an id that repeat: one that some other file has once for each row, else the best name. Where no name
    // is known, a column whose texts some other file has once for each row, or the one with the most different texts that repeat.
    static SampledColumn? RepeatingId(SampledFile file, SampledFile[] files)
    {
        bool IsKeyElsewhere(SampledColumn column) => files.Any(other => other != file && other.Columns.Any(its => its.Name == column.Name && its.IsUnique));
        SampledColumn[] repeating =
            [.. file.Columns.Where(column => column.Filled * 2 > column.Rows && column.Texts.Count < column.Filled && !column.IsInstant)];
        return repeating.Where(column => column.IsNamed(ColumnWords.Ids))
                .OrderBy(column => IsKeyElsewhere(column) ? 0 : 1).ThenBy(column => column.Rank(ColumnWords.Ids)).FirstOrDefault() ??
            repeating.Where(IsKeyElsewhere).FirstOrDefault() ??
            repeating.Where(column => column.Texts.Count > 1 && column.Texts.Count * 2 <= column.Filled && !column.IsNamed(ColumnWords.Kinds) && !column.Texts.Any(text => text.Contains('.') || text.Contains(',')))
                .Where(column => column.Texts.Count > MostKindsOfNoName || column.Texts.Count == repeating.Max(other => other.Texts.Count)).MaxBy(column => column.Texts.Count);
    }

    static SampledColumn? KindOf(SampledFile events, SampledColumn id, SampledColumn moment) =>
        events.Named(ColumnWords.Kinds, column => IsKind(column, id, moment)) ??
        events.Columns.FirstOrDefault(column => IsKind(column, id, moment) && !column.IsNumber && !column.HasDecimalCommas && column.Texts.Count is > 1 and <= MostKindsOfNoName &&
            column.Filled == column.Rows && !IsOutcome(column) && !column.IsNamed(ColumnWords.Lifecycles));

    static bool IsKind(SampledColumn column, SampledColumn id, SampledColumn moment) =>
        column != id && column != moment && !column.IsInstant && column.Texts.Count is > 0 and < MostKinds && !column.IsUnique;
}
