namespace WarmLeads.ML.Training;

/// <summary>Looks at somebody's files and proposes how to read them as a lead history, with reasons, for a person to correct.</summary>
public static class MappingPlanner
{
    static readonly string[] s_ids =
    [
        "lead_id", "leadid", "case_id", "caseid", "case_concept_name", "lead", "prospect_id", "contact_id", "customer_id", "customerid", "client_id",
        "user_id", "userid", "visitor_id", "visitorid", "person_id", "account_id", "application_id", "case", "customer", "user", "id",
    ];

    static readonly string[] s_moments =
    [
        "occurred_at", "occurred", "event_time", "timestamp", "time_timestamp", "time", "datetime", "date", "event_date", "order_date", "created_at", "at",
    ];

    static readonly string[] s_registered =
        ["created_at", "registered_at", "registered", "created", "signup", "signed_up", "registration", "first_seen", "start", "started", "opened", "joined", "date", "at"];

    static readonly string[] s_kinds = ["kind", "activity", "event", "event_type", "event_name", "action", "concept_name", "type", "task", "step", "stage"];
    static readonly string[] s_lifecycles = ["lifecycle", "lifecycle_transition", "transition"];
    static readonly string[] s_orders = ["event_no", "event_number", "sequence", "seq", "position", "event_index", "order_no", "row_no", "nr"];
    static readonly string[] s_eventIds = ["event_id", "eventid", "message_id", "uuid"];
    static readonly string[] s_received = ["received_at", "received", "ingested_at", "ingested", "loaded_at", "processed_at", "synced_at"];
    static readonly string[] s_outcomes = ["outcome", "result", "status", "label", "converted", "conversion", "won", "final", "decision", "y"];
    static readonly string[] s_ended = ["outcome_at", "closed_at", "closed", "ended_at", "end", "decided_at", "occurred_at", "converted_at", "date", "at"];
    static readonly string[] s_recorded = ["recorded_at", "recorded", "entered_at", "logged_at"];
    static readonly string[] s_wonWords =
        ["converted", "won", "approved", "accepted", "purchase", "purchased", "bought", "order", "transaction", "subscribed", "signed", "paid", "success", "yes", "true", "1", "customer"];

    static readonly string[] s_openWords = ["open", "pending", "in_progress", "active", "running", "undecided"];

    /// <summary>Proposes a mapping.</summary>
    /// <param name="folder">The folder of CSV files.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="FileNotFoundException">There is no folder, or no CSV file in it.</exception>
    /// <exception cref="InvalidDataException">No file looks like events; the sentence says what is needed.</exception>
    public static HistoryMapping Propose(string folder, CancellationToken stop)
    {
        if (!Directory.Exists(folder))
            throw new FileNotFoundException($"There is no folder '{folder}'.", folder);
        var files = Directory.EnumerateFiles(folder)
            .Where(path => path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal).Select(path => SampledFile.Read(path, stop)).ToArray();
        if (files.Length == 0)
            throw new FileNotFoundException($"There is no .csv or .csv.gz file in '{folder}' to plan an import of.", folder);

        List<string> reasons = [];
        var events = Events(files, folder);
        var id = Id(events)!;
        var moment = Moment(events)!;
        reasons.Add($"{events.Name} is taken for the events: '{id.Name}' comes several times in it, and '{moment.Name}' is when each happened.");
        var outcomes = files.FirstOrDefault(file => file != events && Id(file) is { IsUnique: true } && Outcome(file) is not null && When(file, s_ended) is not null);
        var leads = files.FirstOrDefault(file => file != events && file != outcomes && Id(file) is { IsUnique: true } && When(file, s_registered) is not null) ??
            (outcomes is not null && When(outcomes, s_registered, When(outcomes, s_ended)) is not null ? outcomes : null);

        SampledColumn?[] moments =
            [moment, leads is null ? null : When(leads, s_registered, leads == outcomes ? When(outcomes!, s_ended) : null), outcomes is null ? null : When(outcomes, s_ended)];
        var isUnix = moment.IsInstant ? null : moment.Unix;
        var lacksOffset = isUnix is null && moments.Any(column => column is { SaysOffset: false });
        if (isUnix is not null)
            reasons.Add($"'{moment.Name}' counts from 1970 ({moment.Texts[0]}).");
        if (lacksOffset)
            reasons.Add("Some instants do not say their offset from UTC; +00:00 is a guess, so write the one that was meant.");
        return new HistoryMapping
        {
            Offset = lacksOffset ? "+00:00" : null,
            Instants = isUnix ?? InstantFormat.Iso8601,
            Leads = Leads(leads, moments[1], events, reasons),
            Events = EventsOf(events, id, moment, reasons),
            Outcomes = outcomes is null ? FromEvents(events, reasons) : OutcomesOf(outcomes, moments[2]!, reasons),
            Reasons = reasons,
        };
    }

    static SampledFile Events(SampledFile[] files, string folder) =>
        files.Where(file => Id(file) is { IsUnique: false } && Moment(file) is not null)
            .OrderBy(file => file.Name.Contains("event", StringComparison.OrdinalIgnoreCase) || file.Name.Contains("log", StringComparison.OrdinalIgnoreCase) ? 0 : 1)
            .ThenByDescending(file => file.Columns[0].Rows).FirstOrDefault()
        ?? throw new InvalidDataException(
            $"No file in '{folder}' looks like events: one is needed with a row for each event, a column of the lead's id (such as lead_id) that repeats, and one of instants. Write {HistoryMapping.FileName} by hand.");

    static SampledColumn? Id(SampledFile file) => file.Named(s_ids, column => column.Filled == column.Rows && !column.IsInstant);

    static SampledColumn? Moment(SampledFile file) =>
        file.Named(s_moments, column => column.IsInstant || column.Unix is not null) ?? file.Columns.FirstOrDefault(column => column.IsInstant);

    static SampledColumn? When(SampledFile file, string[] words, SampledColumn? except = null) =>
        file.Named(words, column => column != except && (column.IsInstant || column.Unix is not null)) ??
        file.Columns.FirstOrDefault(column => column != except && column.IsInstant);

    static SampledColumn? Outcome(SampledFile file) => file.Named(s_outcomes, column => column.Texts.Count is > 1 and < 50 && !column.IsInstant);

    static LeadMapping Leads(SampledFile? leads, SampledColumn? registered, SampledFile events, List<string> reasons)
    {
        if (leads is null)
        {
            reasons.Add($"No file has one row for each lead with the moment of its registration, so a lead is registered with its first event in {events.Name}.");
            return new LeadMapping { FromFirstEvent = true };
        }

        reasons.Add($"{leads.Name} is taken for the leads: '{Id(leads)!.Name}' comes once in it, and '{registered!.Name}' is when each was registered; its other columns are attributes, which must have been known then.");
        return new LeadMapping { File = leads.Name, LeadId = Id(leads)!.Name, CreatedAt = registered.Name };
    }

    static EventMapping EventsOf(SampledFile events, SampledColumn id, SampledColumn moment, List<string> reasons)
    {
        var kind = events.Named(s_kinds, column => column != id && !column.IsInstant && column.Texts.Count is > 0 and < 2000);
        var lifecycle = kind is null ? null : events.Named(s_lifecycles, column => column != kind && column.Texts.Count > 1);
        var order = events.Named(s_orders, column => column.IsNumber);
        var eventId = events.Named(s_eventIds, column => column.IsUnique);
        var received = events.Named(s_received, column => column != moment && (column.IsInstant || column.Unix is not null));
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

    static OutcomeMapping OutcomesOf(SampledFile outcomes, SampledColumn ended, List<string> reasons)
    {
        var outcome = Outcome(outcomes)!;
        string[] won = [.. outcome.Texts.Where(IsWon)];
        string[] open = [.. outcome.Texts.Where(text => Sampled(text).IsNamed(s_openWords))];
        string[] lost = [.. outcome.Texts.Except(won).Except(open)];
        if (won.Length == 0)
            (won, lost) = ([outcome.Texts[0]], [.. lost.Skip(1)]);
        reasons.Add(
            $"{outcomes.Name} is taken for the outcomes, as of '{ended.Name}': '{outcome.Name}' = {string.Join(", ", won)} as converted, {string.Join(", ", lost.DefaultIfEmpty("nothing"))} as lost" +
            $"{(open.Length > 0 ? $", {string.Join(", ", open)}" : "")} and empty as still open.");
        return new OutcomeMapping
        {
            File = outcomes.Name,
            LeadId = Id(outcomes)!.Name,
            Outcome = outcome.Name,
            OccurredAt = ended.Name,
            RecordedAt = outcomes.Named(s_recorded, column => column != ended && column.IsInstant)?.Name,
            Converted = won,
            Lost = lost,
            Open = open,
        };
    }

    static OutcomeMapping FromEvents(SampledFile events, List<string> reasons)
    {
        var kind = events.Named(s_kinds, column => !column.IsInstant && column.Texts.Count is > 0 and < 2000);
        if (kind is null)
        {
            reasons.Add("No file tells outcomes and there is one kind of event, so a lead converts when it has another one, and may do so again; ask for a horizon, such as --horizon 90d.");
            return new OutcomeMapping { ConvertedByEvent = ["event"], Repeats = true };
        }

        var won = kind.Texts.FirstOrDefault(IsWon);
        reasons.Add(won is null
            ? $"No file tells outcomes; '{kind.Texts[^1]}' is a guess at the event that is the conversion, so name the one that it is."
            : $"No file tells outcomes; the first event '{won}' after registration is taken for the conversion, which closes the lead.");
        return new OutcomeMapping { ConvertedByEvent = [won ?? kind.Texts[^1]] };
    }

    static bool IsWon(string text) => Sampled(text).IsNamed(s_wonWords);

    static SampledColumn Sampled(string name) => new(name, [], 0, 0);
}
