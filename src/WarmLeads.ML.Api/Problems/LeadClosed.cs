using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace WarmLeads.ML.Api;

/// <summary>The lead has its outcome; it is not scored again.</summary>
sealed class LeadClosed(string detail) : Problem(Status, "Lead is closed", detail), IEndpointMetadataProvider
{
    const int Status = StatusCodes.Status409Conflict;

    /// <inheritdoc/>
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) => Describe(builder, Status, "Lead is closed");
}
