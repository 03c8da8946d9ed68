using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace WarmLeads.ML.Api;

/// <summary>The caller's mistake: something in the request is wrong.</summary>
sealed class InvalidRequest(string detail) : Problem(Status, "The request cannot be understood", detail), IEndpointMetadataProvider
{
    const int Status = StatusCodes.Status400BadRequest;

    /// <inheritdoc/>
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) => Describe(builder, Status, "The request cannot be understood");
}
