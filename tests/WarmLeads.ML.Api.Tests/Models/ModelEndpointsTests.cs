using System.Net;
using System.Text.Json;

namespace WarmLeads.ML.Api.Tests;

[Collection(ServiceCollection.Name)]
public sealed class ModelEndpointsTests(ServiceFactory service)
{
    [Fact]
    public async Task The_list_names_the_version_that_answers()
    {
        var model = (await service.Client.GetJsonAsync("/v1/models")).GetProperty("models").EnumerateArray().Single(one => one.Text("name") == "conversion");
        var answer = await service.Client.PostJsonAsync("/v1/predictions", """{ "industry": "Software" }""");
        Assert.Equal(answer.GetProperty("model").GetRawText(), model.GetProperty("current").GetRawText());
        Assert.Equal(30, model.GetProperty("horizonDays").GetInt32());
    }

    [Fact]
    public async Task A_model_shows_the_card_of_the_version_that_answers_and_all_versions()
    {
        var model = await service.Client.GetJsonAsync("/v1/models/conversion");
        var current = model.GetProperty("current").Text("version");
        Assert.Equal(current, model.GetProperty("card").Text("version"));
        var version = model.GetProperty("versions").EnumerateArray().Single(one => one.GetProperty("isCurrent").GetBoolean());
        Assert.Equal(current, version.Text("version"));
        Assert.Equal(
            model.GetProperty("card").GetRawText(), (await service.Client.GetJsonAsync($"/v1/models/conversion/versions/{current}")).GetRawText());
    }

    [Fact]
    public async Task A_model_that_the_service_trained_has_the_segments_of_the_setting_on_its_card()
    {
        var segments = (await service.Client.GetJsonAsync("/v1/models/conversion")).GetProperty("card").GetProperty("segments");
        Assert.Equal("source", segments.Text("column"));
        Assert.All(segments.GetProperty("segments").EnumerateArray(), segment =>
            Assert.StartsWith($"{segment.Text("segment")}: {segment.Number("leads"):#,0} lead", segment.Text("reason"), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/v1/models/nix", "No model is named 'nix'; GET /v1/models lists them.")]
    [InlineData("/v1/models/..%2F..%2Fetc", "No model is named '..%2F..%2Fetc'; GET /v1/models lists them.")]
    [InlineData("/v1/models/conversion/versions/9999", "Model 'conversion' has no version '9999'; GET /v1/models/conversion lists them.")]
    [InlineData("/v1/models/conversion/versions/..%2F0001", "Model 'conversion' has no version '..%2F0001'; GET /v1/models/conversion lists them.")]
    public async Task What_is_not_published_is_not_found(string address, string sentence) =>
        Assert.Equal(sentence, (await service.Client.GetJsonAsync(address, HttpStatusCode.NotFound)).Text("detail"));

    [Fact]
    public async Task Returning_to_an_unknown_version_changes_nothing()
    {
        var before = await service.Client.GetJsonAsync("/v1/models/conversion");
        var problem = await service.Client.PostJsonAsync("/v1/models/conversion/current", """{ "version": "9999" }""", HttpStatusCode.NotFound);
        Assert.Equal("Model 'conversion' has no version '9999'; GET /v1/models/conversion lists them.", problem.Text("detail"));
        Assert.Equal(before.GetRawText(), (await service.Client.GetJsonAsync("/v1/models/conversion")).GetRawText());
    }

    [Fact]
    public async Task Returning_to_a_damaged_version_is_refused_and_changes_nothing()
    {
        var current = (await service.Client.GetJsonAsync("/v1/models/conversion")).GetProperty("current").Text("version");
        var models = Path.Combine(service.Root, "models", "conversion");
        var damaged = Directory.CreateDirectory(Path.Combine(models, "9000")).FullName;
        try
        {
            var card = await File.ReadAllTextAsync(Path.Combine(models, current, "card.json"));
            await File.WriteAllTextAsync(
                Path.Combine(damaged, "card.json"), card.Replace($"\"version\": \"{current}\"", "\"version\": \"9000\"", StringComparison.Ordinal));
            var file = Path.Combine(damaged, "model.wlm");
            await File.WriteAllTextAsync(file, "damaged");

            var problem = await service.Client.PostJsonAsync("/v1/models/conversion/current", """{ "version": "9000" }""", HttpStatusCode.BadRequest);

            Assert.StartsWith(
                $"Version '9000' cannot be put into use. Model file '{file}' is not a usable model: ", problem.Text("detail"), StringComparison.Ordinal);
            Assert.Equal(current, (await service.Client.GetJsonAsync("/v1/models/conversion")).GetProperty("current").Text("version"));
            Assert.Equal(current, (await File.ReadAllTextAsync(Path.Combine(models, "current"))).Trim());
        }
        finally
        {
            Directory.Delete(damaged, recursive: true);
        }
    }

    [Fact]
    public async Task A_damaged_card_is_told_and_hides_no_other_version()
    {
        var current = (await service.Client.GetJsonAsync("/v1/models/conversion")).GetProperty("current").Text("version");
        var damaged = Directory.CreateDirectory(Path.Combine(service.Root, "models", "conversion", "8000")).FullName;
        try
        {
            var missing = $"Model 'conversion' version 8000 has no card ('{Path.Combine(damaged, "card.json")}' is missing); remove its folder or publish the model again.";
            var listed = (await service.Client.GetJsonAsync("/v1/models")).GetProperty("models").EnumerateArray().Single(one => one.Text("name") == "conversion");
            Assert.Equal([missing], listed.GetProperty("problems").EnumerateArray().Select(problem => problem.GetString()));
            Assert.Equal(current, listed.GetProperty("current").Text("version"));

            await File.WriteAllTextAsync(Path.Combine(damaged, "card.json"), "{ damaged");
            var model = await service.Client.GetJsonAsync("/v1/models/conversion");
            Assert.Equal(current, model.GetProperty("card").Text("version"));
            var versions = model.GetProperty("versions").EnumerateArray().ToList();
            Assert.Equal("8000", versions[0].Text("version"));
            Assert.Equal(JsonValueKind.Null, versions[0].GetProperty("hash").ValueKind);
            Assert.Equal(JsonValueKind.Null, versions.Single(one => one.Text("version") == current).GetProperty("problem").ValueKind);

            var problem = await service.Client.GetJsonAsync("/v1/models/conversion/versions/8000", HttpStatusCode.Conflict);
            Assert.Equal($"Version '8000' of model 'conversion' has no card that can be read. {versions[0].Text("problem")}", problem.Text("detail"));
            await service.Client.GetJsonAsync($"/v1/models/conversion/versions/{current}");
            await service.Client.PostJsonAsync("/v1/models/conversion/current", """{ "version": "8000" }""", HttpStatusCode.BadRequest);
        }
        finally
        {
            Directory.Delete(damaged, recursive: true);
        }
    }
}
