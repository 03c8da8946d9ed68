namespace WarmLeads.ML.Api;

/// <summary>The names under which the service may be called: a page elsewhere must not reach it by a name that it has pointed here.</summary>
sealed class AllowedHosts
{
    static readonly string[] Local = ["localhost", "127.0.0.1", "[::1]"];
    static readonly string[] Any = ["*", "+", "0.0.0.0", "[::]"];

    readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    readonly bool _isAny;

    /// <summary>The setting's names; without it this machine's own and those of the addresses that it listens on.</summary>
    public AllowedHosts(ServiceOptions options)
    {
        string[] named = options.AllowedHosts.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (named.Length > 0)
        {
            _names.UnionWith(named);
            _isAny = named.Contains("*", StringComparer.Ordinal);
            return;
        }

        _names.UnionWith(Local);
        foreach (var url in options.Urls.Split(';', StringSplitOptions.TrimEntries))
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var address))
                continue;
            _names.Add(address.Host);
            // Whoever lets all the network in does so with keys, which no page elsewhere has.
            _isAny |= options.ApiKeys.Count > 0 && Any.Contains(address.Host, StringComparer.Ordinal);
        }
    }

    /// <summary>Whether a request names the service by one of them.</summary>
    public bool Admit(HttpRequest request) => _isAny || _names.Contains(request.Host.Host);
}
