namespace WarmLeads.ML.Training;

/// <summary>What a file of events shows of each lead: columns that say the same in all its rows, and which kinds it had.</summary>
/// <param name="Columns">Columns with one value, or none, in all rows of a lead and more than one among leads, with the value by lead.</param>
/// <param name="Kinds">The kinds that were asked for, by lead; leads with none of them are absent.</param>
sealed record LeadConstants(
    IReadOnlyList<(SampledColumn Column, IReadOnlyDictionary<string, string> Values)> Columns, IReadOnlyDictionary<string, HashSet<string>> Kinds)
{
    // Fewer leads with several rows say nothing about what stays the same.
    const int FewestLeads = 2;

    /// <summary>Goes through a file of events once.</summary>
    /// <param name="path">The file.</param>
    /// <param name="file">What was seen of it.</param>
    /// <param name="id">The column of the lead.</param>
    /// <param name="but">Columns with a role of their own.</param>
    /// <param name="kind">The columns of kinds, whose texts are joined.</param>
    /// <param name="closes">Whether a text of one of them may close a lead, so that its kind is kept.</param>
    /// <param name="stop">Ends the reading.</param>
    public static LeadConstants Read(
        string path, SampledFile file, SampledColumn id, IReadOnlyList<SampledColumn?> but, IReadOnlyList<SampledColumn> kind, Func<string, bool> closes, CancellationToken stop)
    {
        using var rows = CsvRows.Open(path);
        var idAt = rows.IndexOf(id.Name);
        (int At, HashSet<string> Closing)[] kindsAt = [.. kind.Select(column => (rows.IndexOf(column.Name), column.Texts.Where(closes).ToHashSet(StringComparer.Ordinal)))];
        var open = file.Columns.Where(column => column != id && !but.Contains(column) && column.Texts.Count > 1)
            .Select(column => (Column: column, At: rows.IndexOf(column.Name), Values: new Dictionary<string, string>(StringComparer.Ordinal))).ToList();
        var repeated = new HashSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var kindsOf = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        while (rows.Read())
        {
            stop.ThrowIfCancellationRequested();
            var lead = rows[idAt];
            if (lead.Length == 0)
                continue;
            if (!seen.Add(lead))
                repeated.Add(lead);
            if (Array.Exists(kindsAt, column => column.Closing.Contains(rows[column.At])))
            {
                if (!kindsOf.TryGetValue(lead, out var own))
                    kindsOf.Add(lead, own = new HashSet<string>(StringComparer.Ordinal));
                own.Add(string.Join('+', kindsAt.Select(column => rows[column.At]).Where(text => text.Length > 0)));
            }

            open.RemoveAll(column => !column.Values.TryAdd(lead, rows[column.At]) && column.Values[lead] != rows[column.At]);
        }

        return new LeadConstants(
            [.. open.Where(column => column.Values.Keys.Count(repeated.Contains) >= FewestLeads).Select(column => (column.Column, (IReadOnlyDictionary<string, string>)column.Values))],
            kindsOf);
    }
}
