using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace WarmLeads.ML.Api;

/// <summary>No handoff has the id.</summary>
sealed class HandoffUnknown(string detail) : Problem(Status, "Handoff unknown", detail), IEndpointMetadataProvider
{
    const int Status = StatusCodes.Status404NotFound;

    /// <inheritdoc/>
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) => Describe(builder, Status, "Handoff unknown");
}
