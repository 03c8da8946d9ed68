using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>One end of the order of many levels: those that come first or last, in order, and no others.</summary>
/// <remarks>Levels with the same key keep the order in which they were offered, as in a stable sort of all of them.</remarks>
/// <param name="keys">Room for keys; its length is the number of levels to keep.</param>
/// <param name="levels">Room for as many levels.</param>
/// <param name="words">Room for as many packed sums.</param>
ref struct LevelEnd(Span<double> keys, Span<int> levels, Span<long> words)
{
    readonly Span<double> _keys = keys;
    readonly Span<int> _levels = levels;
    readonly Span<long> _words = words;
    int _count;

    /// <summary>The levels kept, in order.</summary>
    public readonly ReadOnlySpan<int> Levels => _levels[.._count];

    /// <summary>Their packed sums.</summary>
    public readonly ReadOnlySpan<long> Words => _words[.._count];

    /// <summary>Offers a level to the lower end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void OfferLow(double key, int level, long word)
    {
        if (_count < _keys.Length || key < _keys[^1])
        {
            _count = Math.Min(_count, _keys.Length - 1);
            Insert(key, level, word);
        }
    }

    /// <summary>Offers a level to the upper end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void OfferHigh(double key, int level, long word)
    {
        if (_count < _keys.Length)
        {
            Insert(key, level, word);
        }
        else if (key >= _keys[0])
        {
            ReplaceFirst(key, level, word);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    void Insert(double key, int level, long word)
    {
        // By hand: copying spans that overlap leaves managed code, which costs more than the few moves.
        var place = PlaceOf(key);
        for (var i = _count; i > place; i--)
        {
            (_keys[i], _levels[i], _words[i]) = (_keys[i - 1], _levels[i - 1], _words[i - 1]);
        }

        (_keys[place], _levels[place], _words[place]) = (key, level, word);
        _count++;
    }

    // The lowest one leaves, and those that stay before the new one move down.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    readonly void ReplaceFirst(double key, int level, long word)
    {
        var place = PlaceOf(key) - 1;
        for (var i = 0; i < place; i++)
        {
            (_keys[i], _levels[i], _words[i]) = (_keys[i + 1], _levels[i + 1], _words[i + 1]);
        }

        (_keys[place], _levels[place], _words[place]) = (key, level, word);
    }

    // Behind all keys that are not above it: counting them needs no branch that could be guessed wrong.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly int PlaceOf(double key)
    {
        var kept = _keys[.._count];
        var (all, sum, at) = (Vector256.Create(key), Vector256<long>.Zero, 0);
        for (; at + Vector256<double>.Count <= kept.Length; at += Vector256<double>.Count)
        {
            sum -= Vector256.LessThanOrEqual(Vector256.Create<double>(kept[at..]), all).AsInt64();
        }

        var place = (int)Vector256.Sum(sum);
        for (; at < kept.Length; at++)
        {
            place += kept[at] <= key ? 1 : 0;
        }

        return place;
    }
}
