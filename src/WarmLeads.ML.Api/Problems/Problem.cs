using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace WarmLeads.ML.Api;

/// <summary>An answer that is not what was asked for, as problem details (RFC 9457): one sentence that says what, where and what to do.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="title">What kind of problem it is; the same for all problems of the kind.</param>
/// <param name="detail">What happened this time.</param>
abstract class Problem(int status, string title, string detail) : IResult, IStatusCodeHttpResult
{
    const string ContentType = "application/problem+json";

    /// <summary>The HTTP status.</summary>
    public int? StatusCode => status;

    /// <summary>What happened, in one sentence.</summary>
    public string Detail => detail;

    /// <summary>Further members of the answer, by name.</summary>
    public IDictionary<string, object?> Extensions { get; } = new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        if (status == StatusCodes.Status503ServiceUnavailable)
            httpContext.Response.Headers.RetryAfter = "5";
        await httpContext.RequestServices.GetRequiredService<IProblemDetailsService>().WriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            ProblemDetails = new ProblemDetails { Status = status, Title = title, Detail = detail, Extensions = Extensions },
        });
    }

    /// <summary>Tells the API description that an endpoint can give this status.</summary>
    protected static void Describe(EndpointBuilder endpoint, int status, string meaning) =>
        endpoint.Metadata.Add(new Described(status, meaning));

    sealed class Described(int status, string meaning) : IProducesResponseTypeMetadata
    {
        public Type Type => typeof(ProblemDetails);

        public int StatusCode => status;

        public string Description => meaning;

        public IEnumerable<string> ContentTypes => [ContentType];
    }
}
