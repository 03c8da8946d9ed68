namespace WarmLeads.ML.BoostedTrees;

/// <summary>The bin of every code of a categorical feature; bin 0 is "missing", the last bin is "other".</summary>
sealed class CategoryTable(byte[] binOfCode, byte otherBin)
{
    /// <summary>Shape [categories], each 1..OtherBin.</summary>
    public byte[] BinOfCode { get; } = binOfCode;

    /// <summary>Codes that are rare, were never seen, or lie beyond the table.</summary>
    public byte OtherBin { get; } = otherBin;

    /// <summary>All bins, "missing" and "other" among them.</summary>
    public int BinCount => OtherBin + 1;

    /// <summary>The bin of a value: NaN or negative is missing, a fraction is cut off.</summary>
    public byte BinOf(double value) =>
        !(value >= 0) ? (byte)0 : value < BinOfCode.Length ? BinOfCode[(int)value] : OtherBin;

    /// <summary>True when both put every value into the same bin.</summary>
    public bool HasSameBins(CategoryTable other) =>
        OtherBin == other.OtherBin && BinOfCode.AsSpan().SequenceEqual(other.BinOfCode);
}
