namespace WarmLeads.ML.BoostedTrees;

/// <summary>A vector of doubles with one row in each lane, and the way it picks from <see cref="EdgeFactors"/>.</summary>
/// <typeparam name="TSelf">The vector.</typeparam>
/// <typeparam name="TStates">The states of the rows at an edge, the form the vector picks by.</typeparam>
unsafe interface IRowLanes<TSelf, TStates>
    where TSelf : struct, IRowLanes<TSelf, TStates>
    where TStates : struct
{
    /// <summary>Rows.</summary>
    static abstract int Count { get; }

    /// <summary>The same number in every lane.</summary>
    static abstract TSelf Create(double value);

    /// <summary>Reads a vector.</summary>
    static abstract TSelf Load(double* source);

    /// <summary>The states of the edge whose states begin here, one byte a row.</summary>
    static abstract TStates StatesAt(byte* source);

    /// <summary>Per row the factor that its state asks for.</summary>
    static abstract TSelf Pick(double* factors, TStates states);

    /// <summary>Per row the share that its state asks for.</summary>
    static abstract TSelf PickShare(double* factors, TStates states);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    /// <summary>Writes the vector.</summary>
    void Store(double* target);
}
