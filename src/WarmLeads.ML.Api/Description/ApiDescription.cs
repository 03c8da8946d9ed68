using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace WarmLeads.ML.Api;

/// <summary>What the API description says of the API as a whole.</summary>
static class ApiDescription
{
    const string V1 = "/v1", ProblemType = "application/problem+json";

    // What every operation may answer, whatever it does; an operation's own words come before these.
    static readonly (int Status, string Meaning)[] s_always =
    [
        (StatusCodes.Status400BadRequest, "The request cannot be understood, or the service is not called so"),
        (StatusCodes.Status401Unauthorized, "A key is needed"),
        (StatusCodes.Status403Forbidden, "Only this machine is served, or another site's page asks"),
        (StatusCodes.Status500InternalServerError, "The service failed"),
        (StatusCodes.Status503ServiceUnavailable, "The service is starting"),
    ];

    static readonly (int Status, string Meaning)[] s_withBody =
    [
        (StatusCodes.Status413PayloadTooLarge, "The body is too large"),
        (StatusCodes.Status415UnsupportedMediaType, "The body is of another type"),
    ];

    /// <summary>Sets title, version and text, and the types that converters hide.</summary>
    public static void Describe(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "WarmLeads.ML",
                Version = "v1",
                Description =
                    "Lead history in, a calibrated chance of conversion out, with contributions that add up to it exactly. " +
                    "Instants are ISO 8601 in UTC. Problems are RFC 9457 problem details whose `detail` says what, where and what to do.",
            };
            foreach (var (_, item) in document.Paths.Where(path => path.Key.StartsWith(V1, StringComparison.Ordinal)))
            {
                foreach (var operation in item.Operations?.Values.AsEnumerable() ?? [])
                    AddProblems(operation, document);
            }
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            // A type with a converter of its own is opaque to the generator.
            if (context.JsonTypeInfo.Type == typeof(double))
                schema.Type = JsonSchemaType.Number;
            else if (context.JsonTypeInfo.Type == typeof(double?))
                schema.Type = JsonSchemaType.Number | JsonSchemaType.Null;
            else if (context.JsonTypeInfo.Type.IsEnum)
                schema.Type = JsonSchemaType.String;
            return Task.CompletedTask;
        });
    }

    static void AddProblems(OpenApiOperation operation, OpenApiDocument document)
    {
        operation.Responses ??= [];
        foreach (var (status, meaning) in operation.RequestBody is null ? s_always : [.. s_always, .. s_withBody])
        {
            operation.Responses.TryAdd(status.ToString(CultureInfo.InvariantCulture), new OpenApiResponse
            {
                Description = meaning,
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                {
                    [ProblemType] = new() { Schema = new OpenApiSchemaReference(nameof(ProblemDetails), document) },
                },
            });
        }
    }
}
