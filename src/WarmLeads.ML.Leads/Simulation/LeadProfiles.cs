namespace WarmLeads.ML.Leads;

/// <summary>Who simulated leads are: attributes as a CRM holds them, gaps included, and what those say about need.</summary>
/// <remarks>
/// The chance of a need is a function of the attributes as recorded, so a gap tells exactly what it tells the CRM.
/// Colleagues of one account share the company's attributes.
/// </remarks>
static class LeadProfiles
{
    static readonly Weighted[] s_industries =
    [
        new("Software", 0.24, 0.8), new("Financial services", 0.14, 0.5), new("Manufacturing", 0.15, 0.1), new("Retail", 0.13, -0.3),
        new("Healthcare", 0.12, 0.2), new("Agency", 0.10, -0.1), new("Education", 0.07, -0.8), new("Non-profit", 0.05, -0.7),
    ];

    static readonly Weighted[] s_sizes =
    [
        new("1-10", 0.24, -0.7), new("11-50", 0.28, 0.0), new("51-200", 0.22, 0.5), new("201-1000", 0.16, 0.7), new("1001+", 0.10, 0.3),
    ];

    static readonly int[] s_segmentsOfSizes = [0, 0, 1, 1, 2];

    static readonly Weighted[] s_countries =
    [
        new("US", 0.34, 0.2), new("GB", 0.15, 0.1), new("DE", 0.14, 0.2), new("FR", 0.09, 0.0), new("NL", 0.07, 0.1),
        new("IN", 0.09, -0.4), new("BR", 0.06, -0.3), new("AU", 0.06, 0.0),
    ];

    static readonly Weighted[] s_sources =
    [
        new("organic", 0.26, 0.1), new("paid_search", 0.20, -0.3), new("webinar", 0.13, 0.3), new("referral", 0.09, 0.9),
        new("event", 0.10, 0.1), new("outbound_list", 0.15, -0.8), new("partner", 0.07, 0.6),
    ];

    //                                                Dormant Aware  Warm   Hot  Deciding Gone
    static readonly double[][] s_firstStates =
    [
        /* organic       */                         [0.05, 0.60, 0.27, 0.07, 0.01, 0.00],
        /* paid_search   */                         [0.12, 0.66, 0.17, 0.04, 0.01, 0.00],
        /* webinar       */                         [0.02, 0.48, 0.42, 0.07, 0.01, 0.00],
        /* referral      */                         [0.00, 0.30, 0.42, 0.22, 0.06, 0.00],
        /* event         */                         [0.08, 0.55, 0.31, 0.05, 0.01, 0.00],
        /* outbound_list */                         [0.52, 0.42, 0.05, 0.01, 0.00, 0.00],
        /* partner       */                         [0.02, 0.38, 0.38, 0.18, 0.04, 0.00],
    ];

    static readonly Weighted[] s_seniorities =
    [
        new("c_level", 0.10, 0.4), new("vp", 0.12, 0.7), new("director", 0.18, 0.5), new("manager", 0.32, 0.1),
        new("individual", 0.23, -0.5), new("student", 0.05, -2.0),
    ];

    static readonly string[][] s_titles =
    [
        ["CEO", "CFO", "Chief Marketing Officer", "Founder"],
        ["VP Marketing", "VP Sales", "VP Operations"],
        ["Director of Marketing", "Head of Growth", "Director, Finance", "Head of IT"],
        ["Marketing Manager", "Sales Manager", "Product Manager", "Operations Manager"],
        ["Marketing Specialist", "Data Analyst", "Software Engineer", "Sales Representative"],
        ["Student", "Intern"],
    ];

    static readonly string[] s_freeMail = ["gmail.com", "outlook.com", "yahoo.com", "gmx.de"];
    static readonly double[] s_medianValues = [4_000, 18_000, 75_000];

    /// <summary>The attribute columns, in the order in which files have them.</summary>
    public static IReadOnlyList<string> AttributeNames { get; } =
        ["industry", "company_size", "segment", "country", "source", "seniority", "job_title", "email_domain"];

    /// <summary>Makes one lead.</summary>
    public static LeadProfile Make(SimulationOptions options, int index, SimulationRandom random)
    {
        var span = (options.End - options.Start).Ticks;
        var arrival = options.Start + TimeSpan.FromTicks((long)(span * ((index + random.NextDouble()) / options.LeadCount)));
        // Leads arrive by day, between 7 and 20 o'clock, so that a day's events can follow the arrival on the same day.
        var createdAt = new DateTimeOffset(arrival.UtcDateTime.Date, TimeSpan.Zero).AddSeconds(Math.Floor(random.Between(7, 20) * 3600));

        var hasAccount = random.Happens(0.85);
        var account = random.Next(Math.Max(1, (int)(options.LeadCount * 0.6)));
        var company = hasAccount ? SimulationRandom.For(options.Seed, 2, account) : random;
        var industry = company.Choose([.. s_industries.Select(item => item.Share)]);
        var size = company.Choose([.. s_sizes.Select(item => item.Share)]);
        var country = company.Choose([.. s_countries.Select(item => item.Share)]);
        var source = random.Choose([.. s_sources.Select(item => item.Share)]);
        var seniority = random.Choose([.. s_seniorities.Select(item => item.Share)]);
        var segment = s_segmentsOfSizes[size];

        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        var fit = -0.9;
        fit += Record("industry", s_industries[industry], missing: 0.10, select: 0.07, -0.3);
        fit += Record("company_size", s_sizes[size], missing: 0.12, select: 0.03, -0.2);
        attributes["segment"] = BuyerChain.Segments[segment];
        fit += Record("country", s_countries[country], missing: 0.03, select: 0, -0.1);
        fit += Record("source", s_sources[source], missing: 0, select: 0, 0);
        fit += Record("seniority", s_seniorities[seniority], missing: 0.15, select: 0.05, -0.3);
        if (attributes.ContainsKey("seniority") && random.Happens(0.9))
            attributes["job_title"] = s_titles[seniority][random.Next(s_titles[seniority].Length)];
        var isFreeMail = !hasAccount || random.Happens(0.12);
        attributes["email_domain"] = isFreeMail ? s_freeMail[random.Next(s_freeMail.Length)] : $"company{account:D5}.example";
        fit += isFreeMail ? -0.5 : 0.1;

        var value = Math.Round(s_medianValues[segment] * Math.Exp(0.5 * random.Normal()) / 100) * 100;
        var lead = new Lead($"L{index + 1:D6}", createdAt)
        {
            AccountId = hasAccount ? $"A{account:D5}" : null,
            Value = random.Happens(0.8) ? value : null,
            Attributes = attributes,
        };
        return new LeadProfile(lead, segment, 1 / (1 + Math.Exp(-fit)), s_firstStates[source]);

        double Record(string name, Weighted item, double missing, double select, double weightOfGap)
        {
            var gap = random.NextDouble();
            if (gap < missing)
                return weightOfGap;
            attributes[name] = gap < missing + select ? "Select" : item.Name;
            return gap < missing + select ? weightOfGap : item.Weight;
        }
    }

    /// <summary>A value of an attribute.</summary>
    /// <param name="Name">As the CRM holds it.</param>
    /// <param name="Share">Its share among leads.</param>
    /// <param name="Weight">What it adds to the log-odds of a need.</param>
    readonly record struct Weighted(string Name, double Share, double Weight);
}
