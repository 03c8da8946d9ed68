using Microsoft.AspNetCore.Hosting;

namespace WarmLeads.ML.Api.Tests;

/// <summary>The service with advice that was learned from a history.</summary>
public sealed class LearnedAdviceService : IntakeService
{
    public override void Configure(IWebHostBuilder builder)
    {
        var file = Path.Combine(Folder, "learned.json");
        File.WriteAllText(file, """
            { "effects": [{ "name": "connect", "ratio": 1.8, "low": 1.3, "high": 2.4, "looks": 400, "converted": 60,
                "other_looks": 5000, "other_converted": 420, "horizon_days": 30, "by_score": true }],
              "ceiling": { "most_touches": 1, "above": [40, 400], "below": [60, 1800], "chance_of_no_effect": 0.0001 } }
            """);
        builder.UseSetting("WarmLeads:Pool:Advice", file);
    }
}

public sealed class LearnedAdviceTests(LearnedAdviceService service) : IClassFixture<LearnedAdviceService>
{
    [Fact]
    public async Task The_advice_of_a_lead_speaks_of_what_was_learned()
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        await service.SendAsync("/v1/leads/A1", $$"""{ "createdAt": "{{now.AddDays(-9):O}}" }""", method: HttpMethod.Put);
        await service.SendAsync("/v1/events", $$"""{ "events": [{ "id": "e1", "source": "test", "leadId": "A1", "kind": "content_download", "occurredAt": "{{now.AddDays(-1):O}}" }] }""");
        await service.Services.LookAtAllAsync();

        var advice = (await service.Client.GetJsonAsync("/v1/leads/A1")).GetProperty("advice");

        var first = advice.GetProperty("allowed")[0];
        Assert.Equal(("connect", 1.8, 60), (first.Text("name"), first.GetProperty("effect").Number("ratio"), first.GetProperty("effect").Number("converted")));
        Assert.Equal(14, advice.GetProperty("rhythm").Number("lowDays"));
        Assert.EndsWith(
            "The pool's ceiling is 1 touch in 14 days: in the history the lead unsubscribed after 10 % of touches beyond it and 3.3 % of the others.",
            advice.GetProperty("rhythm").Text("words"), StringComparison.Ordinal);
    }
}
