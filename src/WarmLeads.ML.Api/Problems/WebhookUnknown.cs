using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace WarmLeads.ML.Api;

/// <summary>No webhook has the id.</summary>
sealed class WebhookUnknown(string detail) : Problem(Status, "Webhook unknown", detail), IEndpointMetadataProvider
{
    const int Status = StatusCodes.Status404NotFound;

    /// <inheritdoc/>
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) => Describe(builder, Status, "Webhook unknown");
}
