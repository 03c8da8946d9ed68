using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace WarmLeads.ML.Storage.Tests;

/// <summary>One property that calls back when it is read the second time: once to be checked, once to be written.</summary>
sealed class WatchedProperties(Action beingWritten) : IReadOnlyDictionary<string, string>
{
    int _reads;

    public int Count => 1;

    public IEnumerable<string> Keys => ["page"];

    public IEnumerable<string> Values => ["/"];

    public string this[string key] => "/";

    public bool ContainsKey(string key) => key == "page";

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        value = "/";
        return ContainsKey(key);
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator()
    {
        if (++_reads == 2)
            beingWritten();
        yield return new("page", "/");
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
