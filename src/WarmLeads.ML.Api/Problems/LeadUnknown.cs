using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace WarmLeads.ML.Api;

/// <summary>The store has no lead with the id.</summary>
sealed class LeadUnknown(string detail) : Problem(Status, "Lead unknown", detail), IEndpointMetadataProvider
{
    const int Status = StatusCodes.Status404NotFound;

    /// <inheritdoc/>
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) => Describe(builder, Status, "Lead unknown");
}
