namespace WarmLeads.ML.Leads.Tests;

public sealed class TrendBuilderTests
{
    // A Wednesday.
    static readonly DateTimeOffset s_now = new(2026, 3, 18, 15, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset s_monday = new(2026, 3, 16, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Weeks_begin_on_Monday_and_the_last_one_ends_now()
    {
        var weeks = new TrendBuilder(s_now, 3).Build().All.Weeks;
        Assert.Equal([s_monday.AddDays(-14), s_monday.AddDays(-7), s_monday], weeks.Select(week => week.From));
        Assert.Equal([s_monday.AddDays(-7), s_monday, s_now], weeks.Select(week => week.To));
        Assert.Equal(s_monday.AddDays(-7), new TrendBuilder(s_monday, 1).Build().All.Weeks[0].From);
    }

    [Fact]
    public void A_lead_is_counted_where_it_was_believed_to_be_at_each_weeks_end()
    {
        var builder = new TrendBuilder(s_now, 3);
        foreach (var (day, from, to) in ((double, LeadState, LeadState)[])
                 [(-60, LeadState.Cold, LeadState.Warm), (-40, LeadState.Warm, LeadState.Cold), (-5, LeadState.Cold, LeadState.Warm), (0.5, LeadState.Warm, LeadState.Hot)])
            builder.Add(Change("a", day, TransitionKind.State, from, to));
        builder.Add(Change("a", -5, TransitionKind.Rewarmed, LeadState.Warm, LeadState.Warm));
        builder.Count("a", s_monday.AddDays(-100), "SMB");
        builder.Count("b", s_monday.AddDays(-8), "smb");
        builder.Count("c", s_now.AddDays(1), "smb");
        var trend = builder.Build();
        var segment = Assert.Single(trend.Segments);
        Assert.Equal(trend.All.Weeks, segment.Weeks);
        Assert.Equal([(2, 0, 0), (1, 1, 0), (1, 0, 1)], trend.All.Weeks.Select(week => ((int)week.Cold, (int)week.Warm, (int)week.Hot)));
        Assert.Equal([(0, 0, 0, 0), (0, 1, 1, 0), (0, 0, 0, 1)], trend.All.Weeks.Select(week => ((int)week.NewlyWarm, (int)week.WarmAgain, (int)week.Rewarmed, (int)week.TurnedHot)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Counts_are_those_of_looking_at_every_lead_in_every_week(int seed)
    {
        var random = new Random(seed);
        string[] segments = ["smb", "enterprise", ""];
        var leads = Enumerable.Range(0, 300).Select(i => (Id: $"L{i}", CreatedAt: s_now.AddDays(-150 * random.NextDouble()), Segment: segments[random.Next(3)])).ToList();
        var changes = new List<Transition>();
        foreach (var (id, createdAt, _) in leads)
        {
            var (at, state) = (createdAt, LeadState.Cold);
            for (var i = random.Next(9); i > 0 && state < LeadState.Converted; i--)
            {
                at = at.AddDays(20 * random.NextDouble());
                var next = (LeadState)random.Next(5);
                changes.Add(next == state
                    ? Change(id, 0, (TransitionKind)random.Next(1, 6), state, state) with { At = at }
                    : Change(id, 0, TransitionKind.State, state, next) with { At = at });
                state = next;
            }
        }

        var builder = new TrendBuilder(s_now, 12);
        foreach (var change in changes.OrderBy(change => change.At))
            builder.Add(change);
        foreach (var (id, createdAt, segment) in leads)
            builder.Count(id, createdAt, segment);
        var trend = builder.Build();

        Assert.Equal(3, trend.Segments.Count);
        foreach (var (segment, weeks) in trend.Segments.Select(one => (one.Segment, one.Weeks)).Append((null, trend.All.Weeks)))
        {
            var members = leads.Where(lead => segment is null || lead.Segment == segment).ToList();
            Assert.Equal(12, weeks.Count);
            foreach (var week in weeks)
            {
                LeadState? At(string id, DateTimeOffset createdAt, DateTimeOffset end) => createdAt >= end
                    ? null
                    : changes.Where(change => change.LeadId == id && change.Kind == TransitionKind.State && change.At < end).Select(change => (LeadState?)change.To).LastOrDefault() ?? LeadState.Cold;
                foreach (var (state, count) in ((LeadState, long)[])[(LeadState.Cold, week.Cold), (LeadState.Warm, week.Warm), (LeadState.Hot, week.Hot)])
                    Assert.Equal(members.Count(lead => At(lead.Id, lead.CreatedAt, week.To) == state), count);

                var moves = changes.Where(change => members.Any(lead => lead.Id == change.LeadId) && week.From <= change.At && change.At < week.To).ToList();
                var states = moves.Where(change => change.Kind == TransitionKind.State).ToList();
                bool LeavesTheCold(Transition change) => change is { Kind: TransitionKind.State, From: LeadState.Cold, To: LeadState.Warm or LeadState.Hot };
                bool WasWarm(Transition change) => changes.Any(other =>
                    other.LeadId == change.LeadId && other.Kind == TransitionKind.State && other.At < change.At && other.To is LeadState.Warm or LeadState.Hot);
                Assert.Equal(states.Count(change => LeavesTheCold(change) && !WasWarm(change)), week.NewlyWarm);
                Assert.Equal(states.Count(change => LeavesTheCold(change) && WasWarm(change)), week.WarmAgain);
                Assert.Equal(moves.Count(change => change.Kind == TransitionKind.Rewarmed), week.Rewarmed);
                Assert.Equal(states.Count(change => change.To == LeadState.Hot), week.TurnedHot);
                Assert.Equal(states.Count(change => change.To < change.From), week.Cooled);
                Assert.Equal(states.Count(change => change.To == LeadState.Converted), week.Converted);
                Assert.Equal(states.Count(change => change.To == LeadState.Lost), week.Lost);
            }
        }
    }

    static Transition Change(string lead, double day, TransitionKind kind, LeadState from, LeadState to) =>
        new(lead, 1, s_monday.AddDays(day), kind, from, to) { Cause = "A test.", CriteriaVersion = "c1" };
}
