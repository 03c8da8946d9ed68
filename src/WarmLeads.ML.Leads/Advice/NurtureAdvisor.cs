using System.Collections.Concurrent;
using System.Globalization;

namespace WarmLeads.ML.Leads;

/// <summary>From what is known of a lead to what to do with it: how much, when next, with what, and what not. It never sends anything.</summary>
/// <remarks>
/// Depends on the events known at the moment, the standing and the consent only, so that it can be asked for any time again.
/// Consent comes before everything: a lead that must not be contacted, or that objects to profiling, gets no touch. May be called
/// from many threads at once.
/// </remarks>
public sealed class NurtureAdvisor
{
    readonly SignalCatalog _catalog;
    readonly AdviceRules _rules;
    readonly ConcurrentBag<LeadConduct> _idle = [];

    /// <summary>Prepares advice by rules.</summary>
    /// <param name="catalog">What kinds of events mean.</param>
    /// <param name="rules">The numbers.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public NurtureAdvisor(SignalCatalog catalog, AdviceRules rules)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(rules);
        rules.Check();
        (_catalog, _rules) = (catalog, rules);
    }

    /// <summary>The numbers that it goes by.</summary>
    public AdviceRules Rules => _rules;

    /// <summary>The advice as of a moment.</summary>
    /// <param name="history">The lead with its events.</param>
    /// <param name="standing">What is believed of it.</param>
    /// <param name="consent">What it agreed and objected to.</param>
    /// <param name="now">The moment.</param>
    public NurtureAdvice Advise(LeadHistory history, LeadStanding standing, LeadConsent consent, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(standing);
        ArgumentNullException.ThrowIfNull(consent);
        if (!consent.MayProfile)
            return Refrain("no_profiling", $"It objected to profiling on {Date(consent.ProfilingObjection!.At)}: nothing is derived from what it did, and it is in no list.", null);

        var conduct = _idle.TryTake(out var idle) ? idle : new LeadConduct(_catalog, _rules);
        conduct.Read(history.Events, now);
        var advice = Advise(history.Lead, conduct, standing, consent, now);
        _idle.Add(conduct);
        return advice;
    }

    NurtureAdvice Advise(Lead lead, LeadConduct conduct, LeadStanding standing, LeadConsent consent, DateTimeOffset now)
    {
        if (ReasonToRefrain(conduct, standing, consent) is { } refrain)
            return Refrain(refrain.Name, refrain.Words, conduct);

        var isRewarmed = standing.IsRewarmedAt(now);
        var (allowed, disallowed) = StateActions.Of(standing.State, isRewarmed, standing.Trend == LeadTrend.Heating || standing.MqlSince is not null);
        if (conduct.UnsubscribedAt is { } unsubscribed && !(consent.Contact is { Holds: true } agreed && agreed.At > unsubscribed))
            disallowed = [.. disallowed, new ActionAdvice("mail", $"It unsubscribed from mails on {Date(unsubscribed)}; reach it another way, or ask.")];
        var rhythm = TouchRhythms.Of(conduct, standing.State, isRewarmed, _rules);
        var (touch, why) = HowMuch(conduct, standing, isRewarmed, rhythm, now);
        if (touch == TouchAdvice.Less)
            rhythm = rhythm with { Days = rhythm.Days * 2, LowDays = rhythm.Days, HighDays = Math.Max(rhythm.HighDays, rhythm.Days * 2) * 1.25 };
        var next = Next(conduct, standing, isRewarmed, touch, rhythm, now);
        var latest = (conduct.TouchedAt ?? conduct.EngagedAt ?? lead.CreatedAt).AddDays(rhythm.HighDays);
        return new NurtureAdvice
        {
            Touch = touch,
            Why = why,
            Rhythm = rhythm,
            NextTouchAt = next,
            DaysUntilNextTouch = (int)Math.Ceiling((next - now).TotalDays),
            IsOverdue = latest < now,
            LastTouchAt = conduct.TouchedAt,
            UnansweredTouches = conduct.UnansweredTouches,
            Content = LearnedActions.With(ContentLadder.Next(conduct, standing.State, isRewarmed), _rules),
            Allowed = LearnedActions.Ranked(allowed, _rules),
            Disallowed = disallowed,
            Guards = Guards(conduct, standing, isRewarmed, now),
        };
    }

    (string Name, string Words)? ReasonToRefrain(LeadConduct conduct, LeadStanding standing, LeadConsent consent)
    {
        if (consent.DoNotContact is { Holds: true } forbidden)
            return ("no_contact", $"It must not be contacted, as was said on {Date(forbidden.At)}{Source(forbidden)}.");
        if (consent.Contact is { Holds: false } withdrawn)
            return ("no_contact", $"It withdrew its consent to be contacted on {Date(withdrawn.At)}{Source(withdrawn)}.");
        if (standing.State == LeadState.Converted)
            return ("closed", $"It became a customer on {Date(standing.Since)}: nurturing ends, and who looks after customers takes over.");
        if (standing.State == LeadState.Lost)
            return ("closed", $"It was lost on {Date(standing.Since)}: leave it alone until it comes back by itself.");
        if (conduct.TurnedAway is { } turned)
            return ("turned_away", $"It turned away by {turned.Kind} on {Date(turned.OccurredAt)} and has not engaged since.");
        return conduct.UnansweredTouches >= 2 * _rules.MostUnansweredTouches
            ? ("over_touched", $"It was touched on {conduct.UnansweredTouches} days without an answer, twice what is bearable: leave it alone until it engages.")
            : null;
    }

    (TouchAdvice Touch, string Why) HowMuch(
        LeadConduct conduct, LeadStanding standing, bool isRewarmed, TouchRhythm rhythm, DateTimeOffset now)
    {
        if (conduct.UnansweredTouches >= _rules.MostUnansweredTouches)
            return (TouchAdvice.Less, $"It was touched on {conduct.UnansweredTouches} days without an answer: more would drive it away.");
        if (standing.State == LeadState.Hot)
            return (TouchAdvice.More, $"It is hot since {Date(standing.Since)}: a person should speak with it now.");
        if (isRewarmed)
            return (TouchAdvice.More, $"It came back on {Date(standing.RewarmedAt!.Value)} after a long silence: answer while it looks.");
        if (standing.Trend == LeadTrend.Heating)
            return (TouchAdvice.More, "It engages more often than is its way: answer its interest, without pressing.");
        var neglected = DaysNeglected(conduct, standing, now);
        if (standing.State == LeadState.Warm && neglected > _rules.NeglectDays)
            return (TouchAdvice.More, Text($"It is warm and was not touched for {neglected:0} days: interest that nobody answers cools."));
        if (standing.Trend == LeadTrend.Cooling && conduct.UnansweredTouches > 0)
            return (TouchAdvice.Less, $"It cools although it was touched on {conduct.UnansweredTouches} days since it last engaged: give it room.");
        if (conduct.Pace is { } pace && pace < rhythm.LowDays)
            return (TouchAdvice.Less, Text($"It is touched every {pace:0.#} days, more often than its rhythm of {rhythm.Days:0.#} days bears."));
        if (conduct.Pace is { } slow && slow > rhythm.HighDays && standing.State == LeadState.Warm)
            return (TouchAdvice.More, Text($"It is touched every {slow:0.#} days, less often than its rhythm of {rhythm.Days:0.#} days."));
        return (TouchAdvice.Same, standing.State == LeadState.Warm
            ? "It is warm and keeps its rhythm: go on as it likes it."
            : "It is cold: an occasional useful word, so that it remembers us.");
    }

    static DateTimeOffset Next(
        LeadConduct conduct, LeadStanding standing, bool isRewarmed, TouchAdvice touch, TouchRhythm rhythm, DateTimeOffset now)
    {
        if (conduct.TouchedAt is not { } touched)
            return now;
        var due = touched.AddDays(touch == TouchAdvice.More ? rhythm.LowDays : rhythm.Days);
        // Who is ready, or came back, and was not answered yet is answered at once.
        if (touch == TouchAdvice.More && conduct.EngagedAt > touched && (standing.State == LeadState.Hot || isRewarmed))
            due = now;
        return due > now ? due : now;
    }

    List<AdviceGuard> Guards(LeadConduct conduct, LeadStanding standing, bool isRewarmed, DateTimeOffset now)
    {
        List<AdviceGuard> guards = [];
        if (conduct.UnansweredTouches >= _rules.MostUnansweredTouches)
            guards.Add(new("over_touched", $"It was touched on {conduct.UnansweredTouches} days since it last engaged; {_rules.MostUnansweredTouches} are too many."));
        if (standing.State != LeadState.Hot && conduct.HardSelling is { } hard && hard.OccurredAt >= standing.Since && (now - hard.OccurredAt).TotalDays <= _rules.HardSellingDays)
            guards.Add(new("warm_treated_as_hot", $"It was sold to by {hard.Kind} on {Date(hard.OccurredAt)} although it is not hot."));
        if (isRewarmed && standing.RewarmedAt is { } back && !(conduct.TouchedAt > back) && (now - back).TotalDays > _rules.RewarmedTouchDays)
            guards.Add(new("re_warmed_unanswered", Text($"It came back {(now - back).TotalDays:0} days ago and nobody answered.")));
        else if (standing.State is LeadState.Warm or LeadState.Hot && DaysNeglected(conduct, standing, now) is var days && days > _rules.NeglectDays)
            guards.Add(new("warm_treated_as_cold", Text($"It was not touched for {days:0} days since it became {(standing.State == LeadState.Hot ? "hot" : "warm")} or was touched last; {_rules.NeglectDays:0.#} are too many.")));
        return guards;
    }

    static double DaysNeglected(LeadConduct conduct, LeadStanding standing, DateTimeOffset now) =>
        (now - (conduct.TouchedAt > standing.Since ? conduct.TouchedAt.Value : standing.Since)).TotalDays;

    static NurtureAdvice Refrain(string name, string why, LeadConduct? conduct) => new()
    {
        Touch = TouchAdvice.Stop,
        Why = why,
        LastTouchAt = conduct?.TouchedAt,
        UnansweredTouches = conduct?.UnansweredTouches ?? 0,
        Allowed = [],
        Disallowed = [new ActionAdvice("any_touch", why)],
        Guards = name == "closed" ? [] : [new AdviceGuard(name, why)],
    };

    static string Source(ConsentStatement statement) => statement.Source.Length == 0 ? "" : $" by {statement.Source}";

    static string Date(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
