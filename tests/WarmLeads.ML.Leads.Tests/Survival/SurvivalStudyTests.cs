namespace WarmLeads.ML.Leads.Tests;

public class SurvivalStudyTests
{
    static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset Now = Start.AddDays(400);

    // A hazard that falls with silence: 2 % a day at first, and by e with every 20 days.
    const double FirstHazard = 0.02, Fading = 20, EvenHazard = 0.004;

    [Fact]
    public void A_chance_that_does_not_fall_with_silence_is_found_even_and_no_time_to_stop_in_it()
    {
        var view = Study(Leads(4000, 1, isEven: true), new SurvivalOptions { Now = Now, StopBelow = 0.05 });
        var truth = 1 - Math.Exp(-EvenHazard * 30);
        foreach (var point in view.All.BySilence.Where(point => point.Days <= 200))
            Assert.InRange(point.Chance, truth - 0.03, truth + 0.03);
        Assert.Null(view.All.Stop.Days);
        Assert.Equal(
            $"Leads convert within 30 days with 5 % or more after every silence that was seen often enough, up to {view.All.LongestDays} days: no time to stop was found.",
            view.InWords(view.All));
    }

    [Fact]
    public void A_chance_that_fades_with_silence_is_found_with_the_day_to_stop()
    {
        var view = Study(Leads(6000, 2), new SurvivalOptions { Now = Now, StopBelow = 0.05 });
        foreach (var point in view.All.BySilence.Where(point => point.Days <= 80))
            Assert.Equal(Within30(point.Days), point.Chance, 0.025);

        // Solved for the silence at which the chance is 5 %: about 37 days.
        var truth = Enumerable.Range(0, 200).First(day => Within30(day) < 0.05);
        Assert.InRange(view.All.Stop.Days!.Value, truth - 5, truth + 5);
        Assert.InRange(truth, view.All.Stop.Low!.Value - 1, view.All.Stop.High!.Value + 1);
        Assert.Equal(
            $"Leads that were silent for {view.All.Stop.Days} days ({view.All.Stop.Low} to {view.All.Stop.High}) convert within 30 days with less than 5 %: time to stop.",
            view.InWords(view.All));
    }

    [Fact]
    public void Intervals_cover_the_truth_about_as_often_as_they_say()
    {
        var covered = 0;
        for (var run = 0; run < 60; run++)
        {
            var view = Study(Leads(400, 100 + run), new SurvivalOptions { Now = Now, StopBelow = 0.05, Draws = 100, Seed = run });
            var point = view.All.BySilence.Single(point => point.Days == 14);
            covered += point.Low <= Within30(14) && Within30(14) <= point.High ? 1 : 0;
        }

        // Of 60 at 95 %: fewer than 52 is a chance below one in a hundred.
        Assert.InRange(covered, 52, 60);
    }

    [Fact]
    public void Leads_of_whom_none_converted_may_still_have_a_chance()
    {
        var view = Study(Leads(1500, 6), new SurvivalOptions { Now = Now, StopBelow = 0.05 });
        var none = view.All.BySilence.First(point => point.Chance == 0);
        Assert.Equal(0, none.Low);
        Assert.Equal(0.025, Math.Pow(1 - none.High, none.Leads), 9);
    }

    [Fact]
    public void A_small_segment_gets_the_figures_of_all_leads_and_says_so()
    {
        var leads = Leads(3000, 3).Select((history, i) => history with
        {
            Lead = history.Lead with { Attributes = new Dictionary<string, string> { ["region"] = i % 100 == 0 ? "islands" : "mainland" } },
        });
        var view = Study(leads, new SurvivalOptions { Now = Now, StopBelow = 0.05, Segment = "region" });
        Assert.Equal(["mainland", "islands"], view.Segments.Select(curve => curve.Segment));
        Assert.False(view.Segments[0].IsPooled);
        var small = view.Segments[1];
        Assert.True(small.IsPooled);
        Assert.Equal(30, small.Leads);
        Assert.Equal(view.All.BySilence, small.BySilence);
        Assert.Equal(
            $"Leads of region 'islands' that were silent for {small.Stop.Days} days ({small.Stop.Low} to {small.Stop.High}) convert within 30 days with less than 5 %: " +
            $"time to stop; with 30 leads and {small.Conversions} conversions that is the figure of all leads, for the segment is too small for its own.",
            view.InWords(small));
    }

    [Fact]
    public void What_is_received_after_now_changes_nothing()
    {
        var leads = Leads(800, 4).ToList();
        var now = Start.AddDays(200);
        var known = leads.Where(history => history.Lead.CreatedAt < now)
            .Select(history => history.Outcome?.RecordedAt >= now ? history with { Outcome = null } : history);
        var options = new SurvivalOptions { Now = now, StopBelow = 0.05 };
        Assert.Equal(Study(known, options).All.BySilence, Study(leads, options).All.BySilence);
    }

    [Fact]
    public void Our_own_touches_break_no_silence_and_the_leads_own_acts_do()
    {
        var reader = new SpellReader(SignalCatalog.Default, new SurvivalOptions { Now = Now });
        EngagementEvent[] events = [Event("email_sent", 3), Event("page_view", 10), Event("page_view", 10.01), Event("email_sent", 15), Event("reply", 20)];
        List<FollowedSpell> silences = [], ages = [];
        var history = new LeadHistory(
            new Lead("a", Start), events, new Outcome("a", OutcomeKind.Converted, Start.AddDays(26), Start.AddDays(27)));
        Assert.True(reader.Read(7, history, silences, ages));
        Assert.Equal([10, 9.99, 6], silences.Select(spell => Math.Round(spell.Days, 2)));
        Assert.Equal([26, 15.99, 6], silences.Select(spell => Math.Round(spell.ConvertsAfter, 2)));
        Assert.Equal([new FollowedSpell(7, 0, 26, 26, 400)], ages);
    }

    [Fact]
    public void Conversions_that_come_again_begin_a_new_wait_for_the_next()
    {
        var reader = new SpellReader(SignalCatalog.Default, new SurvivalOptions { Now = Now, ConvertedBy = ["order"] });
        List<FollowedSpell> silences = [], ages = [];
        reader.Read(0, new LeadHistory(new Lead("a", Start), [Event("order", 0), Event("order", 12), Event("order", 40)], null), silences, ages);
        Assert.Equal([12, 28, double.PositiveInfinity], silences.Select(spell => spell.ConvertsAfter));
        Assert.Equal(
            [new FollowedSpell(0, 0, 12, 12, 400), new FollowedSpell(0, 12, 40, 40, 400), new FollowedSpell(0, 40, 400, double.PositiveInfinity, 400)], ages);
    }

    [Fact]
    public void The_simulated_crms_true_chances_are_met_by_days_of_silence()
    {
        var simulation = new SimulationOptions { LeadCount = 2500, Seed = 12 };
        var observer = new IdealObserver(simulation);
        var histories = new CrmSimulator(simulation).Simulate().Select(lead => lead.History).ToList();
        var view = Study(histories, new SurvivalOptions { Now = simulation.End });

        // The mean truth over leads at the midnight that follows three weeks of silence.
        var truths = new List<double>();
        foreach (var history in histories)
        {
            var reader = new SpellReader(SignalCatalog.Default, new SurvivalOptions { Now = simulation.End });
            List<FollowedSpell> silences = [], ages = [];
            reader.Read(0, history, silences, ages);
            foreach (var spell in silences.Where(spell => spell.Days > 22 && spell.KnownFor > 22))
            {
                var midnight = new DateTimeOffset((simulation.End.AddDays(21 - spell.KnownFor)).UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
                truths.Add(observer.Probability(history, midnight, 30));
            }
        }

        var measured = view.All.BySilence.Single(point => point.Days == 21);
        Assert.True(truths.Count > 1000);
        Assert.InRange(truths.Average(), measured.Low - 0.002, measured.High + 0.002);
    }

    [Fact]
    public void Too_small_a_history_and_an_unknown_segment_are_refused()
    {
        var few = Assert.Throws<InvalidDataException>(() => Study(Leads(50, 5), new SurvivalOptions { Now = Now }));
        Assert.Matches("^The history has 50 leads of which [0-9]+ converted; how long leads stay warm takes 100 and 20[.]$", few.Message);
        var unknown = Assert.Throws<InvalidDataException>(() => Study(Leads(400, 5), new SurvivalOptions { Now = Now, Segment = "shoe_size" }));
        Assert.Equal("No lead has an attribute 'shoe_size' to make segments of.", unknown.Message);
        var share = Assert.Throws<ArgumentException>(() => new SurvivalStudy(SignalCatalog.Default, new SurvivalOptions { Now = Now, StopBelow = 5 }));
        Assert.StartsWith("The chance to stop below is 5; give one between 0 and 1.", share.Message, StringComparison.Ordinal);
    }

    static SurvivalView Study(IEnumerable<LeadHistory> histories, SurvivalOptions options)
    {
        var study = new SurvivalStudy(SignalCatalog.Default, options);
        foreach (var history in histories)
            study.Add(history);
        return study.Finish();
    }

    // Leads that never engage again, so that their silence is their age; arriving evenly, so that follow-up is cut off evenly.
    static IEnumerable<LeadHistory> Leads(int count, int seed, bool isEven = false)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var created = Start.AddDays(390 * random.NextDouble());

            // The hazard added up is FirstHazard x Fading x (1 - e^(-t / Fading)): some never convert.
            var sum = -Math.Log(random.NextDouble());
            var left = 1 - (sum / (FirstHazard * Fading));
            var days = isEven ? sum / EvenHazard : left > 0 ? -Fading * Math.Log(left) : double.PositiveInfinity;
            var lead = new Lead($"l{i}", created);
            var at = double.IsFinite(days) ? created.AddDays(days) : DateTimeOffset.MaxValue;
            yield return new LeadHistory(lead, [], at < Now ? new Outcome(lead.Id, OutcomeKind.Converted, at, at) : null);
        }
    }

    static double Within30(double silence) =>
        1 - Math.Exp(-FirstHazard * Fading * (Math.Exp(-silence / Fading) - Math.Exp(-(silence + 30) / Fading)));

    static EngagementEvent Event(string kind, double day) =>
        new("a", kind, Start.AddDays(day), Start.AddDays(day)) { EventId = $"{kind}-{day}" };
}
