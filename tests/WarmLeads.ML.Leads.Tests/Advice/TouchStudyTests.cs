namespace WarmLeads.ML.Leads.Tests;

public sealed class TouchStudyTests(ITestOutputHelper output)
{
    [Fact]
    public void A_touch_that_doubles_the_chance_is_found_to_double_it()
    {
        var effect = Assert.Single(Learn(TouchHistory.Calls(1, factor: 2)).Effects);
        output.WriteLine($"{effect}");
        Assert.Equal("sales_call", effect.Name);
        Assert.True(effect.IsClear);
        Assert.InRange(2, effect.Low, effect.High);
        Assert.True(effect.Low > 1);
        // About a fifth of 3,000 leads were called once.
        Assert.InRange(effect.Looks, 500, 700);
    }

    [Fact]
    public void A_touch_that_does_nothing_is_hardly_ever_spoken_of()
    {
        var clear = Enumerable.Range(1, 20).Count(seed => Learn(TouchHistory.Calls(seed, factor: 1)).Effects.Any(effect => effect.IsClear));
        Assert.InRange(clear, 0, 1);
    }

    [Fact]
    public void A_touch_that_only_ready_leads_get_is_given_no_credit_for_them()
    {
        var effect = Assert.Single(Learn(TouchHistory.Calls(3, factor: 1, calledIfKeen: 0.7, chanceIfKeen: 0.5)).Effects);
        var crude = effect.Converted / (double)effect.Looks / (effect.OtherConverted / (double)effect.OtherLooks);
        output.WriteLine($"{effect} {crude}");
        Assert.True(crude > 1.5, $"{crude}");
        Assert.InRange(effect.Ratio, 0.8, 1.2);
        Assert.False(effect.IsClear);
    }

    [Fact]
    public void By_a_models_chances_leads_of_a_tenth_are_alike()
    {
        var leads = TouchHistory.Calls(3, factor: 1, calledIfKeen: 0.7, chanceIfKeen: 0.5).ToList();
        var study = new TouchStudy(SignalCatalog.Default, new TouchStudyOptions
        {
            Now = TouchHistory.Now, Draws = 200, Chance = (lead, at) => lead.Events.Any(one => one.Kind == "page_view" && one.OccurredAt < at) ? 0.5 : 0.1,
        });
        study.Add(leads, TestContext.Current.CancellationToken);
        var effect = Assert.Single(study.Finish(TestContext.Current.CancellationToken).Effects);
        Assert.True(effect.IsByScore);
        Assert.InRange(effect.Ratio, 0.8, 1.2);
    }

    [Fact]
    public void A_call_that_answers_an_act_of_the_lead_is_no_call_of_ours_to_judge()
    {
        var answered = TouchHistory.Calls(1, factor: 2).Select(lead => lead with
        {
            Events = [.. lead.Events, .. lead.Events.Where(one => one.Kind == "call_attempted")
                .Select(one => one with { Kind = "demo_request", EventId = "asked", OccurredAt = one.OccurredAt.AddHours(-1), ReceivedAt = one.OccurredAt.AddHours(-1) })],
        });
        Assert.Empty(Learn(answered).Effects);
    }

    [Fact]
    public void The_ceiling_is_where_more_begin_to_unsubscribe()
    {
        var ceiling = Learn(TouchHistory.Mails(1, from: 4, factor: 2)).Ceiling!;
        output.WriteLine(ceiling.InWords);
        Assert.Equal((3, false), (ceiling.MostTouches, ceiling.IsOfSilence));
        Assert.InRange(ceiling.Above.Share!.Value / ceiling.Below.Share!.Value, 1.5, 2.5);
    }

    [Fact]
    public void Where_the_number_of_touches_does_nothing_there_is_hardly_ever_a_ceiling() =>
        Assert.InRange(Enumerable.Range(1, 20).Count(seed => Learn(TouchHistory.Mails(seed, from: 4, factor: 1)).Ceiling is not null), 0, 1);

    [Theory]
    [InlineData(0, 3, 0.5, 1)]
    [InlineData(3, 3, 0.5, 0.125)]
    [InlineData(2, 3, 0.25, 0.15625)]
    public void The_test_of_two_rates_is_exact(int count, int of, double share, double chance) =>
        Assert.Equal(chance, CeilingFinder.AtLeast(count, of, share), 1e-12);

    [Fact]
    public void What_was_learned_is_read_back_as_it_was_written()
    {
        var rules = Learn(TouchHistory.Calls(1, factor: 2).Concat(TouchHistory.Mails(1, from: 4, factor: 2))).In(new AdviceRules { WarmTouchDays = 9 });
        Assert.NotNull(rules.Ceiling);
        Assert.NotEmpty(rules.Effects);
        var read = AdviceFile.Parse(AdviceFile.Format(rules), "advice.json");
        Assert.Equal(rules.Effects, read.Effects);
        Assert.Equal(rules.Ceiling, read.Ceiling);
        Assert.Equal(AdviceFile.Format(rules), AdviceFile.Format(read));
        var older = AdviceFile.Parse("""{ "warm_touch_days": 9 }""", "advice.json");
        Assert.Equal((9, 0, true), (older.WarmTouchDays, older.Effects.Count, older.Ceiling is null));
    }

    [Fact]
    public void An_effect_that_cannot_be_is_refused()
    {
        var problem = Assert.Throws<InvalidDataException>(() => AdviceFile.Parse(
            """{ "effects": [{ "name": "sales_call", "ratio": 2, "low": 3, "high": 4, "looks": 1, "converted": 0, "other_looks": 1, "other_converted": 0, "horizon_days": 30 }] }""", "advice.json"));
        Assert.Equal("advice.json: The effect of sales_call has ratio 2 from 3 to 4. Give numbers above 0 that rise from low over ratio to high.", problem.Message);
    }

    static TouchFindings Learn(IEnumerable<LeadHistory> leads)
    {
        var study = new TouchStudy(SignalCatalog.Default, new TouchStudyOptions { Now = TouchHistory.Now, Draws = 200 });
        study.Add(leads, TestContext.Current.CancellationToken);
        return study.Finish(TestContext.Current.CancellationToken);
    }
}
