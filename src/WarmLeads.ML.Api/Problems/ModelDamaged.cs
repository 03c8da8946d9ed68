using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace WarmLeads.ML.Api;

/// <summary>The version is there, and what it consists of cannot be read.</summary>
sealed class ModelDamaged(string detail) : Problem(Status, "The version is damaged", detail), IEndpointMetadataProvider
{
    const int Status = StatusCodes.Status409Conflict;

    /// <inheritdoc/>
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) => Describe(builder, Status, "The version is damaged");
}
