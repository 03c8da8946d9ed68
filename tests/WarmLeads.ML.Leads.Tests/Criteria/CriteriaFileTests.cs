namespace WarmLeads.ML.Leads.Tests;

public sealed class CriteriaFileTests
{
    static Leads.Criteria Parse(string json) => CriteriaFile.Parse(json, "criteria.json", SignalCatalog.Default);

    static string Error(string json) => Assert.Throws<InvalidDataException>(() => Parse(json)).Message;

    [Fact]
    public void What_is_left_out_is_as_shipped()
    {
        var criteria = Parse("""{ "version": "mine" }""");

        Assert.Equal(CriteriaFile.Format(Leads.Criteria.Default).Replace("shipped-1", "mine", StringComparison.Ordinal), CriteriaFile.Format(criteria));
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        var text = CriteriaFile.Format(Leads.Criteria.Default);

        Assert.Equal(text, CriteriaFile.Format(Parse(text)));
    }

    [Fact]
    public void A_segment_has_the_rest_of_the_file_and_its_own()
    {
        var criteria = Parse(
            """
            { "version": "2", "hot": { "enter_probability": 0.4 }, "patience": { "days": 100 },
              "segments": { "enterprise": { "hot": { "leave_probability": 0.2 }, "warm": { "levels": {} } } } }
            """);
        var lead = new Lead("L1", Some.Cutoff) { Attributes = new Dictionary<string, string>(StringComparer.Ordinal) { ["segment"] = " ENTERPRISE" } };

        var rules = criteria.For(lead);
        Assert.Equal((0.4, 0.2, 100.0), (rules.HotEnter, rules.HotLeave, rules.PatienceDays));
        Assert.Empty(rules.WarmLevels);
        Assert.Equal(0.25, criteria.For(Some.Lead).HotLeave);
        Assert.Equal(["enterprise"], criteria.Segments.Keys);
    }

    [Theory]
    [InlineData("{", "criteria.json line 1 column 2: this is not JSON. Correct the text there.")]
    [InlineData("{}", "criteria.json: the file has no 'version'. Add it.")]
    [InlineData("""{ "version": " " }""",
        "criteria.json: The criteria have no 'version' of 1 to 100 characters. Give one, and another with every change.")]
    [InlineData("""{ "version": "1", "hott": {} }""",
        "criteria.json: the file has 'hott', which means nothing here; known are version, segment_attribute, warm, hot, mql, sql, rewarm, patience, trend, segments. Correct or remove it.")]
    [InlineData("""{ "version": "1", "hot": { "enter": 0.3 } }""",
        "criteria.json: 'hot' has 'enter', which means nothing here; known are enter_probability, leave_probability, acts_within_days, dwell_days. Correct or remove it.")]
    [InlineData("""{ "version": "1", "hot": { "enter_probability": "high" } }""",
        "criteria.json: 'hot' has a text as 'enter_probability'. Write a number.")]
    [InlineData("""{ "version": "1", "hot": { "leave_probability": 0.4 } }""",
        "criteria.json: hot.leave_probability is 0.4 and hot.enter_probability 0.35. Choose a leaving threshold above 0 and not above the entering one.")]
    [InlineData("""{ "version": "1", "mql": { "enter_probability": 0.5 } }""",
        "criteria.json: mql.enter_probability 0.5 is above hot.enter_probability 0.35, so that leads would be hot before they are marketing-qualified. Lower the one or raise the other.")]
    [InlineData("""{ "version": "1", "mql": { "acts": ["page_view"] } }""",
        "criteria.json: mql.acts has 'page_view', which is no warm or decisive act, so that a lead could be marketing-qualified without being warm. Remove it, or give the kind the trait warm in signals.json.")]
    [InlineData("""{ "version": "1", "mql": { "relation": "all" } }""",
        "criteria.json: 'mql' has the relation 'all', which is unknown; known are subset_of_warm, same_as_warm. Choose one of them.")]
    [InlineData("""{ "version": "1", "sql": { "accepted_by": [] } }""",
        "criteria.json: sql.accepted_by is empty, so that no lead could be accepted. Name the kinds of events by which sales accepts a lead.")]
    [InlineData("""{ "version": "1", "sql": { "returned_by": ["sales_accepted"] } }""",
        "criteria.json: 'sales_accepted' stands in sql.accepted_by and in sql.returned_by. Remove it from one of the two.")]
    [InlineData("""{ "version": "1", "segments": { "smb": { "patience": { "days": 20 } } } }""",
        "criteria.json: segment 'smb': patience.days 20 is less than warm.acts_within_days 30, so that a lead would turn cold while a warm criterion is met. Raise the patience.")]
    [InlineData("""{ "version": "1", "warm": { "levels": { "many": { "counts": {} } } } }""",
        "criteria.json: level 'many' counts nothing. Name at least one signal and how often it must have happened.")]
    [InlineData("""{ "version": "1", "warm": { "levels": { "many": { "counts": { "page_view": 0 } } } } }""",
        "criteria.json: level 'many' asks for 0 'page_view'. Choose a number from 1 to 1000.")]
    [InlineData("""{ "version": "1", "warm": { "levels": { "many": { "counts": { "page_view": 2.5 } } } } }""",
        "criteria.json: count 'page_view' is no whole number. Write one.")]
    [InlineData("""{ "version": "1", "rewarm": { "silence_days": 0 } }""",
        "criteria.json: rewarm.silence_days is 0. Choose a number of days above 0 and at most 3650.")]
    [InlineData("""{ "version": "1", "trend": { "heating_false_alarms_a_year": 0 } }""",
        "criteria.json: trend.heating_false_alarms_a_year is 0. Choose a number above 0 and at most 12.")]
    [InlineData("""{ "version": "1", "trend": { "burstiness": 0.5 } }""",
        "criteria.json: trend.burstiness is 0.5. Choose a number from 1 to 20.")]
    public void A_mistake_is_named_with_its_place_and_remedy(string json, string message) => Assert.Equal(message, Error(json));

    [Fact]
    public void A_signal_that_the_catalog_does_not_track_is_refused()
    {
        var message = Error("""{ "version": "1", "warm": { "levels": { "many": { "counts": { "podcast": 2 } } } } }""");

        Assert.StartsWith("criteria.json: level 'many' counts 'podcast', which is no signal; known are content_download, ", message, StringComparison.Ordinal);
        Assert.EndsWith(". Correct the name, or track the signal in signals.json.", message, StringComparison.Ordinal);
    }
}
