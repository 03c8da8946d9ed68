using System.Net;
using System.Text;
using System.Text.Json;

namespace WarmLeads.ML.Api.Tests;

/// <summary>Calls the service and reads its answers as JSON.</summary>
static class Answers
{
    public static async Task<JsonElement> GetJsonAsync(this HttpClient client, string address, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await client.GetAsync(address);
        return await ReadAsync(answer, expected);
    }

    public static async Task<JsonElement> PostJsonAsync(
        this HttpClient client, string address, string body, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(address, content);
        return await ReadAsync(answer, expected);
    }

    public static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString()!;

    public static double Number(this JsonElement json, string name) => json.GetProperty(name).GetDouble();

    /// <summary>Fails unless the shown numbers add up, in the order shown and in the opposite one.</summary>
    public static void AssertAddsUp(JsonElement prediction)
    {
        if (prediction.GetProperty("probabilityLow").ValueKind == JsonValueKind.Number)
            Assert.InRange(prediction.Number("probability"), prediction.Number("probabilityLow"), prediction.Number("probabilityHigh"));
        var contributions = prediction.GetProperty("contributions").EnumerateArray().ToList();
        foreach (var order in new[] { contributions, Enumerable.Reverse(contributions) })
        {
            Assert.Equal(prediction.Number("score"), order.Aggregate(prediction.Number("bias"), (sum, one) => sum + one.Number("logOdds")));
            Assert.Equal(
                100 * prediction.Number("probability") - 100 * prediction.Number("baseProbability"), order.Sum(one => one.Number("points")));
        }
    }

    static async Task<JsonElement> ReadAsync(HttpResponseMessage answer, HttpStatusCode expected)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{(int)answer.StatusCode}: {text}");
        if (!answer.IsSuccessStatusCode)
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        return JsonDocument.Parse(text).RootElement;
    }
}
