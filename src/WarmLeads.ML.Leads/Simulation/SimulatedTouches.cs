namespace WarmLeads.ML.Leads;

/// <summary>Our side of a simulated lead: mails, calls, messages, webinars and meetings, and the answers to them.</summary>
/// <remarks>
/// When we write or call depends on chance and on what the lead was seen doing, never on its hidden state, so it tells nothing.
/// </remarks>
sealed class SimulatedTouches
{
    readonly SimulatedEvents _events;
    readonly SimulationRandom _random;
    readonly bool _hasScanner, _hasProxy;
    readonly double _mailsPerDay;
    readonly HashSet<DateTimeOffset> _webinars = [], _meetings = [];
    DateTimeOffset _followUpOn = DateTimeOffset.MinValue;
    int _mails;
    bool _takesNoMail;

    public SimulatedTouches(SimulatedEvents events, SimulationRandom random)
    {
        _events = events;
        _random = random;
        _hasScanner = random.Happens(0.12);
        _hasProxy = random.Happens(0.15);
        _mailsPerDay = 1 / random.Between(14, 42);
    }

    /// <summary>Remembers an act that sales follows up on the next day.</summary>
    public void Notice(string kind, DateTimeOffset day)
    {
        var isAlways = kind is "demo_request" or "direct_inquiry" or "quote_request" or "contact_form" or "trial_started";
        if (isAlways || (kind is "content_download" && _random.Happens(0.3)))
            _followUpOn = day.AddDays(1);
    }

    public string PlanWebinar(DateTimeOffset day) => Plan(_webinars, day.AddDays(2 + _random.Next(9)));

    public string PlanMeeting(DateTimeOffset day) => Plan(_meetings, day.AddDays(1 + _random.Next(5)));

    /// <summary>Does what is due on a day, and lets the lead answer according to its state.</summary>
    public void Make(DateTimeOffset day, double firstHour, int state)
    {
        if (!_takesNoMail && firstHour <= 9 && _random.Happens(_mailsPerDay))
            Mail(state, day.AddSeconds(Math.Floor(_random.Between(9.1, 11) * 3600)));
        if (day == _followUpOn || (firstHour <= 9 && _random.Happens(0.012)))
            Reach(state, day.AddSeconds(Math.Floor(_random.Between(13, 16) * 3600)));
        if (_webinars.Contains(day) && _random.Happens(BuyerActs.AttendsWebinar[state]))
            _events.Add("webinar_attended", "crm", day.AddHours(15));
        if (_meetings.Contains(day) && _random.Happens(BuyerActs.HoldsMeeting[state]))
            _events.Add("meeting_held", "crm", day.AddHours(14));
    }

    static string Plan(HashSet<DateTimeOffset> days, DateTimeOffset day)
    {
        days.Add(day);
        return day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }

    void Mail(int state, DateTimeOffset sent)
    {
        var mail = $"m{++_mails}";
        var properties = new Dictionary<string, string>(StringComparer.Ordinal) { ["mail"] = mail };
        _events.Add("email_sent", "mail", sent, properties);
        if (_random.Happens(BuyerActs.Bounces[state]))
        {
            _events.Add("email_bounced", "mail", sent.AddSeconds(4), properties);
            _takesNoMail = true;
            return;
        }
        LetMachinesLook(mail, sent);
        if (_random.Happens(BuyerActs.OpensMail[state]))
        {
            var opened = sent.AddSeconds(Math.Floor(_random.Between(120, 6 * 3600)));
            _events.Add("email_opened", "mail", opened, properties);
            if (_random.Happens(BuyerActs.ClicksOpened[state]))
                _events.Add("email_clicked", "mail", opened.AddSeconds(25), Link(mail, 1));
            if (_random.Happens(BuyerActs.RepliesOpened[state]))
                _events.Add("email_replied", "mail", opened.AddSeconds(400), properties);
            if (_random.Happens(0.2))
                _events.Add("email_opened", "mail", opened.AddSeconds(Math.Floor(_random.Between(600, 10_000))), properties);
        }
        if (_random.Happens(BuyerActs.Unsubscribes[state]))
        {
            _events.Add("email_unsubscribed", "mail", sent.AddSeconds(Math.Floor(_random.Between(300, 20_000))), properties);
            _takesNoMail = true;
        }
    }

    static Dictionary<string, string> Link(string mail, int link) =>
        new(StringComparer.Ordinal) { ["mail"] = mail, ["link"] = $"{link}" };

    void LetMachinesLook(string mail, DateTimeOffset sent)
    {
        if (_hasProxy)
        {
            _events.Add("email_opened", "mail", sent.AddSeconds(Math.Floor(_random.Between(3, 90))),
                new Dictionary<string, string>(StringComparer.Ordinal) { ["mail"] = mail, ["machine"] = "true" });
        }
        if (!_hasScanner)
            return;
        for (var link = 1; link <= 3; link++)
        {
            _events.Add("email_clicked", "mail", sent.AddMilliseconds(400 + (300 * link)), Link(mail, link));
        }
    }

    void Reach(int state, DateTimeOffset at)
    {
        if (_random.Happens(0.55))
        {
            _events.Add("call_attempted", "crm", at);
            if (_random.Happens(BuyerActs.TakesCall[state]))
                _events.Add("call_connected", "crm", at.AddSeconds(20));
            return;
        }
        _events.Add("reply", "crm", at, "direction", "out");
        if (_random.Happens(BuyerActs.AnswersMessage[state]))
            _events.Add("reply", "crm", at.AddSeconds(Math.Floor(_random.Between(600, 15_000))), "direction", "in");
    }
}
