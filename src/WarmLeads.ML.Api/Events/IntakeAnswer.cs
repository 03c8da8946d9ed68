using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace WarmLeads.ML.Api;

/// <summary>What became of a request: 200 when every item is on the disk, 207 when some are, 422 when none is.</summary>
/// <param name="Items">One for each item, in the order of the request.</param>
sealed record IntakeAnswer(IReadOnlyList<IntakeItemAnswer> Items) : IResult, IStatusCodeHttpResult, IEndpointMetadataProvider
{
    /// <summary>Whether every item is on the disk; what clients of Segment look at.</summary>
    public bool Success => Refused == 0;

    /// <summary>Items that are new.</summary>
    public int Stored => Items.Count(item => item.Status == IntakeStatus.Stored);

    /// <summary>Items that were stored before.</summary>
    public int Duplicates => Items.Count(item => item.Status == IntakeStatus.Duplicate);

    /// <summary>Items that were not stored.</summary>
    public int Refused => Items.Count(item => item.Status == IntakeStatus.Refused);

    /// <inheritdoc/>
    int? IStatusCodeHttpResult.StatusCode =>
        Refused == 0 ? StatusCodes.Status200OK
        : Refused < Items.Count ? StatusCodes.Status207MultiStatus
        : StatusCodes.Status422UnprocessableEntity;

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = ((IStatusCodeHttpResult)this).StatusCode!.Value;
        return httpContext.Response.WriteAsJsonAsync(this);
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
        public Type Type => typeof(IntakeAnswer);

        public int StatusCode => status;

        public string Description => meaning;

        public IEnumerable<string> ContentTypes => ["application/json"];
    }
}
