using System.Runtime.CompilerServices;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>From the value of one feature to its bin, a number from 0; bin 0 is always "missing".</summary>
/// <remarks>
/// Numeric: bin b holds the values above threshold b-2 and up to and including threshold b-1, counted from 0; a value
/// equals its threshold exactly or not at all, so training and serving cannot disagree.
/// Categorical: frequent codes have a bin each, the last bin is "other": rare codes and codes never seen. A feature with
/// more of them than a byte can name is wide: its bins are 0..65,534.
/// </remarks>
sealed class BinMapper
{
    /// <summary>Bins a byte can hold beside "missing" and one spare.</summary>
    public const int MaximumValueBinCount = ThresholdTable.Capacity;

    readonly ThresholdTable? _places;

    BinMapper(double[] thresholds, bool isConstant)
    {
        IsConstant = isConstant;
        Thresholds = thresholds;
        _places = new ThresholdTable(thresholds);
        BinCount = thresholds.Length + 2;
    }

    BinMapper(CategoryTable categories, bool isConstant)
    {
        IsConstant = isConstant;
        Categories = categories;
        BinCount = categories.BinCount;
    }

    BinMapper(WideCategories wide) => (Wide, BinCount) = (wide, wide.BinCount);

    /// <summary>All bins, "missing" among them: 2..255, or up to 65,535 of a wide feature.</summary>
    public int BinCount { get; }

    /// <summary>True when all rows that placed the bins share one value, or are all missing: nothing to split on.</summary>
    public bool IsConstant { get; }

    /// <summary>Upper ends of all value bins but the last, ascending; empty for a categorical feature.</summary>
    public double[] Thresholds { get; } = [];

    /// <summary>The bins of the codes; null for a numeric feature and a wide one.</summary>
    public CategoryTable? Categories { get; }

    /// <summary>The bins of the codes of a wide feature; null for all others.</summary>
    public WideCategories? Wide { get; }

    /// <summary>The largest value of a bin; the last bin has no end.</summary>
    public double UpperEnd(int bin) => bin <= Thresholds.Length ? Thresholds[bin - 1] : double.PositiveInfinity;

    /// <summary>Places the bins of a numeric feature.</summary>
    /// <param name="sample">Values of the feature, NaN among them; is sorted in place.</param>
    /// <param name="maximumBinCount">Value bins at most, 2..254.</param>
    /// <param name="minimumRowsPerBin">Sampled rows that a bin needs when there are more values than bins.</param>
    public static BinMapper ForNumbers(Span<double> sample, int maximumBinCount, int minimumRowsPerBin)
    {
        var present = RemoveMissing(sample);
        var thresholds = BinBoundaries.Place(present, maximumBinCount, minimumRowsPerBin);
        return new(thresholds, thresholds.Length == 0 && (present.Length == 0 || present.Length == sample.Length));
    }

    /// <summary>Places the bins of a categorical feature: the most frequent codes get one each.</summary>
    /// <param name="counts">Rows per code.</param>
    /// <param name="otherKinds">Kinds of cells beside these codes: 1 for missing ones, 1 for codes beyond the table.</param>
    /// <param name="limits">How many there may be, and when two bytes are worth it.</param>
    public static BinMapper ForCategories(ReadOnlySpan<long> counts, int otherKinds, BinLimits limits)
    {
        var (seen, frequent) = (new List<int>(), new List<int>());
        for (var code = 0; code < counts.Length; code++)
        {
            if (counts[code] > 0)
            {
                seen.Add(code);
            }

            if (counts[code] >= Math.Max(1, limits.MinimumExampleCount))
            {
                frequent.Add(code);
            }
        }

        if (limits.IsWide(frequent.Count))
        {
            KeepMostFrequent(frequent, counts, limits.MaximumCategoryCount);
            return new BinMapper(new WideCategories([.. frequent], counts.Length));
        }

        var isConstant = seen.Count + otherKinds <= 1;
        KeepMostFrequent(seen, counts, limits.MostNarrowCategories);
        var other = (byte)(seen.Count + 1);
        var bins = new byte[counts.Length];
        Array.Fill(bins, other);
        for (var i = 0; i < seen.Count; i++)
        {
            bins[seen[i]] = (byte)(i + 1);
        }

        return new BinMapper(new CategoryTable(bins, other), isConstant);
    }

    /// <summary>The bin of a value of a feature that is not wide.</summary>
    public byte BinOf(double value)
    {
        if (Categories is not null)
        {
            return Categories.BinOf(value);
        }

        if (double.IsNaN(value))
        {
            return 0;
        }

        return _places!.PlaceOf(value);
    }

    /// <summary>The bins of many values of a feature that is not wide.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void BinAll(ReadOnlySpan<double> values, Span<byte> bins)
    {
        if (_places is null)
        {
            for (var i = 0; i < values.Length; i++)
            {
                bins[i] = BinOf(values[i]);
            }

            return;
        }

        for (var i = 0; i < values.Length; i++)
        {
            var place = _places.PlaceOf(values[i]);
            bins[i] = double.IsNaN(values[i]) ? (byte)0 : place;
        }
    }

    // Ties to the lower code; what stays is in ascending order.
    static void KeepMostFrequent(List<int> codes, ReadOnlySpan<long> counts, int most)
    {
        if (codes.Count > most)
        {
            var rows = counts.ToArray();
            codes.Sort((a, b) => rows[a] != rows[b] ? rows[b].CompareTo(rows[a]) : a.CompareTo(b));
            codes.RemoveRange(most, codes.Count - most);
            codes.Sort();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static Span<double> RemoveMissing(Span<double> sample)
    {
        var kept = 0;
        foreach (var value in sample)
        {
            if (!double.IsNaN(value))
            {
                sample[kept++] = value;
            }
        }

        return sample[..kept];
    }
}
