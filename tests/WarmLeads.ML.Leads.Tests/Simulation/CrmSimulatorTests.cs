namespace WarmLeads.ML.Leads.Tests;

public sealed class CrmSimulatorTests
{
    static readonly SimulationOptions s_options = new() { LeadCount = 6000, Seed = 11 };
    static readonly Lazy<IReadOnlyList<SimulatedLead>> s_leads = new(() => [.. new CrmSimulator(s_options).Simulate()]);

    static IReadOnlyList<SimulatedLead> Leads => s_leads.Value;

    [Fact]
    public void The_same_seed_gives_the_same_history_and_another_seed_another()
    {
        var options = new SimulationOptions { LeadCount = 50, Seed = 3 };

        Assert.Equal(Text(options), Text(options));
        Assert.NotEqual(Text(options), Text(options with { Seed = 4 }));
    }

    [Fact]
    public void The_chance_of_ever_converting_is_met_overall_and_by_decile()
    {
        // Infinite time is not simulated: with eight years of it nearly every lead has ended.
        var options = s_options with { End = s_options.Start.AddYears(8), Seed = 5, LeadCount = 4000 };
        var judged = new CrmSimulator(options).Simulate()
            .Where(lead => lead.History.Lead.CreatedAt < options.Start.AddYears(3))
            .Select(lead => (lead.ConversionProbability, lead.ConvertsAt is not null))
            .ToList();

        Assert.True(judged.Count > 1000);
        AssertCalibrated(judged);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(30)]
    [InlineData(90)]
    public void The_ideal_observers_chance_is_met_overall_and_by_decile(int horizonDays)
    {
        var observer = new IdealObserver(s_options);
        foreach (var cutoff in (DateTimeOffset[])[s_options.Start.AddDays(250), s_options.End])
        {
            AssertCalibrated([.. Leads.Where(lead => lead.History.IsOpenAt(cutoff)).Select(lead => (
                observer.Probability(lead.History, cutoff, horizonDays), lead.ConvertsAt < cutoff.AddDays(horizonDays)))]);
        }
    }

    [Fact]
    public void The_ideal_observer_uses_nothing_that_occurs_after_the_cutoff()
    {
        var observer = new IdealObserver(s_options);
        var cutoff = s_options.Start.AddDays(200);
        foreach (var (history, _, _) in Leads.Where(lead => lead.History.IsOpenAt(cutoff)).Take(200))
        {
            var past = history with { Events = [.. history.Events.Where(item => item.OccurredAt < cutoff)], Outcome = null };
            Assert.Equal(observer.Probability(history, cutoff, 30), observer.Probability(past, cutoff, 30));
        }
    }

    [Fact]
    public void A_longer_horizon_has_a_higher_chance()
    {
        var observer = new IdealObserver(s_options);
        var open = Leads.First(lead => lead.History.IsOpenAt(s_options.End)).History;
        var chances = new[] { 1, 7, 30, 90, 365, 5000 }.Select(days => observer.Probability(open, s_options.End, days)).ToList();

        Assert.Equal(chances.Order(), chances);
        Assert.True(chances[0] < chances[^1]);
    }

    [Fact]
    public void Rates_are_those_of_a_plausible_crm()
    {
        double Share(Func<SimulatedLead, bool> of) => Leads.Count(of) / (double)Leads.Count;

        Assert.InRange(Share(lead => lead.History.Outcome is { Kind: OutcomeKind.Converted }), 0.12, 0.25);
        Assert.InRange(Share(lead => lead.History.Outcome is { Kind: OutcomeKind.Lost }), 0.2, 0.6);
        Assert.InRange(Share(lead => lead.History.Outcome is null), 0.2, 0.6);
        Assert.InRange(Leads.Average(lead => lead.History.Events.Count), 15, 40);
    }

    [Fact]
    public void What_the_observer_knows_ranks_leads_well_but_not_perfectly()
    {
        var observer = new IdealObserver(s_options);
        var cutoff = s_options.Start.AddDays(300);
        var judged = Leads.Where(lead => lead.History.IsOpenAt(cutoff))
            .Select(lead => (P: observer.Probability(lead.History, cutoff, 30), Y: lead.ConvertsAt < cutoff.AddDays(30))).ToList();
        var pairs =
            from won in judged.Where(row => row.Y)
            from other in judged.Where(row => !row.Y)
            select won.P > other.P ? 1.0 : won.P == other.P ? 0.5 : 0;

        Assert.InRange(pairs.Average(), 0.82, 0.95);
    }

    [Fact]
    public void Every_family_of_signals_occurs_and_so_do_unknown_kinds_and_gaps()
    {
        var families = Leads.SelectMany(lead => lead.History.Events).Select(item => SignalCatalog.Default.FamilyOf(item.Kind)).ToHashSet();

        Assert.Equal(
            Enum.GetValues<SignalFamily>().Where(family => family is not (SignalFamily.Fit or SignalFamily.Engagement)), families.Order());
        Assert.Contains(Leads, lead => !lead.History.Lead.Attributes.ContainsKey("industry"));
        Assert.Contains(Leads, lead => lead.History.Lead.Attributes.TryGetValue("industry", out var industry) && industry == "Select");
        Assert.Contains(Leads, lead => lead.History.Lead.Value is null);
    }

    [Fact]
    public void Histories_are_in_order_start_with_the_lead_and_end_with_the_simulation()
    {
        foreach (var (history, _, _) in Leads)
        {
            Assert.Equal(history.Events.OrderBy(item => item.OccurredAt).ThenBy(item => item.Source, StringComparer.Ordinal)
                .ThenBy(item => item.EventId, StringComparer.Ordinal), history.Events);
            Assert.All(history.Events, item => Assert.InRange(item.OccurredAt, history.Lead.CreatedAt, s_options.End.AddTicks(-1)));
            Assert.All(history.Events, item => Assert.True(item.OccurredAt <= item.ReceivedAt));
            Assert.Equal(history.Events.Count, history.Events.Select(item => item.EventId).Distinct().Count());
            Assert.True(history.Outcome is null || (history.Lead.CreatedAt < history.Outcome.OccurredAt && history.Outcome.OccurredAt < s_options.End));
        }
        Assert.Contains(Leads, lead => lead.History.Events.Any(item => item.ReceivedAt - item.OccurredAt > TimeSpan.FromDays(1)));
        Assert.Contains(Leads, lead => lead.History.Events.Any(item => item.OccurredAt > lead.History.Outcome?.OccurredAt));
    }

    [Fact]
    public void Some_leads_come_back_after_long_silence()
    {
        var builder = new LeadFeatureBuilder();
        var place = builder.Definitions.ToList().FindIndex(definition => definition.Name == "rewarm_count");

        Assert.InRange(Leads.Count(lead => Some.Build(builder, lead.History.Events, s_options.End, lead.History.Lead)[place] > 0), 50, 1500);
    }

    [Fact]
    public void A_machines_mail_events_are_told_from_the_leads()
    {
        var builder = new LeadFeatureBuilder();
        var place = builder.Definitions.ToList().FindIndex(definition => definition.Name == "machine_event_count_ever");
        foreach (var (history, _, _) in Leads.Take(500))
        {
            var byMachine = history.Events.Count(item => item.ReceivedAt < s_options.End && (item.Properties.ContainsKey("machine") || IsScanner(item, history)));
            if (history.Events.All(item => item.ReceivedAt < s_options.End))
                Assert.Equal(byMachine, Some.Build(builder, history.Events, s_options.End, history.Lead)[place]);
        }
    }

    [Fact]
    public void Options_out_of_range_are_refused_with_what_to_do()
    {
        var noLeads = Assert.Throws<ArgumentException>(() => new CrmSimulator(new SimulationOptions { LeadCount = 0 }));
        Assert.StartsWith("Cannot simulate 0 leads. Ask for 1 or more.", noLeads.Message, StringComparison.Ordinal);

        var noon = Assert.Throws<ArgumentException>(() => new CrmSimulator(new SimulationOptions { Start = new DateTimeOffset(2024, 1, 1, 12, 0, 0, TimeSpan.Zero) }));
        Assert.Equal("The start of the simulation is 2024-01-01T12:00:00.0000000+00:00, which is not midnight UTC. Give a date.", noon.Message);

        var tooShort = Assert.Throws<ArgumentException>(() => new CrmSimulator(new SimulationOptions { End = new DateTimeOffset(2024, 1, 11, 0, 0, 0, TimeSpan.Zero) }));
        Assert.StartsWith("The simulation ends 10 days after its start. Let it run for 30 days or more.", tooShort.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_observer_refuses_a_lead_that_is_closed_or_of_another_simulation()
    {
        var observer = new IdealObserver(s_options);
        var closed = Leads.First(lead => lead.History.Outcome is not null).History;
        var foreign = closed with { Lead = closed.Lead with { Id = "X1" }, Outcome = null };

        var error = Assert.Throws<ArgumentException>(() => observer.Probability(closed, s_options.End, 30));
        Assert.StartsWith($"Lead '{closed.Lead.Id}' is not open at {s_options.End:O}. Ask for a moment at which it is.", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ArgumentException>(() => observer.Probability(foreign, s_options.End, 30));
        Assert.StartsWith("Lead 'X1' is not of this simulation. Ask with the options that it was made with.", error.Message, StringComparison.Ordinal);
    }

    static bool IsScanner(EngagementEvent item, LeadHistory history) => item.Kind == "email_clicked" && history.Events.Any(sent =>
        sent.Kind == "email_sent" && sent.OccurredAt <= item.OccurredAt && item.OccurredAt - sent.OccurredAt < TimeSpan.FromSeconds(2));

    static void AssertCalibrated(List<(double Probability, bool Happened)> judged)
    {
        AssertWithin(3, judged);
        // Ten at once for each of several tests: 3 sigma would fail one run in five of a perfect simulator.
        foreach (var tenth in judged.OrderBy(row => row.Probability).Chunk((judged.Count / 10) + 1))
            AssertWithin(4, tenth);
    }

    static void AssertWithin(double sigmas, IReadOnlyCollection<(double Probability, bool Happened)> judged)
    {
        var expected = judged.Sum(row => row.Probability);
        var sigma = Math.Sqrt(judged.Sum(row => row.Probability * (1 - row.Probability)));
        // Half a lead of slack: in the lowest deciles less than one conversion is expected.
        Assert.InRange(judged.Count(row => row.Happened), expected - (sigmas * sigma) - 0.5, expected + (sigmas * sigma) + 0.5);
    }

    static string Text(SimulationOptions options) => string.Join('\n', new CrmSimulator(options).Simulate().Select(lead =>
        $"{lead.History.Lead} {lead.ConversionProbability:R} {lead.History.Outcome} {string.Join(' ', lead.History.Events)} " +
        string.Join(' ', lead.History.Lead.Attributes)));
}
