using WarmLeads.ML.BoostedTrees;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Reports.Tests;

/// <summary>Records as a trained model leaves them: the same on every run, plausible enough to look at.</summary>
static class Some
{
    public const string Hash = "9f2c1d6a4be07715c3f0a1b2d4e6f80912a3b4c5d6e7f8091a2b3c4d5e6f7081";

    public static DateTimeOffset Cutoff { get; } = new(2026, 6, 30, 12, 0, 0, TimeSpan.Zero);

    public static SurvivalView Survival()
    {
        var all = new SurvivalCurve
        {
            Segment = "",
            Leads = 1200,
            Conversions = 240,
            IsPooled = false,
            BySilence = [new SurvivalPoint(0, 0.16, 0.14, 0.18, 1200), new SurvivalPoint(50, 0.02, 0.01, 0.035, 800), new SurvivalPoint(100, 0.005, 0, 0.012, 300)],
            ByAge = [],
            Converted = [],
            Halved = new SurvivalSpan(20, 15, 26),
            Stop = new SurvivalSpan(70, 60, null),
        };
        return new SurvivalView
        {
            AsOf = Cutoff,
            HorizonDays = 30,
            StopBelow = 0.01,
            All = all,
            SegmentColumn = "region",
            Segments = [all with { Segment = "North <&>", Leads = 1150 }, all with { Segment = "Islands", Leads = 50, Conversions = 6, IsPooled = true }],
        };
    }

    public static ModelCard Card() => new()
    {
        Name = "leads",
        Version = "0003",
        Hash = Hash,
        TrainedAt = Cutoff.AddHours(2),
        Source = "lead history up to 2026-06-30",
        Target = "converted within 30 days",
        HorizonDays = 30,
        Rows = 18_240,
        Positives = 2_116,
        Signals = Signals(),
        Dropped =
        [
            new DroppedColumn("lead_number", "identifier: 5,000 different values in 5,000 leads"),
            new DroppedColumn("newsletter_version", "constant: every row has the value 2"),
        ],
        LeakWarnings =
        [
            new LeakWarning("contract_signed", 0.971, 0.118, 0.287,
                "contract_signed alone ranks with an AUC of 0.971 and halves the log-loss; leave it out with --exclude contract_signed unless it is known before the outcome."),
        ],
        Warnings = ["Only 62 conversions in the test rows came from the segment enterprise; its figures have wide intervals."],
        Quality = Quality(),
        Training = new TrainingSummary
        {
            Capacity = "8 leaves, rate 0.05",
            Trials =
            [
                new CapacityTrial("4 leaves, rate 0.05", 212, 0.2891, 0.0011),
                new CapacityTrial("8 leaves, rate 0.05", 148, 0.2868, 0),
                new CapacityTrial("16 leaves, rate 0.05", 97, 0.2883, 0.0009),
            ],
            Folds = 5,
            Trees = 740,
            Calibration = new ScoreCalibration(CalibrationKind.Affine, -0.0412, 1.0825),
            Seed = 7,
            BudgetSeconds = 60,
            TrainSeconds = 21.4,
        },
        Verdict = "Good enough to choose whom to call: the best tenth converts 4.1 times as often as the whole list, and the percentages hold in every group.",
    };

    public static QualityReport Quality()
    {
        // A list of leads with known chances, judged by the engine's own figures.
        const int count = 4_000;
        var random = new Random(11);
        double[] model = new double[count], simple = new double[count], rate = new double[count];
        var labels = new float[count];
        for (var i = 0; i < count; i++)
        {
            var z = -3 + 1.7 * Normal(random);
            model[i] = 1 / (1 + Math.Exp(-z));
            simple[i] = 1 / (1 + Math.Exp(-(z + 0.5 * Normal(random))));
            rate[i] = 0.116;
            labels[i] = random.NextDouble() < model[i] ? 1 : 0;
        }

        return new QualityReport
        {
            Split = "the newest fifth, after 2026-04-02",
            Model = BinaryClassificationMetrics.Evaluate(model, labels),
            BaseRate = BinaryClassificationMetrics.Evaluate(rate, labels),
            LogisticRegression = BinaryClassificationMetrics.Evaluate(simple, labels),
            CalibrationCurve = CalibrationCurve.Create(model, labels, 10),
            LiftCurve = LiftCurve.Create(model, labels, 20),
        };
    }

    /// <summary>Three segments: one with trees, one that stays pooled, one with too few outcomes.</summary>
    public static SegmentReport Segments() => new(
        "region",
        [
            new SegmentModel
            {
                Segment = "EMEA <&>", Rows = 4000, Leads = 1312, Converted = 140, Part = SegmentPart.Trees, Trees = 30, PooledLogLoss = 0.3312,
                TriedLogLoss = 0.3101, StandardError = 0.0042, Quality = new SegmentQuality(800, 80, 0.3321, 0.3105, 0.0061, 0.7, 0.75),
            },
            new SegmentModel
            {
                Segment = "AMER", Rows = 3000, Leads = 1100, Converted = 90, Part = SegmentPart.Pooled, PooledLogLoss = 0.2812,
                TriedLogLoss = 0.2811, StandardError = 0.0004, Quality = new SegmentQuality(600, 50, 0.2821, 0.2821, 0, 0.72, 0.72),
            },
            new SegmentModel { Segment = "APAC", Rows = 20, Leads = 12, Converted = 3, Part = SegmentPart.Pooled, LeadsNeeded = 10 },
        ], 2);

    public static ExplanationReport Report() => new(
        Card(), Quality(), "Measured on the newest fifth of the history: 4,000 leads that the model had not seen.",
        [Prediction("L-20931", 0.31), Prediction("L-18822", 0.62), Prediction("L-20114", 0.118), Prediction("L-19377", 0.034), Prediction("L-21006", 0.006)],
        [true, true, false, null, false])
    { MadeAt = Cutoff.AddDays(1) };

    /// <summary>A prediction that obeys the contract: points on the grid of 2^-44 that sum exactly to 100 x (probability - base).</summary>
    public static LeadPrediction Prediction(string? id = "L-20931", double probability = 0.31)
    {
        const double baseProbability = 0.0742;
        (double end, double start) = (Grid(probability), Grid(baseProbability));
        double[] weights = [0.5, 0.31, -0.22, 0.2, 0.12, 0.1, -0.09, 0.06, 0.04, -0.03, 0.02, 0.013, -0.011, 0.004, 0.003, 0, 0, 0];
        string?[] values = ["3 in 30 days", "yes", "41 days ago", "Software", "12", "Webinar", "0.4 a day", "DE", "2", "1", "250 to 999", "Manager", null, "4", "0", null, "0", "no"];
        var (score, bias) = (LogOdds(end), LogOdds(start));
        var sum = weights.Sum();
        var signals = Signals();
        var points = weights.Select(weight => Grid(100 * (end - start) * weight / sum)).ToArray();
        points[0] = 100 * (end - start) - points[1..].Sum();
        return new LeadPrediction
        {
            LeadId = id,
            Probability = end,
            Score = score,
            HorizonDays = 30,
            Bias = bias,
            BaseProbability = start,
            Contributions = [.. signals.Select((signal, i) => new SignalContribution(
                signal.Name, signal.DisplayName, signal.Family, values[i], (score - bias) * weights[i] / sum, points[i],
                $"{signal.DisplayName} ({values[i] ?? "missing"}) {(points[i] >= 0 ? "raises" : "lowers")} the chance."))],
            Reasons =
            [
                "Visited the pricing page 3 times in 30 days; leads that did so convert in 24.1 % of cases, others in 6.0 %.",
                "Asked for a demo; leads that did so convert in 41.5 % of cases, others in 8.2 %.",
                "Last reply was 41 days ago, longer than is usual for leads that convert.",
            ],
            ModelName = "leads",
            ModelVersion = "0003",
            ModelHash = Hash,
            Cutoff = Cutoff,
        };
    }

    public static LeadListPage LeadList(int count = 25)
    {
        string[] reasons =
        [
            "Asked for a demo 2 days ago", "Visited the pricing page 3 times in 30 days", "Replied to the last mail",
            "Downloaded a case study after a whitepaper", "Company size of 250 to 999 fits the customers that were won",
        ];
        return new LeadListPage(
            "leads", "0003", Cutoff, 30, 4_321,
            [.. Enumerable.Range(0, count).Select(i =>
            {
                var probability = 0.83 * Math.Exp(-0.16 * i);
                return new LeadScore($"L-{20_931 + 37 * i}", probability, LogOdds(probability), reasons[i % reasons.Length]);
            })],
            1, "/leads?cursor=abc&limit=25")
        { FirstUrl = "/leads" };
    }

    public static LeadPage LeadPage() => new(Prediction(), Lead(), Events(), History());

    public static Lead Lead() => new("L-20931", Cutoff.AddDays(-120))
    {
        AccountId = "A-311",
        Value = 12_500,
        Attributes = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["industry"] = "Software",
            ["company_size"] = "250 to 999",
            ["country"] = "DE",
            ["seniority"] = "Manager",
            ["source"] = "Webinar",
        },
    };

    public static IReadOnlyList<EngagementEvent> Events() =>
    [
        Event("1", "page_view", -12, ("page", "docs")), Event("2", "email_opened", -9), Event("3", "page_view", -5, ("page", "pricing")),
        Event("4", "content_download", -4, ("asset", "Case study: 40 % fewer manual steps"), ("type", "case_study")),
        Event("5", "demo_request", -1, ("text", "We compare three vendors and would like to see the reporting.")),
    ];

    public static IReadOnlyList<ScoreHistoryEntry> History() =>
        [.. new[] { 0.06, 0.055, 0.09, 0.085, 0.12, 0.22, 0.31 }.Select((probability, i) => new ScoreHistoryEntry(
            new ScoreSweep(i + 1, "leads", i < 4 ? "0002" : "0003", i < 4 ? "old" : Hash, Cutoff.AddDays(7 * (i - 6)), Cutoff.AddDays(7 * (i - 6)).AddMinutes(4), 4_321),
            new LeadScore("L-20931", probability, LogOdds(probability), i < 5 ? "Opened 2 mails in 30 days" : "Asked for a demo")))];

    public static double LogOdds(double probability) => Math.Log(probability / (1 - probability));

    public static EngagementEvent Event(string id, string kind, double days, params (string Name, string Value)[] properties) =>
        new("L-20931", kind, Cutoff.AddDays(days), Cutoff.AddDays(days).AddMinutes(1))
        {
            EventId = id,
            Source = "tracker",
            Properties = properties.ToDictionary(property => property.Name, property => property.Value, StringComparer.Ordinal),
        };

    public static IReadOnlyList<SignalEffect> Signals()
    {
        (string Name, string Display, string Family, ColumnKind Kind, double Size, string Direction)[] list =
        [
            ("pricing_views_30d", "Pricing page views in the last 30 days", "Website", ColumnKind.Numeric, 0.52, "Leads convert more often the more often they looked at the pricing page."),
            ("demo_requested", "Demo requested", "Inquiry", ColumnKind.Boolean, 0.41, "Leads that asked for a demo convert more often."),
            ("days_since_reply", "Days since the last reply", "Email", ColumnKind.Numeric, 0.33, "Leads convert less often the longer ago their last reply is."),
            ("industry", "Industry", "Fit", ColumnKind.Categorical, 0.28, "Most often with Software and Finance, least often with Retail."),
            ("page_views_30d", "Page views in the last 30 days", "Website", ColumnKind.Numeric, 0.21, "Leads convert more often the more pages they viewed, up to about 20."),
            ("source", "Source", "Fit", ColumnKind.Categorical, 0.17, "Most often from Webinar and Referral, least often from Purchased list."),
            ("visit_rhythm", "Visits a day", "Website", ColumnKind.Numeric, 0.15, "Leads convert more often the more regularly they visit."),
            ("country", "Country", "Fit", ColumnKind.Categorical, 0.11, "Differences between countries are small."),
            ("webinars_90d", "Webinars attended in the last 90 days", "Content", ColumnKind.Numeric, 0.09, "Leads convert more often after a webinar."),
            ("downloads_90d", "Downloads in the last 90 days", "Content", ColumnKind.Numeric, 0.08, "Leads convert more often the more they downloaded."),
            ("company_size", "Company size", "Fit", ColumnKind.Categorical, 0.07, "Most often with 250 to 999 employees."),
            ("seniority", "Seniority", "Fit", ColumnKind.Categorical, 0.06, "Most often with managers and directors."),
            ("trial_milestones", "Activation milestones", "Product", ColumnKind.Numeric, 0.05, "Leads convert more often the more milestones they reached."),
            ("email_opens_30d", "Mails opened in the last 30 days", "Email", ColumnKind.Numeric, 0.05, "Opening mails says little once replies are known."),
            ("unsubscribes", "Unsubscribes", "Email", ColumnKind.Numeric, 0.03, "Leads that unsubscribed convert less often."),
            ("intent_spike", "Intent against the account’s own level", "Intent", ColumnKind.Numeric, 0.02, "Leads convert a little more often after a spike."),
            ("chat_evaluation", "Chats that compare vendors", "Chat", ColumnKind.Numeric, 0.01, "Too rare to say."),
            ("colleague_active", "Active colleagues at the account", "Outreach", ColumnKind.Boolean, 0.008, "Leads convert a little more often when colleagues are active."),
        ];
        var total = list.Sum(signal => signal.Size);
        return [.. list.Select(signal => new SignalEffect
        {
            Name = signal.Name,
            DisplayName = signal.Display,
            Family = signal.Family,
            Kind = signal.Kind,
            MeanAbsoluteContribution = signal.Size,
            Share = signal.Size / total,
            Direction = signal.Direction,
            Values = Values(signal.Kind, signal.Size, falling: signal.Name is "days_since_reply" or "unsubscribes"),
        })];
    }

    static IReadOnlyList<ValueEffect> Values(ColumnKind kind, double size, bool falling)
    {
        var labels = kind switch
        {
            ColumnKind.Numeric => new[] { "0", "1 to 2", "3 to 5", "6 to 12", "13 and more", "missing" },
            ColumnKind.Boolean => ["no", "yes"],
            _ => ["Webinar", "Referral", "Search", "Trade fair in Hannover, hall 4, partner stand", "Purchased list", "missing"],
        };
        int[] rows = [9_120, 4_302, 2_688, 1_404, 611, 115];
        return [.. labels.Select((label, i) =>
        {
            var lean = (falling ? -1 : 1) * size * (label == "missing" ? -0.4 : (i - 1.2) * 0.8);
            var rate = 1 / (1 + Math.Exp(-(Math.Log(0.116 / 0.884) + 1.4 * lean)));
            double? lower = kind == ColumnKind.Numeric && label != "missing" ? i * 2 : null;
            return new ValueEffect(label, lower, lower + 1, rows[i], rate, lean);
        })];
    }

    // Multiples of 2^-44, as the contract says.
    static double Grid(double value) => Math.Round(value * (1L << 44)) / (1L << 44);

    static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
