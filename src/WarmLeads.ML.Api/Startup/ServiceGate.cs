using WarmLeads.ML.Reports;

namespace WarmLeads.ML.Api;

/// <summary>Answers for the store while it is not open yet, and says what is at an address where nothing is.</summary>
static class ServiceGate
{
    static readonly string[] ForMachines = ["/v1", "/health", "/openapi", "/swagger"];
    static readonly string[] WithoutStore = ["/health", "/openapi", "/swagger"];

    /// <summary>Holds requests that need the store back until it is open: 503 with the reason.</summary>
    public static async Task WaitForStore(HttpContext context, RequestDelegate next)
    {
        var readiness = context.RequestServices.GetRequiredService<Readiness>();
        if (readiness.IsStoreOpen || StartsWithAny(context, WithoutStore))
            await next(context);
        else
            await AnswerAsync(context, StatusCodes.Status503ServiceUnavailable, "The service is starting", readiness.Reason ?? "Try again in a moment.");
    }

    /// <summary>Puts a sentence into an answer that would be empty, such as 404 for an unknown address.</summary>
    public static Task ExplainStatus(HttpContext context)
    {
        var (title, detail) = context.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound =>
                ("Nothing here", $"There is nothing at {context.Request.Path}; the API description is at /openapi/v1.json, the ranked list at /."),
            StatusCodes.Status405MethodNotAllowed =>
                ("Method not allowed", $"{context.Request.Path} does not answer {context.Request.Method}; it answers {context.Response.Headers.Allow}."),
            StatusCodes.Status415UnsupportedMediaType =>
                ("Unsupported media type", "Send JSON with the header Content-Type: application/json."),
            _ => ("The request was refused", "The service cannot answer this request."),
        };
        return AnswerAsync(context, context.Response.StatusCode, title, detail);
    }

    /// <summary>One sentence as problem details for a machine, as a page for a reader.</summary>
    public static async Task AnswerAsync(HttpContext context, int status, string title, string detail)
    {
        if (StartsWithAny(context, ForMachines))
        {
            await new OtherProblem(status, title, detail).ExecuteAsync(context);
            return;
        }

        var pages = context.RequestServices.GetRequiredService<PageRenderer>();
        await (await HtmlPage.MessageAsync(pages, status, title, detail)).ExecuteAsync(context);
    }

    static bool StartsWithAny(HttpContext context, string[] paths) =>
        paths.Any(path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase));
}
