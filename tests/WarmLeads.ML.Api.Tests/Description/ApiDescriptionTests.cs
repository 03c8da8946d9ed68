using System.Text.Json;

namespace WarmLeads.ML.Api.Tests;

[Collection(ServiceCollection.Name)]
public sealed class ApiDescriptionTests(ServiceFactory service)
{
    [Fact]
    public async Task The_description_is_OpenAPI_3_1_and_names_every_operation()
    {
        var description = await service.Client.GetJsonAsync("/openapi/v1.json");
        Assert.StartsWith("3.1", description.Text("openapi"), StringComparison.Ordinal);
        var operations = description.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => $"{operation.Name} {path.Name}"));
        Assert.Equal(
            [
                "delete /v1/leads/{id}", "delete /v1/webhooks/{id}", "get /health/live", "get /health/ready", "get /v1/alerts",
                "get /v1/alerts/{id}", "get /v1/forecast", "get /v1/funnel", "get /v1/handoffs", "get /v1/handoffs/{id}", "get /v1/leads",
                "get /v1/leads/{id}", "get /v1/leads/{id}/changes", "get /v1/leads/{id}/prediction", "get /v1/leads/{id}/sheet", "get /v1/models",
                "get /v1/models/{name}", "get /v1/models/{name}/versions/{version}", "get /v1/monitor", "get /v1/playbook", "get /v1/pool", "get /v1/pool/trend", "get /v1/trainings",
                "get /v1/trainings/{id}", "get /v1/webhooks", "get /v1/webhooks/{id}", "post /v1/alerts/{id}/replay", "post /v1/events",
                "post /v1/handoffs/{id}/decision", "post /v1/models/{name}/current", "post /v1/outcomes", "post /v1/predictions",
                "post /v1/segment/alias", "post /v1/segment/batch", "post /v1/segment/group", "post /v1/segment/identify", "post /v1/segment/page",
                "post /v1/segment/screen", "post /v1/segment/track", "post /v1/trainings", "post /v1/webhooks", "post /v1/webhooks/{id}/secret",
                "post /v1/webhooks/{id}/test", "put /v1/leads/{id}", "put /v1/leads/{id}/consent", "put /v1/webhooks/{id}",
            ],
            operations.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_operation_has_a_summary_and_every_reference_leads_somewhere()
    {
        var description = await service.Client.GetJsonAsync("/openapi/v1.json");
        Assert.All(
            description.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()),
            operation => Assert.NotEmpty(operation.Value.Text("summary")));
        var schemas = description.GetProperty("components").GetProperty("schemas");
        var references = References(description).Distinct().ToList();
        Assert.All(references, reference => Assert.True(schemas.TryGetProperty(reference.Split('/')[^1], out _), reference));
        Assert.Contains("#/components/schemas/PredictionAnswer", references);
    }

    [Fact]
    public async Task Numbers_are_numbers()
    {
        var schemas = (await service.Client.GetJsonAsync("/openapi/v1.json")).GetProperty("components").GetProperty("schemas");
        Assert.Equal("number", schemas.GetProperty("PredictionAnswer").GetProperty("properties").GetProperty("probability").Text("type"));
        Assert.Equal(["null", "number"], schemas.GetProperty("ModelFigures").GetProperty("properties").GetProperty("auc").GetProperty("type")
            .EnumerateArray().Select(type => type.GetString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_page_of_the_description_comes_from_here()
    {
        using var page = await service.Client.GetAsync("/swagger/index.html");
        Assert.True(page.IsSuccessStatusCode);
        Assert.DoesNotContain("//", (await page.Content.ReadAsStringAsync()).Replace("<!--", "", StringComparison.Ordinal), StringComparison.Ordinal);
        using var script = await service.Client.GetAsync("/swagger/swagger-ui-bundle.js");
        Assert.True(script.IsSuccessStatusCode);
    }

    static IEnumerable<string> References(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member =>
            member.Name == "$ref" ? [member.Value.GetString()!] : References(member.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
