namespace WarmLeads.ML.Training;

/// <summary>Collects a column's texts and keeps each different one once.</summary>
sealed class TextInterner(string name)
{
    readonly Dictionary<string, int> _codeOf = new(StringComparer.Ordinal);
    readonly List<string> _texts = [];
    readonly List<int> _codes = [];

    public int Count => _codes.Count;

    public void Add(string text)
    {
        if (!_codeOf.TryGetValue(text, out var code))
        {
            code = _texts.Count;
            _codeOf.Add(text, code);
            _texts.Add(text);
        }

        _codes.Add(code);
    }

    public TextColumn Finish() => new(name, [.. _codes], _texts);
}
