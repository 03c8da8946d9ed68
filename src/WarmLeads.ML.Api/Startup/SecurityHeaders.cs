namespace WarmLeads.ML.Api;

/// <summary>Headers that keep a browser from doing more with an answer than it is meant for.</summary>
static class SecurityHeaders
{
    const string ForMachines = "default-src 'none'; frame-ancestors 'none'";

    // The description page brings its own script and styles, and fetches the description from here.
    const string ForDescription =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

    /// <summary>Sets the headers when the answer begins, whoever gives it; a page has its own policy and keeps it.</summary>
    public static Task Set(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            if (headers.ContentSecurityPolicy.Count == 0)
                headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments("/swagger") ? ForDescription : ForMachines;
            return Task.CompletedTask;
        });
        return next(context);
    }
}
