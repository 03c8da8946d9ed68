using System.Collections;

namespace WarmLeads.ML.Training;

/// <summary>Texts one behind the other in large blocks; each becomes a string only when it is asked for.</summary>
sealed class PackedTexts : IReadOnlyList<string>
{
    const int FirstBlock = 256, LargestBlock = 1 << 20;

    readonly List<char[]> _blocks = [];
    readonly List<(int Block, int Start, int Length)> _places = [];
    int _used;

    /// <inheritdoc/>
    public int Count => _places.Count;

    /// <inheritdoc/>
    public string this[int index] => Span(index).ToString();

    /// <summary>The characters of a text.</summary>
    public ReadOnlySpan<char> Span(int index)
    {
        var (block, start, length) = _places[index];
        return _blocks[block].AsSpan(start, length);
    }

    /// <summary>Adds a text and returns its index.</summary>
    public int Add(ReadOnlySpan<char> text)
    {
        if (_blocks.Count == 0 || _blocks[^1].Length - _used < text.Length)
        {
            // Blocks double, so that a column of few texts stays small.
            var size = _blocks.Count == 0 ? FirstBlock : Math.Min(2 * _blocks[^1].Length, LargestBlock);
            _blocks.Add(new char[Math.Max(size, text.Length)]);
            _used = 0;
        }

        text.CopyTo(_blocks[^1].AsSpan(_used));
        _places.Add((_blocks.Count - 1, _used, text.Length));
        _used += text.Length;
        return _places.Count - 1;
    }

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
