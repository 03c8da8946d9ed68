namespace WarmLeads.ML.Leads;

/// <summary>How many touches in 14 days leads of a history bore: with more of them, more turned away after each.</summary>
/// <param name="MostTouches">The most touches within 14 days, 1 or more.</param>
/// <param name="IsOfSilence">Whether turning away is no act of its own for 14 days, because too few unsubscribed; if not, it is unsubscribing.</param>
/// <param name="Above">Of the touches beyond, after how many the lead turned away.</param>
/// <param name="Below">The same of the touches up to it.</param>
/// <param name="ChanceOfNoEffect">The chance of such a difference, or a larger one, if the number of touches did nothing; all rates that were tried considered.</param>
public sealed record TouchCeiling(int MostTouches, bool IsOfSilence, WilsonInterval Above, WilsonInterval Below, double ChanceOfNoEffect)
{
    /// <summary>The days that its touches are counted in.</summary>
    public const int Days = 14;

    /// <summary>The fewest days between touches on average.</summary>
    public double FewestDays => (double)Days / MostTouches;

    /// <summary>What was seen, in one sentence.</summary>
    public string InWords => FormattableString.Invariant(
        $"The pool's ceiling is {MostTouches} {(MostTouches == 1 ? "touch" : "touches")} in {Days} days: in the history {(IsOfSilence ? "no act of the lead followed" : "the lead unsubscribed after")} {100 * (Above.Share ?? 0):0.#} % of touches beyond it and {100 * (Below.Share ?? 0):0.#} % of the others.");

    /// <summary>Refuses what cannot be.</summary>
    /// <exception cref="ArgumentException">A part is out of its range.</exception>
    public void Check()
    {
        if (MostTouches is < 1 or > 100)
            throw new ArgumentException($"ceiling has most_touches {MostTouches}. Choose a number from 1 to 100.");
    }
}
