using System.Globalization;

namespace WarmLeads.ML.Leads;

/// <summary>How likely what was seen on each day is in each state, for <see cref="IdealObserver"/>.</summary>
/// <remarks>Likelihoods are up to a factor that is the same for every state, such as the number of pages of a visit.</remarks>
sealed class DayEvidence
{
    const int StateCount = BuyerChain.StateCount;
    static readonly TimeSpan s_machineDelay = TimeSpan.FromSeconds(2);
    static readonly Dictionary<string, ActRate> s_acts =
        BuyerActs.InTrial.Append(BuyerActs.TrialStart).ToDictionary(act => act.Kind, StringComparer.Ordinal);


    readonly double[] _likelihoods = new double[StateCount];
    readonly HashSet<string> _webinars = new(StringComparer.Ordinal), _meetings = new(StringComparer.Ordinal);
    IReadOnlyList<EngagementEvent> _events = [];
    int _next;
    bool _isInTrial;

    /// <summary>Takes a lead's events in order of occurrence.</summary>
    public void Begin(IReadOnlyList<EngagementEvent> events)
    {
        _events = events;
        _next = 0;
        _isInTrial = false;
        _webinars.Clear();
        _meetings.Clear();
    }

    /// <summary>The likelihood of the next day in each state.</summary>
    public ReadOnlySpan<double> OfDay(DateTimeOffset day, double firstHour)
    {
        var share = BuyerActs.DayShare(day, firstHour);
        var totals = _isInTrial ? BuyerActs.TotalInTrial : BuyerActs.TotalBeforeTrial;
        for (var state = 0; state < StateCount; state++)
            _likelihoods[state] = Math.Exp(-totals[state] * share);

        var from = _next;
        while (_next < _events.Count && _events[_next].OccurredAt < day.AddDays(1))
            _next++;
        for (var i = from; i < _next; i++)
            Learn(_events[i], from);
        LearnFromPlans(day, from);
        return _likelihoods;
    }

    void Learn(EngagementEvent seen, int from)
    {
        if (s_acts.TryGetValue(seen.Kind, out var act))
        {
            Multiply(act.PerDay);
            if (act.Variants is { } variants)
                Multiply(variants, seen);
            _isInTrial |= ReferenceEquals(act, BuyerActs.TrialStart);
            if (seen.Properties.TryGetValue("webinar_on", out var webinar))
                _webinars.Add(webinar);
            if (seen.Properties.TryGetValue("meeting_on", out var meeting))
                _meetings.Add(meeting);
            return;
        }
        switch (seen.Kind)
        {
            case "page_view":
                Multiply(BuyerActs.Pages, seen);
                break;
            case "email_sent":
                LearnFromMail(seen, from);
                break;
            case "call_attempted":
                Multiply(BuyerActs.TakesCall, Saw("call_connected", from, since: seen.OccurredAt));
                break;
            case "reply" when seen.Properties["direction"] is "out":
                Multiply(BuyerActs.AnswersMessage, SawReply(from, since: seen.OccurredAt));
                break;
        }
    }

    void LearnFromMail(EngagementEvent sent, int from)
    {
        var hasBounced = Saw("email_bounced", from, sent.OccurredAt);
        Multiply(BuyerActs.Bounces, hasBounced);
        if (hasBounced)
            return;
        var isOpened = false;
        var isClicked = false;
        for (var i = from; i < _next; i++)
        {
            var seen = _events[i];
            var isMachine = seen.Properties.ContainsKey("machine") || seen.OccurredAt - sent.OccurredAt <= s_machineDelay;
            isOpened |= !isMachine && seen.Kind is "email_opened";
            isClicked |= !isMachine && seen.Kind is "email_clicked";
        }
        Multiply(BuyerActs.OpensMail, isOpened);
        if (isOpened)
        {
            Multiply(BuyerActs.ClicksOpened, isClicked);
            Multiply(BuyerActs.RepliesOpened, Saw("email_replied", from, sent.OccurredAt));
        }
        Multiply(BuyerActs.Unsubscribes, Saw("email_unsubscribed", from, sent.OccurredAt));
    }

    void LearnFromPlans(DateTimeOffset day, int from)
    {
        if (_webinars.Count + _meetings.Count == 0)
            return;
        var date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (_webinars.Contains(date))
            Multiply(BuyerActs.AttendsWebinar, Saw("webinar_attended", from, day));
        if (_meetings.Contains(date))
            Multiply(BuyerActs.HoldsMeeting, Saw("meeting_held", from, day));
    }

    bool Saw(string kind, int from, DateTimeOffset since)
    {
        for (var i = from; i < _next; i++)
        {
            if (_events[i].Kind.Equals(kind, StringComparison.Ordinal) && _events[i].OccurredAt >= since)
                return true;
        }
        return false;
    }

    bool SawReply(int from, DateTimeOffset since)
    {
        for (var i = from; i < _next; i++)
        {
            if (_events[i].Kind is "reply" && _events[i].OccurredAt >= since && _events[i].Properties["direction"] is "in")
                return true;
        }
        return false;
    }

    void Multiply(ActVariants variants, EngagementEvent seen)
    {
        var value = Array.IndexOf(variants.Values, seen.Properties[variants.Property]);
        for (var state = 0; state < StateCount; state++)
            _likelihoods[state] *= variants.Weights[state][value];
    }

    void Multiply(double[] chances)
    {
        for (var state = 0; state < StateCount; state++)
            _likelihoods[state] *= chances[state];
    }

    void Multiply(double[] chances, bool happened)
    {
        for (var state = 0; state < StateCount; state++)
            _likelihoods[state] *= happened ? chances[state] : 1 - chances[state];
    }
}
