using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api.Tests;

[Collection(IntakeCollection.Name)]
public sealed class OutcomeEndpointsTests(IntakeService service)
{
    [Fact]
    public async Task The_first_outcome_stands_the_same_again_is_a_duplicate_and_another_is_refused()
    {
        await service.SendAsync("/v1/leads/o1", "{}", method: HttpMethod.Put);
        const string Won = """{"leadId":"o1","outcome":"converted","occurredAt":"2026-05-04T09:30:00Z"}""";
        Assert.Equal(1, (await service.SendAsync("/v1/outcomes", Won)).GetProperty("stored").GetInt32());
        Assert.Equal(1, (await service.SendAsync("/v1/outcomes", Won)).GetProperty("duplicates").GetInt32());
        var refused = await service.SendAsync("/v1/outcomes", """{"outcomes":[{"leadId":"o1","outcome":"lost","occurredAt":"2026-06-04T09:30:00Z"}]}""", 422);
        Assert.Equal(
            """[{"path":"$.outcomes[0]","detail":"Lead 'o1' converted on 2026-05-04T09:30:00Z, as was recorded before; the first outcome stands."}]""",
            refused.GetProperty("items")[0].GetProperty("errors").GetRawText());
        Assert.Equal(OutcomeKind.Converted, (await service.Store.FindAsync("o1", default))!.Outcome!.Kind);
    }

    [Fact]
    public async Task An_outcome_that_is_not_understood_is_refused_with_every_reason()
    {
        var answer = await service.SendAsync(
            "/v1/outcomes", """{"leadId":"o2","outcome":"won","recordedAt":"2026-05-04T09:30:00Z","note":"x"}""", 422);
        Assert.Equal(
            [
                "The outcome is \"converted\" or \"lost\"; write one of them.",
                "When an outcome was recorded is the service's own word; leave 'recordedAt' out.",
                "An outcome has no 'note'; it has leadId, outcome and occurredAt.",
                "An outcome needs 'occurredAt'; add it.",
            ],
            answer.GetProperty("items")[0].GetProperty("errors").EnumerateArray().Select(error => error.Text("detail")));
    }

    [Fact]
    public async Task An_outcome_of_a_lead_that_is_not_stored_waits_for_it()
    {
        var answer = await service.SendAsync("/v1/outcomes", """{"leadId":"o3","outcome":"lost","occurredAt":"2026-05-04T09:30:00Z"}""");
        Assert.Equal(
            "Lead 'o3' is not stored yet; the outcome is kept and counts from the moment it is.", answer.GetProperty("items")[0].Text("note"));
    }
}
