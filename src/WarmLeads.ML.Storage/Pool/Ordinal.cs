namespace WarmLeads.ML.Storage;

/// <summary>The order of both databases: that of the bytes of UTF-8, which differs from UTF-16's beyond the basic plane.</summary>
static class Ordinal
{
    public static IComparer<string> ByUtf8 { get; } = Comparer<string>.Create(Compare);

    static int Compare(string left, string right)
    {
        var length = Math.Min(left.Length, right.Length);
        for (var i = 0; i < length; i++)
        {
            if (left[i] != right[i])
                // Surrogates stand for characters above all others, but have lower numbers than U+E000 to U+FFFF.
                return char.IsSurrogate(left[i]) == char.IsSurrogate(right[i]) ? left[i].CompareTo(right[i]) : char.IsSurrogate(left[i]) ? 1 : -1;
        }

        return left.Length.CompareTo(right.Length);
    }
}
