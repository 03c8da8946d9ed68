using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace WarmLeads.ML.Api;

/// <summary>Schemas of bodies that no type has, because they are read member by member.</summary>
static class BodySchema
{
    public const string Json = "application/json";

    /// <summary>Gives an operation a body that it cannot do without.</summary>
    /// <param name="media">What the body may be, by its content type.</param>
    public static Func<OpenApiOperation, OpenApiOperationTransformerContext, CancellationToken, Task> Body(params (string Type, OpenApiMediaType Content)[] media) =>
        (operation, _, _) =>
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = media.ToDictionary(item => item.Type, item => item.Content, StringComparer.Ordinal),
            };
            return Task.CompletedTask;
        };

    /// <summary>What a body of one type looks like.</summary>
    public static OpenApiMediaType Media(IOpenApiSchema schema, [System.Diagnostics.CodeAnalysis.StringSyntax("json")] string example) =>
        new() { Schema = schema, Example = JsonNode.Parse(example) };

    /// <summary>One item, or a list of them in the one member of an object.</summary>
    public static OpenApiSchema OneOrMany(string member, int most, Func<OpenApiSchema> item) => new()
    {
        OneOf = [item(), Object($"Up to {most} at a time; each is answered for itself.", [member], (member, List(item(), most)))],
    };

    /// <summary>A list of 1 or more.</summary>
    public static OpenApiSchema List(IOpenApiSchema items, int most, string? description = null) =>
        new() { Type = JsonSchemaType.Array, MinItems = 1, MaxItems = most, Items = items, Description = description };

    /// <summary>An object with these members and no others.</summary>
    public static OpenApiSchema Object(string description, string[] required, params (string Name, OpenApiSchema Schema)[] members) => new()
    {
        Type = JsonSchemaType.Object,
        Description = description,
        Required = required.ToHashSet(StringComparer.Ordinal),
        Properties = members.ToDictionary(member => member.Name, IOpenApiSchema (member) => member.Schema, StringComparer.Ordinal),
        AdditionalPropertiesAllowed = false,
    };

    /// <summary>An object that may have other members too.</summary>
    public static OpenApiSchema Open(string description, string[] required, params (string Name, OpenApiSchema Schema)[] members)
    {
        var schema = Object(description, required, members);
        schema.AdditionalPropertiesAllowed = true;
        return schema;
    }

    /// <summary>Names to texts, numbers, booleans or null.</summary>
    public static OpenApiSchema Map(string description) =>
        new() { Type = JsonSchemaType.Object, Description = description, AdditionalProperties = Scalar() };

    /// <summary>A text, a number, a boolean or null.</summary>
    public static OpenApiSchema Scalar() =>
        new() { Type = JsonSchemaType.String | JsonSchemaType.Number | JsonSchemaType.Boolean | JsonSchemaType.Null };

    public static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };

    /// <summary>One of some words.</summary>
    public static OpenApiSchema Word(string description, params string[] words) =>
        new() { Type = JsonSchemaType.String, Description = description, Enum = [.. words.Select(word => (JsonNode)JsonValue.Create(word)!)] };

    public static OpenApiSchema Instant(string description) => new() { Type = JsonSchemaType.String, Format = "date-time", Description = description };

    public static OpenApiSchema Number(string description) => new() { Type = JsonSchemaType.Number, Description = description };

    public static OpenApiSchema Boolean(string description) => new() { Type = JsonSchemaType.Boolean, Description = description };
}
