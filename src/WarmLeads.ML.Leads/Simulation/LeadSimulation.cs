namespace WarmLeads.ML.Leads;

/// <summary>The life of one simulated lead, day by day.</summary>
sealed class LeadSimulation
{
    readonly SimulationOptions _options;
    readonly LeadProfile _profile;
    readonly SimulationRandom _random;
    readonly SimulatedEvents _events;
    readonly SimulatedTouches _touches;
    bool _isInTrial;

    public LeadSimulation(SimulationOptions options, LeadProfile profile, SimulationRandom random)
    {
        _options = options;
        _profile = profile;
        _random = random;
        _events = new SimulatedEvents(profile.Lead.Id, random);
        _touches = new SimulatedTouches(_events, random);
    }

    public SimulatedLead Run()
    {
        var chain = BuyerChain.Of(_profile.Segment, hasNeed: _random.Happens(_profile.NeedProbability));
        var state = _random.Choose(_profile.FirstState);
        var created = _profile.Lead.CreatedAt;
        var firstDay = new DateTimeOffset(created.UtcDateTime.Date, TimeSpan.Zero);
        var lastDay = _options.End.AddDays(CrmSimulator.DaysSimulatedPastEnd);
        Outcome? outcome = null;
        List<double> chances = [], acts = [];
        for (var day = firstDay; day < lastDay && outcome is null; day = day.AddDays(1))
        {
            var firstHour = day == firstDay ? created.UtcDateTime.TimeOfDay.TotalHours : BuyerActs.FirstHour;
            Live(day, firstHour, state);
            chances.Add(chain.ConvertsWithin(30)[state]);
            acts.Add((_isInTrial ? BuyerActs.TotalInTrial : BuyerActs.TotalBeforeTrial)[state]);
            (outcome, state) = EndDay(chain, day, state);
        }
        if (outcome is { Kind: OutcomeKind.Converted })
            UseAsCustomer(outcome.OccurredAt);

        var isInHistory = outcome is not null && outcome.OccurredAt < _options.End;
        return new SimulatedLead(
            new LeadHistory(_profile.Lead, _events.Before(_options.End), isInHistory ? outcome : null),
            _profile.ConversionProbability(),
            outcome is { Kind: OutcomeKind.Converted } ? outcome.OccurredAt : null)
        {
            DailyChances = chances,
            DailyActs = acts,
        };
    }

    void Live(DateTimeOffset day, double firstHour, int state)
    {
        var share = BuyerActs.DayShare(day, firstHour);
        _events.BeginDay(day, firstHour);
        _touches.Make(day, firstHour, state);
        var acts = _isInTrial ? BuyerActs.InTrial : BuyerActs.BeforeTrial;
        var total = (_isInTrial ? BuyerActs.TotalInTrial : BuyerActs.TotalBeforeTrial)[state];
        for (var count = _random.Poisson(total * share); count > 0; count--)
        {
            var left = _random.NextDouble() * total;
            var chosen = acts.Length - 1;
            for (var i = 0; i < acts.Length && left >= 0; i++)
            {
                left -= acts[i].PerDay[state];
                chosen = left < 0 ? i : chosen;
            }
            Act(acts[chosen], state, day);
        }
    }

    void Act(ActRate act, int state, DateTimeOffset day)
    {
        var at = _events.SomeTime();
        if (ReferenceEquals(act, BuyerActs.Visit))
        {
            Visit(state, at);
        }
        else if (ReferenceEquals(act, BuyerActs.WebinarSignUp))
        {
            _events.Add(act.Kind, act.Source, at, "webinar_on", _touches.PlanWebinar(day));
        }
        else if (ReferenceEquals(act, BuyerActs.MeetingBooking))
        {
            _events.Add(act.Kind, act.Source, at, "meeting_on", _touches.PlanMeeting(day));
        }
        else
        {
            _isInTrial |= ReferenceEquals(act, BuyerActs.TrialStart);
            var properties = act.Variants?.Properties[_random.Choose(act.Variants.Weights[state])];
            _events.Add(act.Kind, act.Source, at, properties);
            _touches.Notice(act.Kind, day);
        }
    }

    void Visit(int state, DateTimeOffset at)
    {
        _events.Add(BuyerActs.Visit.Kind, BuyerActs.Visit.Source, at);
        for (var pages = 1 + _random.Poisson(BuyerActs.MorePagesPerVisit); pages > 0; pages--)
        {
            at = at.AddSeconds(Math.Floor(_random.Between(5, 90)));
            _events.Add("page_view", "web", at, BuyerActs.Pages.Properties[_random.Choose(BuyerActs.Pages.Weights[state])]);
        }
    }

    (Outcome? Outcome, int State) EndDay(BuyerChain chain, DateTimeOffset day, int state)
    {
        var u = _random.NextDouble();
        if (u < chain.Convert[state])
            return (End(day, OutcomeKind.Converted), state);
        u -= chain.Convert[state];
        if (u < chain.Lose[state])
            return (End(day, OutcomeKind.Lost), state);
        u -= chain.Lose[state];
        for (var next = 0; next < BuyerChain.StateCount - 1; next++)
        {
            u -= chain.Move[state, next];
            if (u < 0)
                return (null, next);
        }
        return (null, BuyerChain.StateCount - 1);
    }

    /// <summary>An outcome falls in the last two hours of its day, after all acts; one in ten is recorded up to three days later.</summary>
    Outcome End(DateTimeOffset day, OutcomeKind kind)
    {
        var at = day.AddSeconds(Math.Floor(_random.Between(22, 23.9) * 3600));
        var lag = _random.Happens(0.1) ? _random.Between(0.5, 3) * 86_400 : _random.Between(0, 300);
        return new Outcome(_profile.Lead.Id, kind, at, at.AddSeconds(Math.Floor(lag)));
    }

    /// <summary>Customers use the product: events after the outcome, which must never reach a feature.</summary>
    void UseAsCustomer(DateTimeOffset convertedAt)
    {
        for (var uses = 2 + _random.Poisson(4); uses > 0; uses--)
            _events.Add("feature_used", "product", convertedAt.AddSeconds(Math.Floor(_random.Between(1, 30 * 24) * 3600)));
        _events.Add("seat_added", "product", convertedAt.AddSeconds(Math.Floor(_random.Between(24, 30 * 24) * 3600)));
    }
}
