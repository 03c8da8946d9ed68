namespace WarmLeads.ML.Training;

/// <summary>How long the lead of each row was followed and whether that ended with its conversion: what a hazard learns from.</summary>
/// <param name="HorizonDays">The horizon that the model is for; nobody is followed for longer.</param>
/// <param name="Days">Days from the row's moment to the conversion or to the end of knowledge, shape [rows], each in 0..horizon.</param>
/// <param name="Converted">Whether the conversion ended it, shape [rows].</param>
/// <param name="IsDecided">Whether the horizon had passed, so that the row's label is known, shape [rows].</param>
/// <param name="LogShares">
/// Logarithm of the share of the horizon's hazard that falls into the days that a row could be looked at, shape [rows]: 0 where the
/// horizon had passed. With it an open row judges a model by the chance within those days.
/// </param>
public sealed record FollowUp(int HorizonDays, float[] Days, bool[] Converted, bool[] IsDecided, double[] LogShares)
{
    static readonly double[] s_ends = [1, 3, 7, 14, 21, 30, 45, 60, 90, 120, 180, 270, 365, 730, 1095];

    /// <summary>Where the intervals of the baseline hazard end, in days, the last one at the horizon.</summary>
    public IReadOnlyList<double> IntervalEnds => [.. s_ends.Where(end => end < HorizonDays), HorizonDays];

    /// <summary>Whether each row's conversion was seen, as a label: 1 or 0, shape [rows].</summary>
    public float[] Events => [.. Converted.Select(converted => converted ? 1f : 0f)];

    /// <summary>The chosen rows.</summary>
    public FollowUp Take(int[] rows) => this with
    {
        Days = [.. rows.Select(row => Days[row])],
        Converted = [.. rows.Select(row => Converted[row])],
        IsDecided = [.. rows.Select(row => IsDecided[row])],
        LogShares = [.. rows.Select(row => LogShares[row])],
    };
}
