using Microsoft.AspNetCore.Http.Features;

namespace WarmLeads.ML.Api;

/// <summary>How large a request's body may be.</summary>
static class RequestLimits
{
    /// <summary>Bytes of a body that carries no leads.</summary>
    public const long Small = 64 * 1024;

    /// <summary>Bytes of a body with leads: 1,000 leads of 16 kB.</summary>
    public const long Leads = 16 * 1024 * 1024;

    /// <summary>The limit of a request, in bytes.</summary>
    public static long Of(HttpContext context) =>
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? Small;

    /// <summary>Sets the limit of a request before its body is read.</summary>
    public static void Allow(HttpContext context, long bytes)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
            feature.MaxRequestBodySize = bytes;
    }
}
