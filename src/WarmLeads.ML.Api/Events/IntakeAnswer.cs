using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace WarmLeads.ML.Api;

/// <summary>What became of a request: 200 when every item is on the disk, 207 when some are, 422 when none is.</summary>
/// <remarks>The body is a type of its own: the API description leaves out what is a result itself.</remarks>
/// <param name="summary">The body.</param>
sealed class IntakeAnswer(IntakeSummary summary) : IResult, IStatusCodeHttpResult, IEndpointMetadataProvider
{
    /// <inheritdoc/>
    public int? StatusCode =>
        summary.Refused == 0 ? StatusCodes.Status200OK
        : summary.Refused < summary.Items.Count ? StatusCodes.Status207MultiStatus
        : StatusCodes.Status422UnprocessableEntity;

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCode!.Value;
        return httpContext.Response.WriteAsJsonAsync(summary);
    }

    /// <inheritdoc/>
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        foreach (var (status, meaning) in (ReadOnlySpan<(int, string)>)
                 [
                     (StatusCodes.Status200OK, "Every item is on the disk"),
                     (StatusCodes.Status207MultiStatus, "Some items are on the disk; each one says what became of it"),
                     (StatusCodes.Status422UnprocessableEntity, "No item was stored; each one says why"),
                 ])
            builder.Metadata.Add(new Described(status, meaning));
    }

    sealed class Described(int status, string meaning) : IProducesResponseTypeMetadata
    {
        public Type Type => typeof(IntakeSummary);

        public int StatusCode => status;

        public string Description => meaning;

        public IEnumerable<string> ContentTypes => ["application/json"];
    }
}
