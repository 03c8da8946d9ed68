using System.Runtime.CompilerServices;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>One byte that a row is turned into before it meets the trees.</summary>
/// <remarks>
/// Numeric: 1 + the number of thresholds below the value, so that "value at most threshold k" reads "byte at most k + 1";
/// a missing value is 0, left of everything, or 255, right of everything. Categorical: the bin of the value.
/// </remarks>
sealed class Slot
{
    readonly ThresholdTable? _places;
    readonly CategoryTable? _table;
    readonly byte _missing;

    /// <summary>A slot for some thresholds of a numeric feature.</summary>
    /// <param name="feature">The feature.</param>
    /// <param name="places">The thresholds.</param>
    /// <param name="missingLeft">Missing values go left at the nodes of this slot.</param>
    public Slot(int feature, ThresholdTable places, bool missingLeft)
    {
        Feature = feature;
        _missing = missingLeft ? byte.MinValue : byte.MaxValue;
        _places = places;
    }

    /// <summary>A slot for a categorical feature.</summary>
    public Slot(int feature, CategoryTable table) => (Feature, _table) = (feature, table);

    /// <summary>The feature it looks at.</summary>
    public int Feature { get; }

    /// <summary>Bins of a categorical slot.</summary>
    public int CategoryBinCount => _table!.BinCount;

    /// <summary>The byte of a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte ByteOf(double value) =>
        _table is not null ? _table.BinOf(value) : double.IsNaN(value) ? _missing : _places!.PlaceOf(value);

    /// <summary>The byte of a value for a slot that differs from another one only in the side of the missing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte ByteLike(byte other, double value) => double.IsNaN(value) ? _missing : other;

    /// <summary>The bytes of many values.</summary>
    /// <param name="values">The first value.</param>
    /// <param name="stride">Values from one to the next.</param>
    /// <param name="count">How many.</param>
    /// <param name="bytes">Receives one byte each.</param>
    public unsafe void Fill(double* values, nint stride, int count, byte* bytes)
    {
        if (_table is not null)
        {
            for (var i = 0; i < count; i++)
            {
                bytes[i] = _table.BinOf(values[i * stride]);
            }

            return;
        }

        var places = _places!;
        for (var i = 0; i < count; i++)
        {
            var value = values[i * stride];
            var place = places.PlaceOf(value);
            bytes[i] = double.IsNaN(value) ? _missing : place;
        }
    }

    /// <summary>The bytes of a slot that differs from another one only in the side of the missing.</summary>
    /// <param name="other">The other slot's bytes.</param>
    /// <param name="values">The first value.</param>
    /// <param name="stride">Values from one to the next.</param>
    /// <param name="count">How many.</param>
    /// <param name="bytes">Receives one byte each.</param>
    public unsafe void FillLike(byte* other, double* values, nint stride, int count, byte* bytes)
    {
        for (var i = 0; i < count; i++)
        {
            bytes[i] = ByteLike(other[i], values[i * stride]);
        }
    }

    /// <summary>True when the other slot has the same thresholds of the same feature.</summary>
    public bool HasPlacesOf(Slot other) => _places is not null && ReferenceEquals(_places, other._places);
}
