using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace WarmLeads.ML.Api;

/// <summary>Sales has said something else of the handoff already.</summary>
sealed class HandoffDecided(string detail) : Problem(Status, "Handoff is decided", detail), IEndpointMetadataProvider
{
    const int Status = StatusCodes.Status409Conflict;

    /// <inheritdoc/>
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) => Describe(builder, Status, "Handoff is decided");
}
