namespace WarmLeads.ML.Leads;

/// <summary>How often leads of a history converted after a touch, beside leads alike that had no such touch: an association, no proof.</summary>
/// <param name="Name">The action (`sales_call`) or the kind of content (`case_study`).</param>
/// <param name="Ratio">Chance with over chance without, among leads alike.</param>
/// <param name="Low">Lower end of its interval of 99 %.</param>
/// <param name="High">Upper end of it.</param>
/// <param name="Looks">Days of leads on which the touch came.</param>
/// <param name="Converted">How many of these were followed by a conversion.</param>
/// <param name="OtherLooks">Days of leads alike, as long after a look, on which it did not come.</param>
/// <param name="OtherConverted">How many of these were followed by a conversion.</param>
/// <param name="HorizonDays">The days within which a conversion counted.</param>
/// <param name="IsByScore">Whether leads alike are those of the same tenth of a model's chances; if not, those that engaged alike.</param>
public sealed record TouchEffect(
    string Name, double Ratio, double Low, double High, int Looks, int Converted, int OtherLooks, int OtherConverted, int HorizonDays, bool IsByScore)
{
    /// <summary>Whether the interval leaves out 1, so that advice may speak of it.</summary>
    public bool IsClear => Low > 1 || High < 1;

    /// <summary>What was seen, in one sentence.</summary>
    public string InWords => FormattableString.Invariant(
        $"In the history {Ratio:0.0#} times as many ({Low:0.0#} to {High:0.0#}) converted within {HorizonDays} days after it as of leads {(IsByScore ? "of the same score" : "that engaged alike")} without it: an association, not a proof.");

    /// <summary>Refuses what cannot be.</summary>
    /// <exception cref="ArgumentException">A part is out of its range; the message says which.</exception>
    public void Check()
    {
        if (string.IsNullOrWhiteSpace(Name))
            throw new ArgumentException("effects has one without a name. Name its action or content, or remove it.");
        if (!(Low > 0 && Low <= Ratio && Ratio <= High && double.IsFinite(High)))
            throw new ArgumentException($"The effect of {Name} has ratio {Ratio} from {Low} to {High}. Give numbers above 0 that rise from low over ratio to high.");
        if (Converted < 0 || Converted > Looks || OtherConverted < 0 || OtherConverted > OtherLooks || HorizonDays < 1)
            throw new ArgumentException($"The effect of {Name} has counts that cannot be. Learn it again, or remove it.");
    }
}
