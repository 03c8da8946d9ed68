namespace WarmLeads.ML.Leads;

/// <summary>A share with the interval of 95 % that belongs to its counts.</summary>
/// <remarks>Source: Wilson 1927, "Probable inference, the law of succession, and statistical inference".</remarks>
/// <param name="Count">How many did.</param>
/// <param name="Of">Of how many.</param>
/// <param name="Share">Count over Of; null of none.</param>
/// <param name="Low">Lower end of the interval, 0..1.</param>
/// <param name="High">Upper end of the interval, 0..1.</param>
public sealed record WilsonInterval(long Count, long Of, double? Share, double Low, double High)
{
    const double Z = 1.959963984540054;

    /// <summary>The interval of counts.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 0, or more did than there are.</exception>
    public static WilsonInterval From(long count, long of)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(of, count);
        if (of == 0)
            return new WilsonInterval(0, 0, null, 0, 1);
        var share = (double)count / of;
        var scale = 1 + (Z * Z / of);
        var middle = (share + (Z * Z / (2 * of))) / scale;
        var half = Z * Math.Sqrt((share * (1 - share) / of) + (Z * Z / (4.0 * of * of))) / scale;
        return new WilsonInterval(count, of, share, count == 0 ? 0 : Math.Max(0, middle - half), count == of ? 1 : Math.Min(1, middle + half));
    }
}
