namespace WarmLeads.ML.Training;

/// <summary>How outcomes are read, and what they say of each lead as far as it was looked up.</summary>
/// <param name="Mapping">How they are read.</param>
/// <param name="OfLeads">Whether each lead converted; leads that are still open are absent.</param>
sealed record PlannedOutcomes(OutcomeMapping Mapping, IReadOnlyDictionary<string, bool> OfLeads)
{
    // A kind that leads had who converted all the same does not close a lead; one such lead may be a mistake.
    const double HardlyAny = 0.02;
    const int OneMistake = 1;

    // A text that hardly ever comes with a moment, where others mostly do, is of leads that go on.
    const double SeldomEnded = 0.05, MostlyEnded = 0.5;

    /// <summary>From a column of a file with a row for each lead.</summary>
    public static PlannedOutcomes OfFile(string folder, SampledFile file, SampledColumn id, SampledColumn outcome, List<string> reasons, CancellationToken stop)
    {
        var ended = FileRoles.Ended(file);
        using var rows = CsvRows.Open(Path.Combine(folder, file.Name));
        var (idAt, outcomeAt, endedAt) = (rows.IndexOf(id.Name), rows.IndexOf(outcome.Name), ended is null ? -1 : rows.IndexOf(ended.Name));
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var counts = outcome.Texts.ToDictionary(text => text, _ => (Ended: 0, All: 0), StringComparer.Ordinal);
        while (rows.Read())
        {
            stop.ThrowIfCancellationRequested();
            if (rows[outcomeAt] is not { Length: > 0 } text)
                continue;
            texts[rows[idAt]] = text;
            var (withMoment, all) = counts.GetValueOrDefault(text);
            counts[text] = (withMoment + (endedAt >= 0 && rows[endedAt].Length > 0 ? 1 : 0), all + 1);
        }

        double Share(string text) => counts[text].All == 0 ? 0 : (double)counts[text].Ended / counts[text].All;
        var goesOn = ended is null ? [] : outcome.Texts.Where(text => Share(text) <= SeldomEnded && !OutcomeWords.IsWon(text) && !OutcomeWords.IsLost(text)).ToArray();
        if (!outcome.Texts.Any(text => Share(text) >= MostlyEnded))
            goesOn = [];
        var (won, lost, open) = Sort(outcome.Texts, goesOn);
        var undated = ended is not null && won.Any(text => Share(text) >= MostlyEnded) ? lost.Where(text => Share(text) <= SeldomEnded).ToArray() : [];
        reasons.Add(
            $"{file.Name} is taken for the outcomes, {(ended is null ? "as of each lead's latest event since it does not say when" : $"as of '{ended.Name}'")}: {InWords(outcome, won, lost, open)}");
        if (undated.Length > 0)
        {
            reasons.Add(
                $"{string.Join(", ", undated)} comes without a moment, so such leads count as open, which is right for a horizon; for the final outcome (--horizon none) " +
                "set 'at_latest_event' too, and they are lost as of their latest event.");
        }

        return new PlannedOutcomes(
            new OutcomeMapping
            {
                File = file.Name,
                LeadId = id.Name,
                Outcome = outcome.Name,
                OccurredAt = ended?.Name,
                AtLatestEvent = ended is null,
                RecordedAt = file.Named(ColumnWords.Recorded, column => column != ended && column.IsMoment)?.Name,
                Converted = won,
                Lost = lost,
                Open = open,
            },
            Known(texts, won, lost));
    }

    /// <summary>From a column of the file of events that says the same in every row of a lead.</summary>
    public static PlannedOutcomes OfEveryRow(
        SampledFile events, SampledColumn id, SampledColumn outcome, IReadOnlyDictionary<string, string> values, List<string> reasons)
    {
        var (won, lost, open) = Sort(outcome.Texts, []);
        reasons.Add(
            $"'{outcome.Name}' says the same in every row of a lead, so it is taken for the outcome, as of the lead's latest event, and is no property of events: {InWords(outcome, won, lost, open)}");
        return new PlannedOutcomes(
            new OutcomeMapping { File = events.Name, LeadId = id.Name, Outcome = outcome.Name, AtLatestEvent = true, Converted = won, Lost = lost, Open = open },
            Known(values, won, lost));
    }

    /// <summary>From files with a row for each lead that converted, or that was lost.</summary>
    public static PlannedOutcomes OfRows(string folder, FileRoles roles, List<string> reasons, CancellationToken stop)
    {
        var known = new Dictionary<string, bool>(StringComparer.Ordinal);
        List<OutcomeMapping> mappings = [];
        foreach (var (file, isWon) in roles.Won.Select(file => (file, true)).Concat(roles.Lost.Select(file => (file, false))))
        {
            var (id, ended) = (roles.IdOf(file)!, FileRoles.Ended(file)!);
            using var rows = CsvRows.Open(Path.Combine(folder, file.Name));
            var idAt = rows.IndexOf(id.Name);
            while (rows.Read())
            {
                stop.ThrowIfCancellationRequested();
                known[rows[idAt]] = isWon;
            }

            mappings.Add(new OutcomeMapping { File = file.Name, LeadId = id.Name, OutcomeIs = isWon ? "converted" : "lost", OccurredAt = ended.Name });
            reasons.Add($"Each row of {file.Name} is taken for a lead that {(isWon ? "converted" : "was lost")}, as of '{ended.Name}'.");
        }

        return new PlannedOutcomes(mappings[0] with { Also = mappings.Count > 1 ? mappings[1..] : null }, known);
    }

    /// <summary>Whether a text could close a lead, as words tell.</summary>
    public static bool IsClosing(string text) => OutcomeWords.IsWon(text) || OutcomeWords.IsLost(text);

    /// <summary>From kinds of events.</summary>
    public static PlannedOutcomes OfKinds(FileRoles roles, IReadOnlyDictionary<string, HashSet<string>> kindsOfLeads, List<string> reasons)
    {
        if (roles.Kind is not { } kind)
        {
            reasons.Add("No file tells outcomes and there is one kind of event, so a lead converts when it has another one, and may do so again; ask for a horizon, such as --horizon 90d.");
            return new PlannedOutcomes(new OutcomeMapping { ConvertedByEvent = ["event"], Repeats = true }, new Dictionary<string, bool>(StringComparer.Ordinal));
        }

        string[] texts = [.. kindsOfLeads.Values.SelectMany(kinds => kinds).Distinct(StringComparer.Ordinal)];
        var named = texts.Where(OutcomeWords.IsWon).MinBy(OutcomeWords.RankOfWon);
        var won = named ?? kind.Texts[^1];
        HashSet<string>[] ofWon = [.. kindsOfLeads.Values.Where(kinds => kinds.Contains(won))];
        string[] called = [.. texts.Where(text => text != won && OutcomeWords.IsLost(text))];
        string[] lost = [.. called.Where(text => ofWon.Count(kinds => kinds.Contains(text)) <= Math.Max(OneMistake, HardlyAny * kindsOfLeads.Values.Count(kinds => kinds.Contains(text))))];
        reasons.Add(named is null
            ? $"No file tells outcomes; '{won}' is a guess at the event that is the conversion, so name the one that it is."
            : $"No file tells outcomes; the first event '{won}' after registration is taken for the conversion, which closes the lead.");
        if (lost.Length > 0)
            reasons.Add($"An event {Or(lost)} closes a lead as lost.");
        if (called.Except(lost).ToArray() is { Length: > 0 } goesOn)
            reasons.Add($"An event {Or(goesOn)} does not close a lead: some had one and converted all the same.");
        return new PlannedOutcomes(
            new OutcomeMapping { ConvertedByEvent = [won], LostByEvent = lost },
            kindsOfLeads.Where(lead => lead.Value.Contains(won) || lead.Value.Overlaps(lost))
                .ToDictionary(lead => lead.Key, lead => lead.Value.Contains(won), StringComparer.Ordinal));

        static string Or(string[] texts) => string.Join(" or ", texts.Select(text => $"'{text}'"));
    }

    static (string[] Won, string[] Lost, string[] Open) Sort(IReadOnlyList<string> texts, string[] goesOn)
    {
        string[] won = [.. texts.Where(OutcomeWords.IsWon)];
        string[] open = [.. texts.Where(text => OutcomeWords.IsOpen(text) || goesOn.Contains(text))];
        string[] lost = [.. texts.Except(won).Except(open)];
        // No word for converted: the first that is not one for lost, to be corrected.
        if (won.Length == 0 && lost.Length > 0)
            won = [lost.FirstOrDefault(text => !OutcomeWords.IsLost(text)) ?? lost[0]];
        return (won, [.. lost.Except(won)], open);
    }

    static string InWords(SampledColumn outcome, string[] won, string[] lost, string[] open) =>
        $"'{outcome.Name}' = {string.Join(", ", won)} as converted, {string.Join(", ", lost.DefaultIfEmpty("nothing"))} as lost" +
        $"{(open.Length > 0 ? $", {string.Join(", ", open)}" : "")} and empty as still open.";

    static Dictionary<string, bool> Known(IReadOnlyDictionary<string, string> texts, string[] won, string[] lost) =>
        texts.Where(lead => won.Contains(lead.Value) || lost.Contains(lead.Value)).ToDictionary(lead => lead.Key, lead => won.Contains(lead.Value), StringComparer.Ordinal);
}
