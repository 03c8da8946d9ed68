namespace WarmLeads.ML.Leads.Tests;

/// <summary>A simulated CRM replayed: alerts beside the truth. The larger run is in the benchmarks' results.</summary>
public sealed class SimulatedReplayTests
{
    static readonly SimulationOptions s_options = new() { LeadCount = 1000, Seed = 21 };

    static readonly List<(SimulatedLead Lead, ReplayedLead Replayed)> s_leads = Replay();

    static List<(SimulatedLead Lead, ReplayedLead Replayed)> Replay()
    {
        var replay = new LeadReplay([new TemperatureEvaluator(Leads.Criteria.Default)], model: null);
        return [.. new CrmSimulator(s_options).Simulate().Select(lead => (lead, replay.Run(lead.History, s_options.End)[0]))];
    }

    [Fact]
    public void Heating_alerts_are_right_far_more_often_than_chance_and_the_leads_hotter()
    {
        var truth = new HeatingTruth();
        foreach (var (lead, replayed) in s_leads)
        {
            truth.Add(
                lead, [.. replayed.Transitions.Where(item => item.Kind == TransitionKind.Heating).Select(item => (item.At, item.At.AddDays(-10)))], s_options.End);
        }

        Assert.InRange(truth.Alerts, 50, 1000);
        Assert.True(truth.PrecisionOfChance > 0.65, $"Right in {truth.PrecisionOfChance:0.00} of {truth.Alerts} alerts.");
        Assert.True(truth.PrecisionOfChance > 2.5 * truth.PrecisionOfARandomDay, $"A random day is right in {truth.PrecisionOfARandomDay:0.00}.");
        Assert.True(truth.MeanChanceAtAlerts > 3 * truth.MeanChanceOfDays);
        Assert.InRange(truth.Recall, 0.1, 1);
    }

    [Fact]
    public void Every_lead_that_returns_after_ninety_days_is_re_warmed()
    {
        var returns = 0;
        foreach (var (lead, replayed) in s_leads)
        {
            var last = lead.History.Lead.CreatedAt;
            foreach (var item in OwnActs(lead.History))
            {
                if (item.OccurredAt - last >= TimeSpan.FromDays(90) && lead.History.IsOpenAt(item.ReceivedAt.AddDays(1)) && item.ReceivedAt.AddDays(1) < s_options.End)
                {
                    returns++;
                    Assert.Contains(
                        replayed.Transitions, alert => alert.Kind == TransitionKind.Rewarmed && alert.At > item.OccurredAt && alert.At <= item.ReceivedAt.AddDays(1));
                }
                last = item.OccurredAt;
            }
        }

        Assert.True(returns > 100, $"Only {returns} leads returned.");
    }

    [Fact]
    public void Nobody_is_closed_without_an_outcome_and_everybody_with_one_known_is()
    {
        foreach (var (lead, replayed) in s_leads.Where(item => item.Replayed.Standing is not null))
        {
            var outcome = lead.History.Outcome is { } told && told.RecordedAt < s_options.End ? told : null;
            Assert.Equal(
                outcome is null ? null : outcome.Kind == OutcomeKind.Converted ? LeadState.Converted : LeadState.Lost,
                replayed.Standing!.IsClosed ? replayed.Standing.State : (LeadState?)null);
        }
    }

    /// <summary>What the simulator lets leads do of themselves, told apart without the product's code.</summary>
    static IEnumerable<EngagementEvent> OwnActs(LeadHistory history)
    {
        var mails = history.Events.Where(item => item.Kind == "email_sent").ToDictionary(item => item.Properties["mail"], item => item.OccurredAt, StringComparer.Ordinal);
        return history.Events.Where(item => item.Kind switch
        {
            "email_sent" or "email_bounced" or "email_unsubscribed" or "call_attempted" or "intent_signal" => false,
            "email_opened" => !item.Properties.ContainsKey("machine"),
            "email_clicked" => item.OccurredAt - mails[item.Properties["mail"]] > TimeSpan.FromMinutes(1),
            _ => !item.Properties.TryGetValue("direction", out var direction) || direction != "out",
        });
    }
}
