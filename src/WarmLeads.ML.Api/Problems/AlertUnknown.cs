using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace WarmLeads.ML.Api;

/// <summary>No alert has the id.</summary>
sealed class AlertUnknown(string detail) : Problem(Status, "Alert unknown", detail), IEndpointMetadataProvider
{
    const int Status = StatusCodes.Status404NotFound;

    /// <inheritdoc/>
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) => Describe(builder, Status, "Alert unknown");
}
