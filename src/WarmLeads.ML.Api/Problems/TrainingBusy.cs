using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace WarmLeads.ML.Api;

/// <summary>One training at a time: another one runs.</summary>
sealed class TrainingBusy(string detail) : Problem(Status, "A training runs", detail), IEndpointMetadataProvider
{
    const int Status = StatusCodes.Status409Conflict;

    /// <inheritdoc/>
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) => Describe(builder, Status, "A training runs");
}
