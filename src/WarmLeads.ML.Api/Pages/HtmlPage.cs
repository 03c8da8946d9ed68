using WarmLeads.ML.Reports;

namespace WarmLeads.ML.Api;

/// <summary>A page for a reader: whole, without script, under a policy that allows nothing but its own style sheet.</summary>
/// <param name="html">The document.</param>
/// <param name="status">The HTTP status.</param>
sealed class HtmlPage(string html, int status = StatusCodes.Status200OK) : IResult
{
    static readonly string Policy = $"{PageStyle.ContentSecurityPolicy}; frame-ancestors 'none'";

    /// <summary>A page that says one thing.</summary>
    public static async Task<HtmlPage> MessageAsync(PageRenderer pages, int status, string title, string text) =>
        new(await pages.RenderMessageAsync(new MessagePage(title, text, BackUrl: "/")), status);

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.CacheControl = "no-store";
        response.ContentType = "text/html; charset=utf-8";
        if (status == StatusCodes.Status503ServiceUnavailable)
            response.Headers.RetryAfter = "5";
        return response.WriteAsync(html, httpContext.RequestAborted);
    }
}
