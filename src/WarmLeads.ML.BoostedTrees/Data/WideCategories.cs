namespace WarmLeads.ML.BoostedTrees;

/// <summary>The bins of the codes of a wide feature, two bytes each; bin 0 is "missing", the last bin is "other".</summary>
/// <remarks>Training alone knows them: a model has <see cref="CategoryTable"/>, for its sets tell few groups of codes apart.</remarks>
sealed class WideCategories
{
    readonly ushort[] _binOfCode;

    /// <summary>Gives each of the codes a bin; all others are "other".</summary>
    /// <param name="codes">Codes with a bin, ascending, 1..65,533 of them.</param>
    /// <param name="categoryCount">Codes of the feature.</param>
    public WideCategories(int[] codes, int categoryCount)
    {
        Codes = codes;
        OtherBin = (ushort)(codes.Length + 1);
        _binOfCode = new ushort[categoryCount];
        Array.Fill(_binOfCode, OtherBin);
        for (var i = 0; i < codes.Length; i++)
        {
            _binOfCode[codes[i]] = (ushort)(i + 1);
        }
    }

    /// <summary>The code of bins 1, 2, 3...</summary>
    public int[] Codes { get; }

    /// <summary>Codes that are rare, were never seen, or lie beyond the table.</summary>
    public ushort OtherBin { get; }

    /// <summary>All bins, "missing" and "other" among them.</summary>
    public int BinCount => OtherBin + 1;

    /// <summary>The bin of a value: NaN or negative is missing, a fraction is cut off.</summary>
    public ushort BinOf(double value) =>
        !(value >= 0) ? (ushort)0 : value < _binOfCode.Length ? _binOfCode[(int)value] : OtherBin;
}
