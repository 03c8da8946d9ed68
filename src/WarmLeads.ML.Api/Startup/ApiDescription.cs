using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace WarmLeads.ML.Api;

/// <summary>What the API description says of the API as a whole.</summary>
static class ApiDescription
{
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
}
