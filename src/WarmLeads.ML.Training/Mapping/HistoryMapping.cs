using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WarmLeads.ML.Training;

/// <summary>How somebody's files are read as a lead history: `mapping.json`. What it does not name goes by the project's own names.</summary>
public sealed record HistoryMapping
{
    /// <summary>The file's name within a folder of history.</summary>
    public const string FileName = "mapping.json";

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>The mapping of the project's own format.</summary>
    public static HistoryMapping Own { get; } = new();

    /// <summary>Why it is as it is, for the person who reads the file; not looked at.</summary>
    public IReadOnlyList<string>? Reasons { get; init; }

    /// <summary>The offset from UTC of instants and dates that do not say theirs, `+02:00`; null where all must.</summary>
    public string? Offset { get; init; }

    /// <summary>How instants are written.</summary>
    public InstantFormat Instants { get; init; }

    /// <summary>Whether attributes, values and properties write numbers with a decimal comma: `1250,50`, `1.250,50`.</summary>
    public bool DecimalComma { get; init; }

    /// <summary>Where leads stand.</summary>
    public LeadMapping Leads { get; init; } = new();

    /// <summary>Where events stand.</summary>
    public EventMapping Events { get; init; } = new();

    /// <summary>Where outcomes stand.</summary>
    public OutcomeMapping Outcomes { get; init; } = new();

    /// <summary>The file that it was read from, as sentences about it say it.</summary>
    [JsonIgnore]
    public string Origin { get; init; } = FileName;

    /// <summary>The kinds of events that convert a lead again and again; empty where an outcome closes the lead.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> RepeatingConversions => Outcomes.Repeats ? Outcomes.ConvertedByEvent : [];

    /// <summary>The files of outcomes; none where events tell them.</summary>
    [JsonIgnore]
    public IReadOnlyList<OutcomeMapping> OutcomeFiles => Outcomes.ConvertedByEvent.Count > 0 ? [] : [Outcomes, .. Outcomes.Also ?? []];

    /// <summary>The offset of instants that do not say theirs; null where all must.</summary>
    [JsonIgnore]
    public TimeSpan? AssumedOffset => Offset is null ? null : ReadOffset(Offset);

    /// <summary>Reads a mapping, or takes the project's own where there is none.</summary>
    /// <param name="folder">The folder of history.</param>
    /// <param name="file">The mapping's file; null to take mapping.json of the folder where there is one.</param>
    /// <exception cref="FileNotFoundException">The file that was named is not there.</exception>
    /// <exception cref="InvalidDataException">It is not a mapping; the sentence says where and what to do.</exception>
    public static HistoryMapping Find(string folder, string? file)
    {
        if (file is null)
        {
            var own = Path.Combine(folder, FileName);
            return System.IO.File.Exists(own) ? Parse(System.IO.File.ReadAllText(own), FileName) : Own;
        }

        return System.IO.File.Exists(file)
            ? Parse(System.IO.File.ReadAllText(file), Path.GetFileName(file))
            : throw new FileNotFoundException($"There is no mapping '{file}'; `warmleads import --plan DIR` proposes one.", file);
    }

    /// <summary>Reads a mapping from its text.</summary>
    /// <param name="text">The text of the file.</param>
    /// <param name="origin">The file's name, for sentences.</param>
    /// <exception cref="InvalidDataException">It is not a mapping.</exception>
    public static HistoryMapping Parse(string text, string origin)
    {
        try
        {
            var mapping = JsonSerializer.Deserialize<HistoryMapping>(text, Json) ??
                throw new InvalidDataException($"{origin} is empty; `warmleads import --plan DIR` proposes a mapping.");
            return (mapping with { Origin = origin }).Checked();
        }
        catch (JsonException problem)
        {
            var line = (problem.LineNumber ?? 0) + 1;
            throw new InvalidDataException(
                $"{origin} line {line.ToString(CultureInfo.InvariantCulture)} is not a mapping{(problem.Path is { Length: > 1 } path ? $" (at {path[2..]})" : "")}; " +
                "correct it, or let `warmleads import --plan DIR` propose one.", problem);
        }
    }

    /// <summary>The mapping as the text of its file.</summary>
    public string ToText() => JsonSerializer.Serialize(this, Json) + "\n";

    HistoryMapping Checked()
    {
        if (Offset is not null)
            ReadOffset(Offset);
        if (Events is { KindIs: not null, Kind: not null })
            throw new InvalidDataException($"{Origin}: events has both 'kind' and 'kind_is'; keep one of them.");
        if (Outcomes is { ConvertedByEvent.Count: > 0, File: not null })
            throw new InvalidDataException($"{Origin}: outcomes has both 'file' and 'converted_by_event'; keep one of them.");
        if (Outcomes is { LostByEvent.Count: > 0, ConvertedByEvent.Count: 0 } or { LostByEvent.Count: > 0, Repeats: true })
            throw new InvalidDataException($"{Origin}: outcomes has 'lost_by_event' where no event closes a lead as converted; name such events in 'converted_by_event', without 'repeats'.");
        foreach (var outcomes in OutcomeFiles)
        {
            if (outcomes is { OutcomeIs: not null, Outcome: not null })
                throw new InvalidDataException($"{Origin}: outcomes has both 'outcome' and 'outcome_is'; keep one of them.");
            if (outcomes.OutcomeIs is not (null or "converted" or "lost"))
                throw new InvalidDataException($"{Origin}: 'outcome_is' is '{outcomes.OutcomeIs}'; write converted or lost.");
        }

        if (Outcomes.Also is { } also && (Outcomes.ConvertedByEvent.Count > 0 || also.Any(more => more.Also is not null || more.ConvertedByEvent.Count > 0 || more.AtLatestEvent != Outcomes.AtLatestEvent)))
            throw new InvalidDataException($"{Origin}: 'also' takes more files of outcomes, each like the first: with the moment in a column or all at the latest event, and none by event.");
        return Outcomes is { Repeats: true, ConvertedByEvent.Count: 0 }
            ? throw new InvalidDataException($"{Origin}: outcomes has 'repeats' without 'converted_by_event'; name the kinds of events that convert.")
            : this;
    }

    TimeSpan ReadOffset(string text) =>
        DateTimeOffset.TryParseExact("2000-01-01T00:00" + text, "yyyy-MM-ddTHH:mmzzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            ? moment.Offset
            : throw new InvalidDataException($"{Origin}: the offset '{text}' is not one; write it as +02:00.");
}
