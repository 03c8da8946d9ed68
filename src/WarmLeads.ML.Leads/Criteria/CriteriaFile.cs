using System.Globalization;
using System.Text.Json;

namespace WarmLeads.ML.Leads;

/// <summary>The text of `criteria.json`: what differs from the shipped criteria.</summary>
/// <remarks>
/// <code>
/// {
///   "version": "2025-03",
///   "segment_attribute": "segment",
///   "warm":     { "acts_within_days": 30,
///                 "levels": { "opens_and_visits": { "within_days": 30, "counts": { "email_open": 3, "site_visit": 2 } } } },
///   "hot":      { "enter_probability": 0.35, "leave_probability": 0.25, "acts_within_days": 30, "dwell_days": 7 },
///   "mql":      { "relation": "subset_of_warm", "enter_probability": 0.15, "leave_probability": 0.1,
///                 "acts": ["meeting_booked"], "acts_within_days": 30 },
///   "sql":      { "accepted_by": ["sales_accepted"], "returned_by": ["sales_rejected"] },
///   "rewarm":   { "silence_days": 90, "counts_for_days": 30 },
///   "patience": { "days": 75 },
///   "trend":    { "heating_false_alarms_a_year": 0.5, "cooling_false_alarms_a_year": 0.25, "burstiness": 1.25 },
///   "segments": { "enterprise": { "patience": { "days": 270 } } }
/// }
/// </code>
/// Only `version` must be there. What is left out is as shipped; what a segment leaves out is as in the rest of the file, and as
/// the shipped segments have it where the file has no `segments`.
/// </remarks>
public static class CriteriaFile
{
    static readonly JsonDocumentOptions s_reading = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    static readonly string[] s_parts = ["warm", "hot", "mql", "sql", "rewarm", "patience", "trend"];

    /// <summary>Reads criteria.</summary>
    /// <param name="json">The text of the file.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="catalog">What kinds of events mean.</param>
    /// <exception cref="InvalidDataException">The text is not such criteria; the message says where and what to do.</exception>
    public static Criteria Parse(string json, string file, SignalCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            using var document = JsonDocument.Parse(json, s_reading);
            var criteria = Read(new SignalCatalogNode(document.RootElement, file, "the file"));
            criteria.CheckAgainst(catalog);
            return criteria;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException(
                $"{file} line {e.LineNumber + 1} column {e.BytePositionInLine + 1}: this is not JSON. Correct the text there.", e);
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"{file}: {e.Message}", e);
        }
    }

    /// <summary>Writes criteria as a text that says everything and that <see cref="Parse"/> reads back.</summary>
    public static string Format(Criteria criteria)
    {
        ArgumentNullException.ThrowIfNull(criteria);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("version", criteria.Version);
            json.WriteString("segment_attribute", criteria.SegmentAttribute);
            Write(json, criteria.Rules);
            json.WriteStartObject("segments");
            foreach (var (segment, rules) in criteria.Segments.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                json.WriteStartObject(segment);
                Write(json, rules);
                json.WriteEndObject();
            }
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    static Criteria Read(SignalCatalogNode root)
    {
        root.AllowOnly(["version", "segment_attribute", .. s_parts, "segments"]);
        var version = root.RequiredText("version");
        var rules = ReadRules(root, new CriteriaRules());
        var segments = new Dictionary<string, CriteriaRules>(StringComparer.Ordinal);
        foreach (var (name, own) in root.Members("segments", (name, node) =>
        {
            node.AllowOnly(s_parts);
            return (name, ReadRules(node, rules));
        }))
        {
            segments.Add(name, own);
        }
        if (!root.Has("segments"))
        {
            foreach (var (name, shipped) in Criteria.Default.Segments)
                segments.Add(name, rules with { PatienceDays = shipped.PatienceDays });
        }
        return new Criteria(version, rules, root.OptionalText("segment_attribute") ?? Criteria.Default.SegmentAttribute, segments);
    }

    static CriteriaRules ReadRules(SignalCatalogNode node, CriteriaRules rules)
    {
        if (node.OptionalPart("warm") is { } warm)
        {
            warm.AllowOnly("acts_within_days", "levels");
            rules = rules with
            {
                WarmActDays = warm.OptionalNumber("acts_within_days") ?? rules.WarmActDays,
                WarmLevels = warm.Has("levels") ? warm.Members("levels", ReadLevel) : rules.WarmLevels,
            };
        }
        if (node.OptionalPart("hot") is { } hot)
        {
            hot.AllowOnly("enter_probability", "leave_probability", "acts_within_days", "dwell_days");
            rules = rules with
            {
                HotEnter = hot.OptionalNumber("enter_probability") ?? rules.HotEnter,
                HotLeave = hot.OptionalNumber("leave_probability") ?? rules.HotLeave,
                DecisiveActDays = hot.OptionalNumber("acts_within_days") ?? rules.DecisiveActDays,
                DwellDays = hot.OptionalNumber("dwell_days") ?? rules.DwellDays,
            };
        }
        return ReadTrend(node, ReadPatience(node, ReadFacts(node, rules)));
    }

    static CriteriaRules ReadFacts(SignalCatalogNode node, CriteriaRules rules)
    {
        if (node.OptionalPart("mql") is { } mql)
        {
            mql.AllowOnly("relation", "enter_probability", "leave_probability", "acts", "acts_within_days");
            rules = rules with
            {
                MqlRelation = mql.OptionalText("relation") is { } relation ? mql.Choice<MqlRelation>("relation", relation) : rules.MqlRelation,
                MqlEnter = mql.OptionalNumber("enter_probability") ?? rules.MqlEnter,
                MqlLeave = mql.OptionalNumber("leave_probability") ?? rules.MqlLeave,
                MqlActs = mql.Has("acts") ? mql.OptionalTexts("acts") : rules.MqlActs,
                MqlActDays = mql.OptionalNumber("acts_within_days") ?? rules.MqlActDays,
            };
        }
        if (node.OptionalPart("sql") is { } sql)
        {
            sql.AllowOnly("accepted_by", "returned_by");
            rules = rules with
            {
                SqlAcceptedBy = sql.Has("accepted_by") ? sql.OptionalTexts("accepted_by") : rules.SqlAcceptedBy,
                SqlReturnedBy = sql.Has("returned_by") ? sql.OptionalTexts("returned_by") : rules.SqlReturnedBy,
            };
        }
        return rules;
    }

    static CriteriaRules ReadPatience(SignalCatalogNode node, CriteriaRules rules)
    {
        if (node.OptionalPart("rewarm") is { } rewarm)
        {
            rewarm.AllowOnly("silence_days", "counts_for_days");
            rules = rules with
            {
                RewarmSilenceDays = rewarm.OptionalNumber("silence_days") ?? rules.RewarmSilenceDays,
                RewarmedForDays = rewarm.OptionalNumber("counts_for_days") ?? rules.RewarmedForDays,
            };
        }
        if (node.OptionalPart("patience") is { } patience)
        {
            patience.AllowOnly("days");
            rules = rules with { PatienceDays = patience.OptionalNumber("days") ?? rules.PatienceDays };
        }
        return rules;
    }

    static CriteriaRules ReadTrend(SignalCatalogNode node, CriteriaRules rules)
    {
        if (node.OptionalPart("trend") is not { } trend)
            return rules;
        trend.AllowOnly("heating_false_alarms_a_year", "cooling_false_alarms_a_year", "burstiness");
        return rules with
        {
            HeatingFalseAlarmsAYear = trend.OptionalNumber("heating_false_alarms_a_year") ?? rules.HeatingFalseAlarmsAYear,
            CoolingFalseAlarmsAYear = trend.OptionalNumber("cooling_false_alarms_a_year") ?? rules.CoolingFalseAlarmsAYear,
            Burstiness = trend.OptionalNumber("burstiness") ?? rules.Burstiness,
        };
    }

    static EngagementLevel ReadLevel(string name, SignalCatalogNode node)
    {
        node.AllowOnly("within_days", "counts");
        return new EngagementLevel(
            name, node.OptionalNumber("within_days") ?? 30,
            node.Members("counts", (signal, count) => new LevelCount(signal, count.OwnWholeNumber())));
    }

    static void Write(Utf8JsonWriter json, CriteriaRules rules)
    {
        json.WriteStartObject("warm");
        Write(json, "acts_within_days", rules.WarmActDays);
        json.WriteStartObject("levels");
        foreach (var level in rules.WarmLevels)
        {
            json.WriteStartObject(level.Name);
            Write(json, "within_days", level.WithinDays);
            json.WriteStartObject("counts");
            foreach (var count in level.Counts)
                json.WriteNumber(count.Signal, count.AtLeast);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();

        json.WriteStartObject("hot");
        Write(json, "enter_probability", rules.HotEnter);
        Write(json, "leave_probability", rules.HotLeave);
        Write(json, "acts_within_days", rules.DecisiveActDays);
        Write(json, "dwell_days", rules.DwellDays);
        json.WriteEndObject();

        json.WriteStartObject("mql");
        json.WriteString("relation", SignalCatalogNode.NameOf(rules.MqlRelation));
        Write(json, "enter_probability", rules.MqlEnter);
        Write(json, "leave_probability", rules.MqlLeave);
        Write(json, "acts", rules.MqlActs);
        Write(json, "acts_within_days", rules.MqlActDays);
        json.WriteEndObject();

        json.WriteStartObject("sql");
        Write(json, "accepted_by", rules.SqlAcceptedBy);
        Write(json, "returned_by", rules.SqlReturnedBy);
        json.WriteEndObject();

        json.WriteStartObject("rewarm");
        Write(json, "silence_days", rules.RewarmSilenceDays);
        Write(json, "counts_for_days", rules.RewarmedForDays);
        json.WriteEndObject();

        json.WriteStartObject("patience");
        Write(json, "days", rules.PatienceDays);
        json.WriteEndObject();

        json.WriteStartObject("trend");
        Write(json, "heating_false_alarms_a_year", rules.HeatingFalseAlarmsAYear);
        Write(json, "cooling_false_alarms_a_year", rules.CoolingFalseAlarmsAYear);
        Write(json, "burstiness", rules.Burstiness);
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, string name, double value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value.ToString("R", CultureInfo.InvariantCulture));
    }

    static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
