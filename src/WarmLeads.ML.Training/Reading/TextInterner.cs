namespace WarmLeads.ML.Training;

/// <summary>Collects a column's texts and keeps each different one once.</summary>
/// <remarks>
/// A hash table with open addressing over <see cref="PackedTexts"/>. Millions of strings in a dictionary take three times
/// the memory, and the garbage collector walks them again and again while the file is read.
/// </remarks>
sealed class TextInterner(string name)
{
    const int Free = -1;

    readonly PackedTexts _texts = new();
    readonly List<int> _codes = [];
    int[] _slots = [Free, Free, Free, Free];
    int[] _hashes = new int[4];

    /// <summary>Rows so far.</summary>
    public int Count => _codes.Count;

    public void Add(string text)
    {
        var hash = string.GetHashCode(text, StringComparison.Ordinal);
        var slot = hash & (_slots.Length - 1);
        while (_slots[slot] != Free)
        {
            var code = _slots[slot];
            if (_hashes[code] == hash && _texts.Span(code).SequenceEqual(text))
            {
                _codes.Add(code);
                return;
            }

            slot = (slot + 1) & (_slots.Length - 1);
        }

        var added = _texts.Add(text);
        _codes.Add(added);
        _slots[slot] = added;
        if (added == _hashes.Length)
            Array.Resize(ref _hashes, 2 * added);
        _hashes[added] = hash;
        if (2 * (added + 1) > _slots.Length)
            Grow();
    }

    public TextColumn Finish() => new(name, [.. _codes], _texts);

    void Grow()
    {
        _slots = new int[2 * _slots.Length];
        Array.Fill(_slots, Free);
        for (var code = 0; code < _texts.Count; code++)
        {
            var slot = _hashes[code] & (_slots.Length - 1);
            while (_slots[slot] != Free)
                slot = (slot + 1) & (_slots.Length - 1);
            _slots[slot] = code;
        }
    }
}
