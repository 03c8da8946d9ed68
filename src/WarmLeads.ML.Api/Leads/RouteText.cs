namespace WarmLeads.ML.Api;

/// <summary>A part of an address as the caller meant it.</summary>
static class RouteText
{
    /// <summary>Decodes the slash, which the server leaves encoded so that it does not part the path.</summary>
    public static string Decode(string part) => part.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
