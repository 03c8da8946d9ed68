namespace WarmLeads.ML.Leads;

/// <summary>What simulated leads do in each state: the numbers that the generator draws from and the ideal observer infers with.</summary>
static class BuyerActs
{
    /// <summary>Weekend days have so much of a working day's activity.</summary>
    public const double WeekendShare = 0.3;

    /// <summary>Acts happen between these hours of the day, UTC.</summary>
    public const double FirstHour = 6, LastHour = 21;

    /// <summary>Pages of a visit beyond the first, on average.</summary>
    public const double MorePagesPerVisit = 0.7;

    //                                                        Dormant  Aware   Warm    Hot   Deciding  Gone
    public static readonly ActVariants Pages = new("page", ["/", "/product", "/docs", "/blog", "/careers", "/pricing"],
    [
        /* Dormant  */ [0.42, 0.10, 0.05, 0.33, 0.08, 0.02],
        /* Aware    */ [0.36, 0.18, 0.08, 0.30, 0.04, 0.04],
        /* Warm     */ [0.24, 0.30, 0.16, 0.20, 0.02, 0.08],
        /* Hot      */ [0.16, 0.31, 0.17, 0.07, 0.01, 0.28],
        /* Deciding */ [0.12, 0.25, 0.24, 0.04, 0.01, 0.34],
        /* Gone     */ [0.42, 0.08, 0.05, 0.30, 0.13, 0.02],
    ]);

    static readonly ActVariants s_content = new("content", ["industry_report", "whitepaper", "case_study"],
        [[0.7, 0.2, 0.1], [0.6, 0.28, 0.12], [0.4, 0.38, 0.22], [0.15, 0.3, 0.55], [0.1, 0.25, 0.65], [0.7, 0.2, 0.1]]);

    static readonly ActVariants s_intents = new("intent", ["evaluation", "support", "other"],
        [[0.1, 0.4, 0.5], [0.15, 0.35, 0.5], [0.35, 0.25, 0.4], [0.65, 0.15, 0.2], [0.7, 0.2, 0.1], [0.02, 0.48, 0.5]]);

    static readonly ActVariants s_intentScores = new("score", ["20", "35", "50", "65", "80", "95"],
    [
        [0.35, 0.30, 0.20, 0.10, 0.04, 0.01], [0.28, 0.30, 0.22, 0.12, 0.06, 0.02], [0.15, 0.22, 0.26, 0.20, 0.12, 0.05],
        [0.05, 0.10, 0.18, 0.27, 0.25, 0.15], [0.03, 0.07, 0.15, 0.25, 0.30, 0.20], [0.40, 0.30, 0.18, 0.08, 0.03, 0.01],
    ]);

    public static readonly ActRate Visit =            new("site_visit", "web", [0.008, 0.060, 0.120, 0.200, 0.220, 0.004]);
    public static readonly ActRate WebinarSignUp = new("webinar_registered", "crm", [0.0004, 0.005, 0.015, 0.015, 0.006, 0]);
    public static readonly ActRate TrialStart =        new("trial_started", "product", [0, 0.0007, 0.006, 0.020, 0.012, 0]);
    public static readonly ActRate MeetingBooking =    new("meeting_booked", "crm", [0, 0.0004, 0.004, 0.025, 0.080, 0]);

    static readonly ActRate[] s_always =
    [
        Visit, WebinarSignUp, MeetingBooking,
        new("content_download", "web", [0.0015, 0.015, 0.040, 0.050, 0.030, 0.0005], s_content),
        new("event_attended", "crm", [0.0003, 0.0015, 0.003, 0.004, 0.003, 0]),
        new("demo_request", "web", [0, 0.0004, 0.004, 0.026, 0.022, 0]),
        new("direct_inquiry", "crm", [0, 0.0003, 0.002, 0.012, 0.020, 0.0001]),
        new("contact_form", "web", [0.0001, 0.0006, 0.002, 0.006, 0.006, 0.0001]),
        new("quote_request", "web", [0, 0, 0.0006, 0.009, 0.035, 0]),
        new("chatbot_conversation", "web", [0.0005, 0.004, 0.014, 0.030, 0.025, 0.0005], s_intents),
        new("intent_signal", "intent", [0.004, 0.010, 0.022, 0.045, 0.050, 0.004], s_intentScores),
        // A kind that no catalog knows: it says nothing, and must do no harm.
        new("community_post", "web", [0.002, 0.002, 0.002, 0.002, 0.002, 0.002]),
    ];

    /// <summary>Acts of a lead without a trial.</summary>
    public static readonly ActRate[] BeforeTrial = [.. s_always, TrialStart];

    /// <summary>Acts of a lead from the day after it started a trial.</summary>
    public static readonly ActRate[] InTrial =
    [
        .. s_always,
        new("feature_used", "product", [0.01, 0.06, 0.22, 0.40, 0.40, 0.004]),
        new("activation_milestone", "product", [0.0005, 0.004, 0.020, 0.060, 0.050, 0]),
        new("seat_added", "product", [0, 0.0005, 0.003, 0.015, 0.030, 0]),
        new("limit_reached", "product", [0, 0.001, 0.006, 0.020, 0.020, 0]),
    ];

    // What the lead does when asked, by state. A mail: opened; clicked and replied to when opened; unsubscribed or bounced.
    public static readonly double[] OpensMail =      [0.040, 0.150, 0.330, 0.480, 0.500, 0.015];
    public static readonly double[] ClicksOpened =   [0.030, 0.120, 0.250, 0.350, 0.300, 0.020];
    public static readonly double[] RepliesOpened =  [0.002, 0.008, 0.040, 0.100, 0.160, 0.001];
    public static readonly double[] Unsubscribes =   [0.012, 0.006, 0.002, 0.001, 0.001, 0.035];
    public static readonly double[] Bounces =        [0.004, 0.002, 0.002, 0.002, 0.002, 0.030];
    public static readonly double[] TakesCall =      [0.030, 0.070, 0.160, 0.300, 0.420, 0.020];
    public static readonly double[] AnswersMessage = [0.010, 0.030, 0.120, 0.250, 0.350, 0.005];
    public static readonly double[] AttendsWebinar = [0.150, 0.350, 0.600, 0.650, 0.550, 0.020];
    public static readonly double[] HoldsMeeting =   [0.100, 0.300, 0.600, 0.800, 0.900, 0.030];

    /// <summary>Acts per working day of all kinds together, by state.</summary>
    public static readonly double[] TotalBeforeTrial = Totals(BeforeTrial), TotalInTrial = Totals(InTrial);

    /// <summary>How much of a working day's activity a day has.</summary>
    /// <param name="day">The day.</param>
    /// <param name="firstHour">From which hour the lead is there: on the day of arrival, later than the day begins.</param>
    public static double DayShare(DateTimeOffset day, double firstHour) =>
        (day.UtcDateTime.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? WeekendShare : 1) *
        Math.Max(0, LastHour - Math.Max(firstHour, FirstHour)) / (LastHour - FirstHour);

    static double[] Totals(ActRate[] acts)
    {
        var totals = new double[BuyerChain.StateCount];
        foreach (var act in acts)
        {
            for (var state = 0; state < totals.Length; state++)
                totals[state] += act.PerDay[state];
        }
        return totals;
    }
}
