using System.Net;
using System.Text;
using System.Text.Json;

namespace WarmLeads.ML.Api.Tests;

/// <summary>What the API description says of bodies and of problems, held against the service.</summary>
[Collection(IntakeCollection.Name)]
public sealed class RequestBodyTests(IntakeService service)
{
    static readonly string[] s_withoutBody =
        ["post /v1/alerts/{id}/replay", "post /v1/trainings", "post /v1/webhooks/{id}/secret", "post /v1/webhooks/{id}/test"];

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_call_that_sends_something_says_what()
    {
        var schemas = (await ReadAsync()).GetProperty("components").GetProperty("schemas");
        var without = new List<string>();
        foreach (var (name, operation) in await OperationsAsync())
        {
            if (!name.StartsWith("p", StringComparison.Ordinal))
                continue;
            if (!operation.TryGetProperty("requestBody", out var body))
            {
                without.Add(name);
                continue;
            }

            foreach (var media in body.GetProperty("content").EnumerateObject())
                Assert.True(SaysSomething(media.Value.GetProperty("schema"), schemas), $"{name} {media.Name}");
        }

        Assert.Equal(s_withoutBody, without.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_call_says_its_problems()
    {
        foreach (var (name, operation) in await OperationsAsync())
        {
            if (!name.Contains(" /v1/", StringComparison.Ordinal))
                continue;
            var answers = operation.GetProperty("responses");
            string[] needed = operation.TryGetProperty("requestBody", out _) ? ["400", "401", "403", "413", "415", "500", "503"] : ["400", "401", "403", "500", "503"];
            Assert.All(needed, status => Assert.True(
                answers.TryGetProperty(status, out var answer) && answer.GetProperty("content").TryGetProperty("application/problem+json", out _), $"{name} {status}"));
            if (name.Contains("{id}", StringComparison.Ordinal) && !name.StartsWith("put /v1/leads", StringComparison.Ordinal))
                Assert.True(answers.TryGetProperty("404", out _), name);
        }
    }

    [Fact]
    public async Task Every_example_of_what_is_taken_in_is_taken_in_by_the_call_that_gives_it()
    {
        var taken = 0;
        foreach (var (name, operation) in await OperationsAsync())
        {
            if (!operation.TryGetProperty("requestBody", out var body) || !operation.GetProperty("responses").TryGetProperty("207", out _))
                continue;
            var (method, path) = (name.Split(' ')[0], name.Split(' ')[1].Replace("{id}", "lead-1", StringComparison.Ordinal));
            foreach (var media in body.GetProperty("content").EnumerateObject())
            {
                var answer = await service.SendAsync(path, media.Value.GetProperty("example").GetRawText(), method: new HttpMethod(method.ToUpperInvariant()), type: media.Name);
                Assert.True(answer.GetProperty("success").GetBoolean(), $"{name} {media.Name}");
                taken++;
            }
        }

        Assert.Equal(20, taken);
    }

    [Theory]
    [InlineData("/v1/events", "text/csv", 415)]
    [InlineData("/v1/outcomes", "text/csv", 415)]
    [InlineData("/v1/segment/track", "application/json", 400)]
    [InlineData("/v1/webhooks", "text/csv", 415)]
    public async Task What_is_refused_is_answered_with_a_problem_that_the_description_names(string address, string type, int status)
    {
        using var content = new StringContent("no JSON", Encoding.UTF8, type);
        using var answer = await service.Client.PostAsync(address, content, Stop);
        Assert.Equal((HttpStatusCode)status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var operation = (await OperationsAsync()).Single(one => one.Name == $"post {address}").Operation;
        Assert.True(operation.GetProperty("responses").TryGetProperty($"{status}", out _));
    }

    static bool SaysSomething(JsonElement schema, JsonElement schemas)
    {
        if (schema.TryGetProperty("$ref", out var reference))
            return SaysSomething(schemas.GetProperty(reference.GetString()!.Split('/')[^1]), schemas);
        if (schema.TryGetProperty("oneOf", out var choices))
            return choices.EnumerateArray().All(choice => SaysSomething(choice, schemas));
        if (schema.TryGetProperty("items", out var items))
            return SaysSomething(items, schemas);
        return schema.TryGetProperty("properties", out var members) && members.EnumerateObject().Any();
    }

    Task<JsonElement> ReadAsync() => service.Client.GetJsonAsync("/openapi/v1.json");

    async Task<List<(string Name, JsonElement Operation)>> OperationsAsync() =>
    [
        .. (await ReadAsync()).GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => ($"{operation.Name} {path.Name}", operation.Value))),
    ];
}
