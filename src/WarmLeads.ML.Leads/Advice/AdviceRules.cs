namespace WarmLeads.ML.Leads;

/// <summary>The numbers of nurture advice: what `advice.json` may change.</summary>
public sealed record AdviceRules
{
    const double MostDays = 365;

    /// <summary>Days between touches of a hot lead whose own rhythm is not known.</summary>
    public double HotTouchDays { get; init; } = 1;

    /// <summary>Days between touches of a re-warmed lead.</summary>
    public double RewarmedTouchDays { get; init; } = 3;

    /// <summary>Days between touches of a warm lead.</summary>
    public double WarmTouchDays { get; init; } = 7;

    /// <summary>Days between touches of a cold lead.</summary>
    public double ColdTouchDays { get; init; } = 30;

    /// <summary>However quickly a lead that is not hot engages, we touch it no more often than this.</summary>
    public double ShortestTouchDays { get; init; } = 3;

    /// <summary>However slowly a lead engages, we do not leave it alone for longer than this unless it is to be left alone.</summary>
    public double LongestTouchDays { get; init; } = 45;

    /// <summary>So many gaps between active days tell a rhythm of its own, 2 or more.</summary>
    public int FewestGaps { get; init; } = 3;

    /// <summary>A warm or hot lead that was not touched for so long is treated as a cold one.</summary>
    public double NeglectDays { get; init; } = 14;

    /// <summary>On so many days without an answer: less. On twice as many: stop.</summary>
    public int MostUnansweredTouches { get; init; } = 4;

    /// <summary>Within so many days a touch of <see cref="HardSelling"/> on a lead that is not hot is pointed out.</summary>
    public double HardSellingDays { get; init; } = 30;

    /// <summary>Kinds of our own touches that sell hard.</summary>
    public IReadOnlyList<string> HardSelling { get; init; } =
        ["call_attempted", "voicemail_left", "proposal_sent", "quote_sent", "discount_offered"];

    /// <summary>Kinds that are notes of ours and reach no lead, so that they are no touches.</summary>
    public IReadOnlyList<string> NoTouches { get; init; } = ["sales_accepted", "sales_rejected", "opportunity_created", "opportunity_lost"];

    /// <summary>What a history tells of actions and contents; empty when none was asked.</summary>
    public IReadOnlyList<TouchEffect> Effects { get; init; } = [];

    /// <summary>The most touches that leads of a history bore; null when none was found.</summary>
    public TouchCeiling? Ceiling { get; init; }

    /// <summary>Refuses numbers out of range. Names are those of `advice.json`.</summary>
    /// <exception cref="ArgumentException">A number is out of its range or contradicts another; the message says which and what to do.</exception>
    public void Check()
    {
        CheckDays("hot_touch_days", HotTouchDays);
        CheckDays("rewarmed_touch_days", RewarmedTouchDays);
        CheckDays("warm_touch_days", WarmTouchDays);
        CheckDays("cold_touch_days", ColdTouchDays);
        CheckDays("shortest_touch_days", ShortestTouchDays);
        CheckDays("longest_touch_days", LongestTouchDays);
        CheckDays("neglect_days", NeglectDays);
        CheckDays("hard_selling_days", HardSellingDays);
        if (ShortestTouchDays > LongestTouchDays)
        {
            throw new ArgumentException(
                $"shortest_touch_days is {ShortestTouchDays} and longest_touch_days {LongestTouchDays}. Lower the one or raise the other.");
        }
        if (FewestGaps is < 2 or > 100)
            throw new ArgumentException($"fewest_gaps is {FewestGaps}. Choose a number from 2 to 100.");
        if (MostUnansweredTouches is < 1 or > 100)
            throw new ArgumentException($"most_unanswered_touches is {MostUnansweredTouches}. Choose a number from 1 to 100.");
        if (HardSelling.Concat(NoTouches).Any(string.IsNullOrWhiteSpace))
            throw new ArgumentException("hard_selling or no_touches has a kind without a name. Name it or remove it.");
        foreach (var effect in Effects)
            effect.Check();
        if (Effects.GroupBy(effect => effect.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { Key: var twice })
            throw new ArgumentException($"effects has {twice} twice. Keep one.");
        Ceiling?.Check();
    }

    static void CheckDays(string name, double days)
    {
        if (!(days is > 0 and <= MostDays))
            throw new ArgumentException($"{name} is {days}. Choose a number of days above 0 and at most 365.");
    }
}
