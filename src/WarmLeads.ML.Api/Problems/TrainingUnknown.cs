using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace WarmLeads.ML.Api;

/// <summary>No training run has the id.</summary>
sealed class TrainingUnknown(string detail) : Problem(Status, "Training unknown", detail), IEndpointMetadataProvider
{
    const int Status = StatusCodes.Status404NotFound;

    /// <inheritdoc/>
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) => Describe(builder, Status, "Training unknown");
}
