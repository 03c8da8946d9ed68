using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using WarmLeads.ML.BoostedTrees;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Api.Tests;

[Collection(ServiceCollection.Name)]
public sealed class ModelSwapTests(ServiceFactory service)
{
    const int Versions = 40, Connections = 8, AnswersPerVersion = 25, LeadsPerRequest = 3;

    [Fact]
    public async Task While_versions_are_published_every_request_is_answered_whole_by_one_of_them()
    {
        var pool = service.Services.GetRequiredService<ModelPool>();
        var serving = pool.Find("conversion")!;
        // Versions that differ in every score: the same forest, moved.
        var versions = Enumerable.Range(1, Versions)
            .Select(number => new ConversionModel(
                serving.Identity with { Name = "swapped", Version = $"{number:0000}" }, serving.Schema,
                new EncodedTreeModel(serving.Trees.Encoder, serving.Trees.Forest.Rescale(number / 16.0, 1)), serving.Effects, $"hash of {number}"))
            .ToList();
        var expected = versions.ToDictionary(model => model.Version, model => Score(model));
        Assert.Equal(Versions, expected.Values.Distinct().Count());

        pool.Publish(versions[0]);
        using var done = new CancellationTokenSource();
        var answers = new ConcurrentBag<(string Version, string Hash, double Score)>();
        var callers = Enumerable.Range(0, Connections).Select(_ => CallAsync(answers, done.Token)).ToList();
        foreach (var model in versions)
        {
            pool.Publish(model);
            var enough = answers.Count + AnswersPerVersion;
            while (answers.Count < enough)
            {
                await Task.Delay(1);
                await Task.WhenAll(callers.Where(caller => caller.IsFaulted));
            }
        }

        await done.CancelAsync();
        await Task.WhenAll(callers);
        Assert.All(answers, answer =>
        {
            Assert.Equal(expected[answer.Version], answer.Score);
            Assert.Equal($"hash of {int.Parse(answer.Version)}", answer.Hash);
        });
        Assert.True(answers.Select(answer => answer.Version).Distinct().Count() > Versions / 2);
    }

    static double Score(ConversionModel model)
    {
        var row = new RowEncoder(model.Schema);
        row.TrySet("industry", "Software");
        row.TrySet("session_count_7d", "3");
        return model.Predict(row, null, DateTimeOffset.UnixEpoch).Score;
    }

    async Task CallAsync(ConcurrentBag<(string Version, string Hash, double Score)> answers, CancellationToken done)
    {
        using var client = service.CreateClient();
        var lead = """{ "industry": "Software", "session_count_7d": 3 }""";
        var body = $$"""{ "leads": [{{string.Join(',', Enumerable.Repeat(lead, LeadsPerRequest))}}] }""";
        while (!done.IsCancellationRequested)
        {
            var answer = (await client.PostJsonAsync("/v1/predictions?model=swapped", body)).GetProperty("predictions").EnumerateArray().ToList();
            Assert.Equal(LeadsPerRequest, answer.Count);
            // One version for the whole request, and what it shows adds up.
            Assert.Single(answer.Select(one => one.GetProperty("model").Text("version")).Distinct());
            foreach (var one in answer)
            {
                Answers.AssertAddsUp(one);
                answers.Add((one.GetProperty("model").Text("version"), one.GetProperty("model").Text("hash"), one.Number("score")));
            }
        }
    }
}
