namespace WarmLeads.ML.Leads.Tests;

/// <summary>Made histories in which it is known what our touches do.</summary>
static class TouchHistory
{
    public static readonly DateTimeOffset Now = Some.Cutoff;

    /// <summary>Leads that are called or not in the second week, and may convert in the weeks after.</summary>
    /// <param name="seed">Seed.</param>
    /// <param name="factor">What a call multiplies the chance with.</param>
    /// <param name="calledIfKeen">How likely a lead that engaged is called; others are at 0.2.</param>
    /// <param name="chanceIfKeen">How likely a lead that engaged converts without a call; others at 0.1.</param>
    public static IEnumerable<LeadHistory> Calls(int seed, double factor, double calledIfKeen = 0.2, double chanceIfKeen = 0.2)
    {
        var random = new Random(seed);
        for (var i = 0; i < 3000; i++)
        {
            var lead = new Lead($"L{i}", Now.AddDays(-45 + (random.Next(8) * -0.1)));
            var (isKeen, events) = (random.Next(2) == 0, new List<EngagementEvent>());
            if (isKeen)
                events.Add(Event(lead, "page_view", 5));
            var isCalled = random.NextDouble() < (isKeen ? calledIfKeen : 0.2);
            if (isCalled)
                events.Add(Event(lead, "call_attempted", 8 + random.Next(5)));
            var converts = random.NextDouble() < (isKeen ? chanceIfKeen : 0.1) * (isCalled ? factor : 1);
            yield return new LeadHistory(
                lead, events, converts ? new Outcome(lead.Id, OutcomeKind.Converted, lead.CreatedAt.AddDays(20), lead.CreatedAt.AddDays(20)) : null);
        }
    }

    /// <summary>Leads that are mailed in different rhythms and unsubscribe with a chance that depends on how many mails came within 14 days.</summary>
    public static IEnumerable<LeadHistory> Mails(int seed, int from, double factor)
    {
        var random = new Random(seed);
        for (var i = 0; i < 4000; i++)
        {
            var lead = new Lead($"M{i}", Now.AddDays(-100));
            var (every, events, days) = (2 + random.Next(12), new List<EngagementEvent>(), new List<int>());
            for (var day = 1; day < 80; day += every)
            {
                days.Add(day);
                events.Add(Event(lead, "email_sent", day));
                var count = days.Count(one => day - one < 14);
                if (random.NextDouble() >= 0.02 * (count >= from ? factor : 1))
                    continue;
                events.Add(Event(lead, "email_unsubscribed", day + 0.1));
                break;
            }

            yield return new LeadHistory(lead, events, null);
        }
    }

    static EngagementEvent Event(Lead lead, string kind, double day) =>
        new(lead.Id, kind, lead.CreatedAt.AddDays(day), lead.CreatedAt.AddDays(day)) { Source = "test", EventId = $"{kind}-{day}" };
}
