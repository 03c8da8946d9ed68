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

        var roles = FileRoles.Find(files) ?? throw new InvalidDataException(
            $"No file in '{folder}' looks like events: one is needed with a row for each event, a column of the lead's id (such as lead_id) that repeats, and one of instants. Write {HistoryMapping.FileName} by hand.");
        var (events, id, moment) = (roles.Events, roles.Id, roles.Moment);
        reasons.Add($"{events.Name} is taken for the events: '{id.Name}' comes several times in it, and '{moment.Name}' is when each happened.");
        var own = EventsOf(roles, reasons);
        var constants = LeadConstants.Read(
            Path.Combine(folder, events.Name), events, id,
            [moment, .. events.Columns.Where(column => own.Kind?.Contains(column.Name) == true || column.Name == own.EventId || column.Name == own.Order || column.IsMoment)],
            roles.Closing, PlannedOutcomes.IsClosing, stop);
        var (always, values) = constants.Columns.Where(column => FileRoles.IsOutcome(column.Column))
            .OrderBy(column => column.Column.Rank(ColumnWords.Outcomes)).FirstOrDefault();
        var outcomes = roles.Outcomes is { } told ? PlannedOutcomes.OfFile(folder, told, roles.IdOf(told)!, roles.OutcomeOf(told)!, reasons, stop)
            : roles.Won.Count > 0 ? PlannedOutcomes.OfRows(folder, roles, reasons, stop)
            : always is not null ? PlannedOutcomes.OfEveryRow(events, id, always, values, reasons)
            : PlannedOutcomes.OfKinds(roles, constants.Kinds, reasons);
        var ended = roles.Outcomes is { } file ? FileRoles.Ended(file) : null;
        var registered = roles.Leads is null ? null : FileRoles.Registered(roles.Leads, roles.Leads == roles.Outcomes ? ended : null);
        var late = new LateColumns(outcomes.OfLeads);

        SampledColumn?[] moments = [moment, registered, ended, .. roles.Won.Concat(roles.Lost).Select(FileRoles.Ended)];
        var format = Format(moments, reasons);
        var lacksOffset = moments.Any(column => column is { SaysOffset: false });
        if (lacksOffset)
            reasons.Add("Some instants do not say their offset from UTC; +00:00 is a guess, so write the one that was meant.");
        var hasCommas = new[] { events, roles.Leads }.OfType<SampledFile>().SelectMany(table => table.Columns).FirstOrDefault(column => column.HasDecimalCommas);
        if (hasCommas is not null)
            reasons.Add($"'{hasCommas.Name}' has numbers with a decimal comma, such as '{hasCommas.Texts[0]}'.");
        var leads = roles.Leads is { } known
            ? LeadsOf(folder, roles, known, registered!, ended, late, reasons, stop)
            : LeadsOfEvents(events, [.. constants.Columns.Where(column => column.Column != always)], late, reasons);
        return new HistoryMapping
        {
            Offset = lacksOffset ? "+00:00" : null,
            Instants = format,
            DecimalComma = hasCommas is not null,
            Leads = leads,
            Events = own with { Properties = Properties(roles, own, constants, outcomes.Mapping, leads, late, reasons) },
            Outcomes = outcomes.Mapping,
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

    static LeadMapping LeadsOf(
        string folder, FileRoles roles, SampledFile leads, SampledColumn registered, SampledColumn? ended, LateColumns late, List<string> reasons, CancellationToken stop)
    {
        var id = roles.IdOf(leads)!;
        reasons.Add($"{leads.Name} is taken for the leads: '{id.Name}' comes once in it, and '{registered.Name}' is when each was registered; its other columns are attributes, which must have been known then.");
        SampledColumn?[] taken = leads == roles.Outcomes ? [id, registered, ended, roles.OutcomeOf(leads), leads.Named(ColumnWords.Recorded, column => column != ended && column.IsMoment)] : [id, registered];
        SampledColumn[] attributes = [.. leads.Columns.Where(column => !taken.Contains(column))];
        var values = attributes.Select(_ => new Dictionary<string, string>(StringComparer.Ordinal)).ToArray();
        List<string> all = [];
        using (var rows = CsvRows.Open(Path.Combine(folder, leads.Name)))
        {
            var idAt = rows.IndexOf(id.Name);
            int[] at = [.. attributes.Select(column => rows.IndexOf(column.Name))];
            while (rows.Read())
            {
                stop.ThrowIfCancellationRequested();
                all.Add(rows[idAt]);
                for (var i = 0; i < at.Length; i++)
                {
                    if (rows[at[i]].Length > 0)
                        values[i][rows[idAt]] = rows[at[i]];
                }
            }
        }

        string[] kept = [.. Known(attributes.Select((column, i) => (column, (IReadOnlyDictionary<string, string>)values[i])), all, late, reasons)];
        return new LeadMapping { File = leads.Name, LeadId = id.Name, CreatedAt = registered.Name, Attributes = kept.Length == attributes.Length ? null : kept };
    }

    static LeadMapping LeadsOfEvents(
        SampledFile events, (SampledColumn Column, IReadOnlyDictionary<string, string> Values)[] constants, LateColumns late, List<string> reasons)
    {
        reasons.Add($"No file has one row for each lead with the moment of its registration, so a lead is registered with its first event in {events.Name}.");
        string[] all = [.. constants.SelectMany(column => column.Values.Keys).Distinct(StringComparer.Ordinal)];
        string[] kept = [.. Known(constants, all, late, reasons)];
        if (kept.Length > 0)
            reasons.Add($"{string.Join(", ", kept.Select(name => $"'{name}'"))} says the same in every row of a lead, so it is taken for an attribute, which must have been known at its first event.");
        return new LeadMapping { FromFirstEvent = true, Attributes = kept.Length == 0 ? null : kept };
    }

    static IEnumerable<string> Known(
        IEnumerable<(SampledColumn Column, IReadOnlyDictionary<string, string> Values)> columns, IReadOnlyCollection<string> leads, LateColumns late, List<string> reasons)
    {
        foreach (var (column, values) in columns)
        {
            if (late.WhyLate(column, values, leads) is { } why)
                reasons.Add($"'{column.Name}' is left out of the attributes, since it {why}; name it among them if it was known when the lead was registered.");
            else
                yield return column.Name;
        }
    }

    // What says the same in every row of a lead, and is known only at the end, would tell it from the first event on.
    static List<string>? Properties(
        FileRoles roles, EventMapping own, LeadConstants constants, OutcomeMapping outcomes, LeadMapping leads, LateColumns late, List<string> reasons)
    {
        string[] all = [.. constants.Columns.SelectMany(column => column.Values.Keys).Distinct(StringComparer.Ordinal)];
        HashSet<string> left = [];
        foreach (var (column, values) in constants.Columns.Where(column => leads.File is not null || leads.Attributes?.Contains(column.Column.Name) != true))
        {
            if (column.Name == outcomes.Outcome && outcomes.File == roles.Events.Name)
                continue;
            if (late.WhyLate(column, values, all) is not { } why)
                continue;
            left.Add(column.Name);
            if (leads.File is not null)
                reasons.Add($"'{column.Name}' is left out of the properties of events, since it says the same in every row of a lead and {why}.");
        }

        if (left.Count == 0)
            return null;
        HashSet<string?> taken = [own.LeadId, own.OccurredAt, own.ReceivedAt, own.EventId, own.Order, .. own.Kind ?? [], .. leads.File is null ? leads.Attributes ?? [] : []];
        if (outcomes.File == roles.Events.Name)
            taken.Add(outcomes.Outcome);
        return [.. roles.Events.Columns.Select(column => column.Name).Where(name => !taken.Contains(name) && !left.Contains(name) && name is not ("source" or "properties"))];
    }

    static EventMapping EventsOf(FileRoles roles, List<string> reasons)
    {
        var (events, id, moment, kind) = (roles.Events, roles.Id, roles.Moment, roles.Kind);
        var lifecycle = kind is null ? null : events.Named(ColumnWords.Lifecycles, column => column != kind && column.Texts.Count > 1);
        var second = roles.Stage ?? lifecycle;
        var order = events.Named(ColumnWords.Orders, column => column != id && column.IsNumber);
        var eventId = events.Named(ColumnWords.EventIds, column => column.IsUnique);
        var received = events.Named(ColumnWords.Received, column => column != moment && column.IsMoment);
        reasons.Add(kind is null
            ? "No column tells what happened, so every event is of one kind; give it the name that it has."
            : $"'{kind.Name}'{(second is null ? "" : $" with '{second.Name}'")} is what happened: {kind.Texts.Count} different texts, such as {string.Join(", ", kind.Texts.Take(3))}.");
        if (order is not null)
            reasons.Add($"'{order.Name}' orders events of one instant.");
        return new EventMapping
        {
            File = events.Name,
            LeadId = id.Name,
            Kind = kind is null ? null : second is null ? [kind.Name] : [kind.Name, second.Name],
            KindIs = kind is null ? "event" : null,
            OccurredAt = moment.Name,
            ReceivedAt = received?.Name,
            EventId = eventId?.Name,
            Order = order?.Name,
        };
    }
}
