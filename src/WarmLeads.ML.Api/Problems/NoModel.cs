using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace WarmLeads.ML.Api;

/// <summary>There is no model to answer with: 404 when the name is unknown, 503 while the service has none yet.</summary>
sealed class NoModel : Problem, IEndpointMetadataProvider
{
    const int UnknownStatus = StatusCodes.Status404NotFound, NotYetStatus = StatusCodes.Status503ServiceUnavailable;

    NoModel(int status, string title, string detail) : base(status, title, detail)
    {
    }

    /// <summary>No model, or no version of it, has the name.</summary>
    public static NoModel Unknown(string detail) => new(UnknownStatus, "Model unknown", detail);

    /// <summary>Nothing was published yet.</summary>
    public static NoModel NotYet(string detail) => new(NotYetStatus, "No model yet", detail);

    /// <inheritdoc/>
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        Describe(builder, UnknownStatus, "Model unknown");
        Describe(builder, NotYetStatus, "No model yet");
    }
}
