namespace WarmLeads.ML.BoostedTrees;

/// <summary>A vector of doubles: rows at one point, or one row's points.</summary>
/// <typeparam name="TSelf">The vector.</typeparam>
unsafe interface IRowLanes<TSelf>
    where TSelf : struct, IRowLanes<TSelf>
{
    /// <summary>Doubles.</summary>
    static abstract int Count { get; }

    /// <summary>The same number in every lane.</summary>
    static abstract TSelf Create(double value);

    /// <summary>Reads a vector.</summary>
    static abstract TSelf Load(double* source);

    /// <summary>Lanes of ones where a bit is set, from the lowest on, the others zeros.</summary>
    static abstract TSelf MaskOf(ulong bits);

    /// <summary>The first vector where the mask has ones, the second elsewhere.</summary>
    static abstract TSelf Choose(TSelf mask, TSelf yes, TSelf no);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator &(TSelf left, TSelf right);

    /// <summary>Writes the vector.</summary>
    void Store(double* target);
}
