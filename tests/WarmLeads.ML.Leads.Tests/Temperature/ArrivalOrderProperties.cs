namespace WarmLeads.ML.Leads.Tests;

/// <summary>The same events in any order and any number of copies are believed to mean the same, once all have arrived.</summary>
public sealed class ArrivalOrderProperties
{
    const int Histories = 10_000;

    static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly TemperatureEvaluator Evaluator = new(Leads.Criteria.Default);

    static readonly string[] s_kinds =
    [
        "page_view", "site_visit", "email_opened", "email_clicked", "content_download", "demo_request", "email_unsubscribed", "email_sent",
        "sales_accepted", "sales_rejected", "meeting_booked", "intent_signal", "a_kind_of_their_own",
    ];

    [Fact]
    public void By_rules_any_order_of_arrival_and_any_copies_end_in_the_same_standing()
    {
        for (var seed = 0; seed < Histories; seed++)
        {
            var random = new Random(seed);
            var days = 30 + random.Next(500);
            var events = Events(random, days, random.Next(25));
            var looks = Looks(random, days);

            var expected = Run(History(events), looks, model: false).Standing;
            var actual = Run(History(Arriving(events, random, days)), looks, model: false).Standing;

            // What was written down before differs, as it should: less was known. What is believed now does not.
            Assert.Equal(expected with { TransitionNumber = 0 }, actual with { TransitionNumber = 0 });
        }
    }

    [Fact]
    public void With_a_model_any_order_of_arrival_and_any_copies_end_in_the_same_state()
    {
        var hot = 0;
        for (var seed = 0; seed < Histories; seed++)
        {
            var random = new Random(seed);
            var days = 20 + random.Next(20);
            var events = Events(random, days, random.Next(20));
            DateTimeOffset[] looks = [.. Enumerable.Range(1, days + 2).Select(day => Start.AddDays(day))];

            var expected = Run(History(events), looks, model: true).Standing;
            var actual = Run(History(Arriving(events, random, days)), looks, model: true).Standing;

            hot += expected.HotSpell.IsOpen && expected.Probability < 0.35 ? 1 : 0;
            Assert.Equal(
                (expected.State, expected.Trend, expected.HotSpell, expected.MqlSpell, expected.MqlSince is null, expected.SqlSince, expected.RewarmedAt),
                (actual.State, actual.Trend, actual.HotSpell, actual.MqlSpell, actual.MqlSince is null, actual.SqlSince, actual.RewarmedAt));
        }
        // The thresholds were remembered, or nothing was shown.
        Assert.True(hot > Histories / 100, $"Only {hot} of the leads were hot by memory.");
    }

    [Fact]
    public void Copies_another_order_in_the_list_and_more_looks_at_a_moment_change_no_transition()
    {
        for (var seed = 0; seed < Histories; seed++)
        {
            var random = new Random(seed);
            var days = 30 + random.Next(200);
            var events = Arriving(Events(random, days, random.Next(20)), random, days);
            DateTimeOffset[] looks = [.. Looks(random, days)];

            var (standing, transitions) = Run(History(events), looks, model: true);
            var copied = events.SelectMany(item => Enumerable.Repeat(item, 1 + random.Next(3))
                .Select((copy, i) => copy with { ReceivedAt = copy.ReceivedAt.AddHours(i) })).ToArray();
            random.Shuffle(copied);
            DateTimeOffset[] twice = [.. looks.SelectMany(look => new[] { look, look })];
            var (again, sameTransitions) = Run(History(copied), twice, model: true);

            // A copy that is still to come is a reason to look, and finds nothing.
            Assert.Equal(standing with { NextLookAt = default }, again with { NextLookAt = default });
            Assert.Equal(transitions.Select(Words), sameTransitions.Select(Words));
        }
    }

    static string Words(Transition item) => $"{item.Number} {item.At:O} {item.Kind} {item.From} {item.To} {item.Cause} {string.Join(';', item.Signals)}";

    static LeadHistory History(EngagementEvent[] events) => new(new Lead("L1", Start.AddHours(5)), events, null);

    static EngagementEvent[] Events(Random random, int days, int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => Some.Event(
            s_kinds[random.Next(s_kinds.Length)], Start.AddMinutes(301 + random.Next((days * 1440) - 301)), id: $"e{i}"))
            .OrderBy(item => item.OccurredAt),
    ];

    /// <summary>The events in another order: some late, some very late, some more than once; all there on the last day.</summary>
    static EngagementEvent[] Arriving(EngagementEvent[] events, Random random, int days)
    {
        var end = Start.AddDays(days + 1);
        var arriving = events.SelectMany(item => Enumerable.Range(0, 1 + random.Next(2)).Select(_ => item with
        {
            ReceivedAt = random.Next(2) == 0 ? item.OccurredAt : item.OccurredAt + (random.NextDouble() * (end - item.OccurredAt)),
        })).ToArray();
        random.Shuffle(arriving);
        return arriving;
    }

    static DateTimeOffset[] Looks(Random random, int days) =>
    [
        .. Enumerable.Range(0, 8).Select(_ => Start.AddDays(random.NextDouble() * days)).Order(), Start.AddDays(days + 2),
    ];

    static (LeadStanding Standing, List<Transition> Transitions) Run(LeadHistory history, DateTimeOffset[] looks, bool model)
    {
        LeadStanding? standing = null;
        List<Transition> transitions = [];
        foreach (var look in looks)
        {
            var verdict = Evaluator.Evaluate(standing, history, model ? View(history, look) : null, look);
            transitions.AddRange(verdict.Transitions);
            standing = verdict.Standing;
        }
        return (standing!, transitions);
    }

    static ModelView View(LeadHistory history, DateTimeOffset now) => new(Probability(KnownNow.Of(history, now), now), 0, "m", "1", "", [])
    {
        ProbabilityAt = moment => Probability(KnownNow.Of(history, now), moment),
    };

    /// <summary>Some function of what was known: it wanders through both thresholds.</summary>
    static double Probability(LeadHistory known, DateTimeOffset now)
    {
        var events = known.Events.Where(item => item.OccurredAt < now && item.OccurredAt >= now.AddDays(-6)).DistinctBy(item => item.EventId).ToList();
        return Math.Min(0.9, 0.08 * events.Sum(item => 1 + (item.Kind.Length % 4)));
    }
}
