using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api.Tests;

[Collection(IntakeCollection.Name)]
public sealed class LeadWriteEndpointsTests(IntakeService service)
{
    [Fact]
    public async Task A_lead_is_stored_and_replaced_but_for_what_became_known_later()
    {
        await service.SendAsync(
            "/v1/leads/w1",
            """{"createdAt":"2026-01-01","accountId":"acme","value":1200,"attributes":{"Country":"AT","Size":50},"updatedAt":"2026-02-01"}""", method: HttpMethod.Put);
        await service.SendAsync("/v1/leads/w1", """{"attributes":{"City":"Graz"},"updatedAt":"2026-03-01"}""", method: HttpMethod.Put);
        await service.SendAsync("/v1/leads/w1", """{"attributes":{"City":"Linz","Country":"DE"},"updatedAt":"2026-02-15"}""", method: HttpMethod.Put);
        var lead = (await service.Store.FindAsync("w1", default))!.Lead;
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), lead.CreatedAt);
        Assert.Null(lead.AccountId);
        Assert.Null(lead.Value);
        Assert.Equal(["City=Graz"], lead.Attributes.Select(pair => $"{pair.Key}={pair.Value}"));
    }

    [Fact]
    public async Task An_id_with_a_slash_is_one_id()
    {
        await service.SendAsync("/v1/leads/crm%2Fw2", "{}", method: HttpMethod.Put);
        Assert.NotNull(await service.Store.FindAsync("crm/w2", default));
    }

    [Fact]
    public async Task Consent_is_kept_with_its_source_and_time_and_the_latest_word_counts()
    {
        await service.SendAsync(
            "/v1/leads/w3", """{"consent":{"contactAllowed":true,"source":"form","at":"2026-01-01T10:00:00Z"}}""", method: HttpMethod.Put);
        await service.SendAsync(
            "/v1/leads/w3/consent", """{"contactAllowed":false,"doNotContact":true,"objectsToProfiling":true,"source":"phone","at":"2026-02-01T10:00:00Z"}""",
            method: HttpMethod.Put);
        await service.SendAsync("/v1/leads/w3/consent", """{"doNotContact":false,"at":"2026-01-15T10:00:00Z"}""", method: HttpMethod.Put);
        var consent = (await service.Store.FindConsentsAsync(["w3"], default))["w3"];
        Assert.Equal(
            new ConsentStatement("w3", ConsentKind.DoNotContact, Holds: true, new DateTimeOffset(2026, 2, 1, 10, 0, 0, TimeSpan.Zero), "phone"), consent.DoNotContact);
        Assert.Equal((false, false), (consent.MayContact, consent.MayProfile));
    }

    [Fact]
    public async Task A_lead_that_is_not_understood_is_refused_with_every_reason()
    {
        var answer = await service.SendAsync(
            "/v1/leads/w4", """{"createdAt":"2126-01-01","value":"much","attributes":[],"name":"x","consent":{"mail":true}}""", 422, HttpMethod.Put);
        Assert.Equal(
            [
                "$.createdAt", "$.value Here a finite number is needed; this is a text.", "$.attributes 'attributes' must be an object with at most 100 members.",
                "$.name A lead has no 'name'; it has createdAt, updatedAt, accountId, value, attributes and consent.",
                "$.consent.mail Consent has no 'mail'; it has contactAllowed, doNotContact, objectsToProfiling, source and at.",
            ],
            answer.GetProperty("items")[0].GetProperty("errors").EnumerateArray()
                .Select(error => error.Text("path") == "$.createdAt" ? "$.createdAt" : $"{error.Text("path")} {error.Text("detail")}"));
        Assert.Null(await service.Store.FindAsync("w4", default));
        var nothing = await service.SendAsync("/v1/leads/w4/consent", "{}", 422, HttpMethod.Put);
        Assert.Equal(
            "Consent says nothing; give contactAllowed, doNotContact or objectsToProfiling.",
            nothing.GetProperty("items")[0].GetProperty("errors")[0].Text("detail"));
    }
}
