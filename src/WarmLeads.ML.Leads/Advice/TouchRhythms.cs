using System.Globalization;

namespace WarmLeads.ML.Leads;

/// <summary>How many days should lie between touches: the lead's own rhythm, within bounds, or the default of its state.</summary>
static class TouchRhythms
{
    /// <summary>The rhythm of a lead that may be touched.</summary>
    /// <param name="conduct">What it did.</param>
    /// <param name="state">Where it stands.</param>
    /// <param name="isRewarmed">Whether it came back after a long silence; then its old rhythm says nothing.</param>
    /// <param name="rules">The numbers.</param>
    public static TouchRhythm Of(LeadConduct conduct, LeadState state, bool isRewarmed, AdviceRules rules) =>
        Bounded(OfLead(conduct, state, isRewarmed, rules), rules.Ceiling);

    // What the pool bears bounds what a lead's own rhythm asks for.
    static TouchRhythm Bounded(TouchRhythm rhythm, TouchCeiling? ceiling) => ceiling is null || rhythm.LowDays >= ceiling.FewestDays ? rhythm : rhythm with
    {
        Days = Math.Max(rhythm.Days, ceiling.FewestDays),
        LowDays = ceiling.FewestDays,
        HighDays = Math.Max(rhythm.HighDays, ceiling.FewestDays * 1.25),
        Words = $"{rhythm.Words} {ceiling.InWords}",
    };

    static TouchRhythm OfLead(LeadConduct conduct, LeadState state, bool isRewarmed, AdviceRules rules)
    {
        var usual = isRewarmed ? rules.RewarmedTouchDays
            : state switch { LeadState.Hot => rules.HotTouchDays, LeadState.Warm => rules.WarmTouchDays, _ => rules.ColdTouchDays };
        var who = isRewarmed ? "re-warmed" : state switch { LeadState.Hot => "hot", LeadState.Warm => "warm", _ => "cold" };
        if (isRewarmed || conduct.Gaps.Count < rules.FewestGaps)
        {
            return new TouchRhythm(usual, usual / 2, usual * 2, IsOwn: false, Text(
                $"{(isRewarmed ? "Its rhythm from before the silence says nothing any more" : "Too little is known of its own rhythm")}; every {usual:0.#} days is the default for a {who} lead."));
        }

        var shortest = state == LeadState.Hot ? Math.Min(rules.HotTouchDays, rules.ShortestTouchDays) : rules.ShortestTouchDays;
        var (lower, median, upper) = (Quantile(conduct.Gaps, 0.25), Quantile(conduct.Gaps, 0.5), Quantile(conduct.Gaps, 0.75));
        var days = Math.Clamp(median, shortest, rules.LongestTouchDays);
        // A cold lead is not asked more often than cold leads are, however lively it was when it was warm.
        if (state == LeadState.Cold)
            days = Math.Max(days, usual);
        var bound = days == median ? "" : Text($", bounded to {days:0.#}");
        return new TouchRhythm(
            days, Math.Min(days, Math.Clamp(lower, shortest, rules.LongestTouchDays)), Math.Max(days * 1.25, Math.Clamp(upper, shortest, rules.LongestTouchDays)), IsOwn: true,
            Text($"Half of the last {conduct.Gaps.Count} gaps between its active days were {median:0.#} days or shorter{bound}, half of them between {lower:0.#} and {upper:0.#}."));
    }

    /// <summary>The value below which a share of rising numbers lies, between neighbours in proportion.</summary>
    static double Quantile(IReadOnlyList<double> rising, double share)
    {
        var place = share * (rising.Count - 1);
        var below = (int)place;
        return below + 1 >= rising.Count ? rising[^1] : rising[below] + ((place - below) * (rising[below + 1] - rising[below]));
    }

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
