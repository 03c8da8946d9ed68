using System.Globalization;
using System.Text;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Benchmarks;

/// <summary>Replays a simulated CRM and holds the alerts against what the leads truly had in mind.</summary>
static class HeatingReplay
{
    public static void Write(StringBuilder text, SimulationOptions options)
    {
        var replay = new LeadReplay([new TemperatureEvaluator(Criteria.Default)], model: null);
        HeatingTruth heating = new(), risen = new(), usual = new(), strict = new();
        var (returns, found, late) = (0, 0, 0.0);
        var weeks = (options.End - options.Start).TotalDays / 7;
        foreach (var block in new CrmSimulator(options).Simulate().Chunk(512))
        {
            var replayed = new ReplayedLead[block.Length];
            Parallel.For(0, block.Length, i => replayed[i] = replay.Run(block[i].History, options.End)[0]);
            for (var i = 0; i < block.Length; i++)
            {
                var alerts = replayed[i].Transitions;
                var since = alerts.Where(item => item.Kind == TransitionKind.Heating).Select(item => (item.At, Since(block[i], item.At))).ToList();
                heating.Add(block[i], since, options.End);
                // Turning warm or hot is news too, of the day before.
                risen.Add(
                    block[i],
                    [.. since.Concat(alerts.Where(item => item.Kind == TransitionKind.State && item.To is LeadState.Warm or LeadState.Hot && item.From < item.To)
                        .Select(item => (item.At, item.At.AddDays(-1)))).OrderBy(item => item.At)],
                    options.End);
                usual.Add(block[i], LastWeekAgainstThree(block[i].History, options.End, activeDays: 2, factor: 2), options.End);
                strict.Add(block[i], LastWeekAgainstThree(block[i].History, options.End, activeDays: 4, factor: 2), options.End);
                var mine = Returns(block[i].History, options.End);
                returns += mine.Count;
                foreach (var (at, known) in mine)
                {
                    var alert = alerts.FirstOrDefault(item => item.Kind == TransitionKind.Rewarmed && item.At > at && item.At < known.AddDays(1.5));
                    found += alert is null ? 0 : 1;
                    late += alert is null ? 0 : (alert.At - known).TotalDays;
                }
            }
        }
        text.Append(CultureInfo.InvariantCulture,
            $"""
            # Temperature

            Made by `dotnet run -c Release --project tests/WarmLeads.ML.Benchmarks -- temperature --leads {options.LeadCount} --seed {options.Seed} --out tests/WarmLeads.ML.Benchmarks/results`.

            ## Alerts on a simulated CRM

            {options.LeadCount:#,0} simulated leads over {weeks:0} weeks, replayed at each midnight with what was known then, shipped criteria, no model.
            What a lead has in mind is known to the simulator alone; `HeatingTruth` says what counts as a rise and as right.

            | alert | alerts | right about the chance | right about the rhythm | rises found, of {heating.Rises:#,0} | days to the alert, median | true 30-day chance at the alert |
            |---|---|---|---|---|---|---|
            {Row("heating", heating)}
            {Row("heating, or turned warm or hot", risen)}
            {Row("usual rule: 2 active days last week, twice the weeks before", usual)}
            {Row("strict rule: 4 active days last week, twice the weeks before", strict)}

            On a random day of the same leads an alert would be right about the chance in {heating.PrecisionOfARandomDay:0.0%} of cases, and the true 30-day chance is {heating.MeanChanceOfDays:0.0%}.

            Leads that engaged again after 90 days of silence or more, told apart by plain code: {returns:#,0} times. Re-warmed at the midnight after it was known: {found:#,0} ({(double)found / returns:0.0%}).

            """);

        static string Row(string name, HeatingTruth truth) => string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {truth.Alerts:#,0} | {truth.PrecisionOfChance:0.0%} | {truth.PrecisionOfActs:0.0%} | {truth.Recall:0.0%} | {truth.MedianDaysToAlert:0.0} | {truth.MeanChanceAtAlerts:0.0%} |");
    }

    /// <summary>Since when the lead was said to be heating.</summary>
    static DateTimeOffset Since(SimulatedLead lead, DateTimeOffset at) =>
        new TemperatureEvaluator(Criteria.Default).Evaluate(null, lead.History, null, at).Standing.TrendSince ?? at.AddDays(-10);

    /// <summary>What many tools do: alert when the last week has some active days, and so many times the mean of the three weeks before.</summary>
    static List<(DateTimeOffset At, DateTimeOffset Since)> LastWeekAgainstThree(
        LeadHistory history, DateTimeOffset until, int activeDays, double factor)
    {
        List<(DateTimeOffset, DateTimeOffset)> alerts = [];
        var days = Engagement(history).Select(item => new DateTimeOffset(item.OccurredAt.UtcDateTime.Date, TimeSpan.Zero)).Distinct().ToList();
        var quietUntil = DateTimeOffset.MinValue;
        for (var at = new DateTimeOffset(history.Lead.CreatedAt.UtcDateTime.Date, TimeSpan.Zero).AddDays(28);
             at <= until && history.IsOpenAt(at); at = at.AddDays(1))
        {
            var (last, before) = (days.Count(day => day >= at.AddDays(-7) && day < at), days.Count(day => day >= at.AddDays(-28) && day < at.AddDays(-7)));
            if (at < quietUntil || last < activeDays || last < factor * before / 3)
                continue;
            alerts.Add((at, at.AddDays(-7)));
            quietUntil = at.AddDays(14);
        }
        return alerts;
    }

    /// <summary>When the lead came back, and when that was known; by all that was ever known, without the product's code.</summary>
    static List<(DateTimeOffset At, DateTimeOffset KnownAt)> Returns(LeadHistory history, DateTimeOffset until)
    {
        List<(DateTimeOffset, DateTimeOffset)> returns = [];
        var last = history.Lead.CreatedAt;
        foreach (var item in Engagement(history))
        {
            if (item.OccurredAt - last >= TimeSpan.FromDays(90) && item.ReceivedAt < until.AddDays(-1) && history.IsOpenAt(item.ReceivedAt.AddDays(1)))
                returns.Add((item.OccurredAt, item.ReceivedAt));
            last = item.OccurredAt;
        }
        return returns;
    }

    /// <summary>The lead's own acts as the simulator makes them.</summary>
    static IEnumerable<EngagementEvent> Engagement(LeadHistory history)
    {
        var mails = history.Events.Where(item => item.Kind == "email_sent").ToDictionary(item => item.Properties["mail"], item => item.OccurredAt, StringComparer.Ordinal);
        return history.Events.Where(item => item.Kind switch
        {
            "email_sent" or "email_bounced" or "email_unsubscribed" or "call_attempted" or "intent_signal" => false,
            "email_opened" => !item.Properties.ContainsKey("machine"),
            // The simulator's scanners follow links within two seconds of the mail, people after two minutes.
            "email_clicked" => (item.OccurredAt - mails[item.Properties["mail"]]).TotalSeconds > 60,
            _ => !item.Properties.TryGetValue("direction", out var direction) || direction != "out",
        });
    }
}
