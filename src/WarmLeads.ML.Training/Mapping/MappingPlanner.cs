namespace WarmLeads.ML.Training;

/// <summary>Looks at somebody's files and proposes how to read them as a lead history, with reasons, for a person to correct.</summary>
public static class MappingPlanner
{
    static readonly string[] s_endings = [".csv", ".tsv", ".txt"];

    /// <summary>Proposes a mapping.</summary>
    /// <param name="folder">The folder of CSV files.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="FileNotFoundException">There is no folder, or no CSV file in it.</exception>
    /// <exception cref="InvalidDataException">No file looks like events; the sentence says what is needed.</exception>
    public static HistoryMapping Propose(string folder, CancellationToken stop)
    {
        if (!Directory.Exists(folder))
            throw new FileNotFoundException($"There is no folder '{folder}'.", folder);
        List<string> reasons = [];
        var files = Directory.EnumerateFiles(folder).Where(IsTable).Order(StringComparer.Ordinal).Select(path => Sample(path, reasons, stop)).OfType<SampledFile>().ToArray();
        if (files.Length == 0)
        {
            throw new FileNotFoundException(
                $"There is no .csv, .tsv or .txt file, plain or .gz, in '{folder}' to plan an import of{(reasons.Count > 0 ? $" ({string.Join(' ', reasons)})" : "")}.", folder);
        }

        var (events, id, moment) = Events(files, folder);
        reasons.Add($"{events.Name} is taken for the events: '{id.Name}' comes several times in it, and '{moment.Name}' is when each happened.");
        var others = files.Where(file => file != events && Id(file, id) is not null).ToArray();
        var outcomes = others.FirstOrDefault(file => Outcome(file, id) is not null && Ended(file) is not null) ??
            others.FirstOrDefault(file => Outcome(file, id) is not null);
        var ended = outcomes is null ? null : Ended(outcomes);
        var leads = others.FirstOrDefault(file => file != outcomes && Registered(file, null) is not null) ??
            (outcomes is not null && Registered(outcomes, ended) is not null ? outcomes : null);
        var registered = leads is null ? null : Registered(leads, leads == outcomes ? ended : null);

        SampledColumn?[] moments = [moment, registered, ended];
        var format = Format(moments, reasons);
        var lacksOffset = moments.Any(column => column is { SaysOffset: false });
        if (lacksOffset)
            reasons.Add("Some instants do not say their offset from UTC; +00:00 is a guess, so write the one that was meant.");
        return new HistoryMapping
        {
            Offset = lacksOffset ? "+00:00" : null,
            Instants = format,
            Leads = Leads(leads, registered, events, id, reasons),
            Events = EventsOf(events, id, moment, reasons),
            Outcomes = outcomes is null ? FromEvents(events, id, reasons) : OutcomesOf(outcomes, id, ended, reasons),
            Reasons = reasons,
        };
    }

    static bool IsTable(string path)
    {
        var name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return s_endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
    }

    // A text that lies beside the tables is no reason to give up.
    static SampledFile? Sample(string path, List<string> reasons, CancellationToken stop)
    {
        try
        {
            return SampledFile.Read(path, stop);
        }
        catch (InvalidDataException problem)
        {
            reasons.Add($"{Path.GetFileName(path)} is left out, since it cannot be read as a table: {problem.Message}");
            return null;
        }
    }

    static (SampledFile File, SampledColumn Id, SampledColumn Moment) Events(SampledFile[] files, string folder)
    {
        var found = files.Where(file => Moment(file) is not null)
            .Select(file => (File: file, Id: RepeatingId(file, files), Moment: Moment(file)!)).Where(candidate => candidate.Id is not null)
            .OrderBy(candidate => Sampled(candidate.File.Name).IsNamed(["event", "events", "log", "activities", "activity", "clicks", "transactions"]) ? 0 : 1)
            .ThenByDescending(candidate => candidate.File.Columns[0].Rows).ToArray();
        return found.Length > 0
            ? (found[0].File, found[0].Id!, found[0].Moment)
            : throw new InvalidDataException(
                $"No file in '{folder}' looks like events: one is needed with a row for each event, a column of the lead's id (such as lead_id) that repeats, and one of instants. Write {HistoryMapping.FileName} by hand.");
    }

    // Of the columns named like an id that repeat: one that some other file has once for each row, else the best name.
    static SampledColumn? RepeatingId(SampledFile file, SampledFile[] files) => file.Columns
        .Where(column => column.IsNamed(ColumnWords.Ids) && column.Filled * 2 > column.Rows && column.Texts.Count < column.Filled && !column.IsInstant)
        .OrderBy(column => files.Any(other => other != file && other.Columns.Any(its => its.Name == column.Name && its.IsUnique)) ? 0 : 1)
        .ThenBy(column => column.Rank(ColumnWords.Ids)).FirstOrDefault();

    // The events' id under its own name, or else the best name of one that never repeats.
    static SampledColumn? Id(SampledFile file, SampledColumn events) =>
        file.Columns.FirstOrDefault(column => column.IsUnique && column.Name == events.Name) ??
        file.Named(ColumnWords.Ids, column => column.IsUnique && !column.IsInstant);

    static SampledColumn? Moment(SampledFile file) =>
        file.Named(ColumnWords.Moments, column => column.IsMoment) ?? file.Columns.FirstOrDefault(column => column.IsInstant);

    static SampledColumn? Ended(SampledFile file)
    {
        if (file.Named(ColumnWords.Ended, column => column.IsMoment) is { } named)
            return named;
        var moments = file.Columns.Where(column => column.IsInstant || (column.IsMoment && column.IsNamed(ColumnWords.Moments))).ToArray();
        var registered = moments.Length > 1 ? Registered(file, null) : null;
        return moments.FirstOrDefault(column => column != registered && (moments.Length > 1 || !column.IsNamed(ColumnWords.Registered[..^2])));
    }

    static SampledColumn? Registered(SampledFile file, SampledColumn? except) =>
        file.Named(ColumnWords.Registered, column => column != except && column.IsMoment) ??
        file.Columns.FirstOrDefault(column => column != except && column.IsInstant);

    static SampledColumn? Outcome(SampledFile file, SampledColumn id) =>
        file.Named(ColumnWords.Outcomes, column => column.Texts.Count is > 1 and < 50 && !column.IsInstant && column != Id(file, id));

    // Dates that are written out decide: ISO 8601 and times of Unix are read whatever the format is.
    static InstantFormat Format(SampledColumn?[] moments, List<string> reasons)
    {
        var dated = moments.Where(column => column?.Format is InstantFormat.DayFirst or InstantFormat.MonthFirst)
            .OrderBy(column => column!.IsUndecided).FirstOrDefault();
        if (dated is not null)
        {
            var isDay = dated.Format == InstantFormat.DayFirst;
            reasons.Add(dated.IsUndecided
                ? $"'{dated.Name}' has dates such as '{dated.Texts[0]}' that do not show whether the day or the month comes first; the day is a guess, so write month_first if it is the month."
                : $"'{dated.Name}' has dates with the {(isDay ? "day" : "month")} first, such as '{dated.Texts[0]}': no other reading fits them all.");
            return dated.Format!.Value;
        }

        if (moments[0]!.IsInstant)
            return InstantFormat.Iso8601;
        reasons.Add($"'{moments[0]!.Name}' counts from 1970 ({moments[0]!.Texts[0]}).");
        return moments.Any(column => column is { IsInstant: true }) ? InstantFormat.Iso8601 : moments[0]!.Format!.Value;
    }

    static LeadMapping Leads(SampledFile? leads, SampledColumn? registered, SampledFile events, SampledColumn id, List<string> reasons)
    {
        if (leads is null)
        {
            reasons.Add($"No file has one row for each lead with the moment of its registration, so a lead is registered with its first event in {events.Name}.");
            return new LeadMapping { FromFirstEvent = true };
        }

        reasons.Add($"{leads.Name} is taken for the leads: '{Id(leads, id)!.Name}' comes once in it, and '{registered!.Name}' is when each was registered; its other columns are attributes, which must have been known then.");
        return new LeadMapping { File = leads.Name, LeadId = Id(leads, id)!.Name, CreatedAt = registered.Name };
    }

    static EventMapping EventsOf(SampledFile events, SampledColumn id, SampledColumn moment, List<string> reasons)
    {
        var kind = events.Named(ColumnWords.Kinds, column => IsKind(column, id, moment));
        var lifecycle = kind is null ? null : events.Named(ColumnWords.Lifecycles, column => column != kind && column.Texts.Count > 1);
        var order = events.Named(ColumnWords.Orders, column => column.IsNumber);
        var eventId = events.Named(ColumnWords.EventIds, column => column.IsUnique);
        var received = events.Named(ColumnWords.Received, column => column != moment && column.IsMoment);
        reasons.Add(kind is null
            ? "No column tells what happened, so every event is of one kind; give it the name that it has."
            : $"'{kind.Name}'{(lifecycle is null ? "" : $" with '{lifecycle.Name}'")} is what happened: {kind.Texts.Count} different texts, such as {string.Join(", ", kind.Texts.Take(3))}.");
        if (order is not null)
            reasons.Add($"'{order.Name}' orders events of one instant.");
        return new EventMapping
        {
            File = events.Name,
            LeadId = id.Name,
            Kind = kind is null ? null : lifecycle is null ? [kind.Name] : [kind.Name, lifecycle.Name],
            KindIs = kind is null ? "event" : null,
            OccurredAt = moment.Name,
            ReceivedAt = received?.Name,
            EventId = eventId?.Name,
            Order = order?.Name,
        };
    }

    static bool IsKind(SampledColumn column, SampledColumn id, SampledColumn moment) =>
        column != id && column != moment && !column.IsInstant && column.Texts.Count is > 0 and < 2000 && !column.IsUnique;

    static OutcomeMapping OutcomesOf(SampledFile outcomes, SampledColumn id, SampledColumn? ended, List<string> reasons)
    {
        var outcome = Outcome(outcomes, id)!;
        string[] lost = [.. outcome.Texts.Where(text => Sampled(text).IsNamed(ColumnWords.Lost))];
        string[] won = [.. outcome.Texts.Except(lost).Where(text => Sampled(text).IsNamed(ColumnWords.Won))];
        string[] open = [.. outcome.Texts.Except(lost).Except(won).Where(text => Sampled(text).IsNamed(ColumnWords.Open))];
        lost = [.. outcome.Texts.Except(won).Except(open)];
        if (won.Length == 0 && lost.Length > 0)
            (won, lost) = ([lost[0]], lost[1..]);
        reasons.Add(
            $"{outcomes.Name} is taken for the outcomes, {(ended is null ? "as of each lead's latest event since it does not say when" : $"as of '{ended.Name}'")}: " +
            $"'{outcome.Name}' = {string.Join(", ", won)} as converted, {string.Join(", ", lost.DefaultIfEmpty("nothing"))} as lost" +
            $"{(open.Length > 0 ? $", {string.Join(", ", open)}" : "")} and empty as still open.");
        return new OutcomeMapping
        {
            File = outcomes.Name,
            LeadId = Id(outcomes, id)!.Name,
            Outcome = outcome.Name,
            OccurredAt = ended?.Name,
            AtLatestEvent = ended is null,
            RecordedAt = outcomes.Named(ColumnWords.Recorded, column => column != ended && column.IsMoment)?.Name,
            Converted = won,
            Lost = lost,
            Open = open,
        };
    }

    static OutcomeMapping FromEvents(SampledFile events, SampledColumn id, List<string> reasons)
    {
        var kind = events.Named(ColumnWords.Kinds, column => IsKind(column, id, Moment(events)!));
        if (kind is null)
        {
            reasons.Add("No file tells outcomes and there is one kind of event, so a lead converts when it has another one, and may do so again; ask for a horizon, such as --horizon 90d.");
            return new OutcomeMapping { ConvertedByEvent = ["event"], Repeats = true };
        }

        string[] lost = [.. kind.Texts.Where(text => Sampled(text).IsNamed(ColumnWords.Lost))];
        var won = kind.Texts.Except(lost).Where(text => Sampled(text).IsNamed(ColumnWords.Won)).MinBy(text => Sampled(text).Rank(ColumnWords.Won));
        reasons.Add(won is null
            ? $"No file tells outcomes; '{kind.Texts[^1]}' is a guess at the event that is the conversion, so name the one that it is."
            : $"No file tells outcomes; the first event '{won}' after registration is taken for the conversion, which closes the lead.");
        if (lost.Length > 0)
            reasons.Add($"An event {string.Join(" or ", lost.Select(text => $"'{text}'"))} closes a lead as lost.");
        return new OutcomeMapping { ConvertedByEvent = [won ?? kind.Texts[^1]], LostByEvent = lost };
    }

    static SampledColumn Sampled(string name) => new(name, [], 0, 0);
}
