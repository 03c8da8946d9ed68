using System.Runtime.CompilerServices;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>From the value of one feature to its bin, a number 0..254; bin 0 is always "missing".</summary>
/// <remarks>
/// Numeric: bin b holds the values above threshold b-2 and up to and including threshold b-1, counted from 0; a value
/// equals its threshold exactly or not at all, so training and serving cannot disagree.
/// Categorical: frequent codes have a bin each, the last bin is "other": rare codes and codes never seen.
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

    /// <summary>All bins, "missing" among them: 2..255.</summary>
    public int BinCount { get; }

    /// <summary>True when all rows that placed the bins share one value, or are all missing: nothing to split on.</summary>
    public bool IsConstant { get; }

    /// <summary>Upper ends of all value bins but the last, ascending; empty for a categorical feature.</summary>
    public double[] Thresholds { get; } = [];

    /// <summary>The bins of the codes; null for a numeric feature.</summary>
    public CategoryTable? Categories { get; }

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
    /// <param name="maximumBinCount">Bins at most, "other" among them, 2..254.</param>
    public static BinMapper ForCategories(ReadOnlySpan<long> counts, int otherKinds, int maximumBinCount)
    {
        var seen = new List<int>();
        for (var code = 0; code < counts.Length; code++)
        {
            if (counts[code] > 0)
            {
                seen.Add(code);
            }
        }

        var isConstant = seen.Count + otherKinds <= 1;
        if (seen.Count > maximumBinCount - 1)
        {
            var rows = counts.ToArray();
            seen.Sort((a, b) => rows[a] != rows[b] ? rows[b].CompareTo(rows[a]) : a.CompareTo(b));
            seen.RemoveRange(maximumBinCount - 1, seen.Count - (maximumBinCount - 1));
            seen.Sort();
        }

        var other = (byte)(seen.Count + 1);
        var bins = new byte[counts.Length];
        Array.Fill(bins, other);
        for (var i = 0; i < seen.Count; i++)
        {
            bins[seen[i]] = (byte)(i + 1);
        }

        return new BinMapper(new CategoryTable(bins, other), isConstant);
    }

    /// <summary>The bin of a value.</summary>
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

    /// <summary>The bins of many values.</summary>
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
