using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api.Tests;

[Collection(IntakeCollection.Name)]
public sealed class SegmentEndpointsTests(IntakeService service)
{
    [Fact]
    public async Task Identify_makes_a_lead_and_its_consent()
    {
        await service.SendAsync(
            "/v1/segment/identify",
            """
            {"messageId":"i1","userId":"s1","timestamp":"2026-05-04T09:30:00Z",
             "traits":{"email":"a@example.org","createdAt":"2026-01-02T00:00:00Z","employees":51,"address":{"city":"Graz"},"tags":["a","b"],
                       "company":{"id":"acme","name":"Acme"},"do_not_contact":true,"marketingConsent":"yes","value":1500,"phone":null}}
            """);
        var lead = (await service.Store.FindAsync("s1", default))!.Lead;
        Assert.Equal((new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero), "acme", 1500.0), (lead.CreatedAt, lead.AccountId, lead.Value!.Value));
        Assert.Equal(
            ["account_name=Acme", "address.city=Graz", "email=a@example.org", "employees=51", "tags=[\"a\",\"b\"]"],
            lead.Attributes.Select(pair => $"{pair.Key}={pair.Value}").Order());
        var consent = (await service.Store.FindConsentsAsync(["s1"], default))["s1"];
        Assert.Equal((true, true, "segment"), (consent.DoNotContact!.Holds, consent.Contact!.Holds, consent.Contact.Source));
        Assert.False(consent.MayContact);
    }

    [Fact]
    public async Task A_batch_of_all_calls_tells_one_story_and_sent_again_changes_nothing()
    {
        const string Batch =
            """
            {"sentAt":"2026-05-04T10:00:00Z","context":{"page":{"path":"/pricing","url":"https://example.org/pricing"},"userAgent":"UA","campaign":{"source":"ads"}},
             "batch":[
              {"type":"page","messageId":"1","anonymousId":"anon2","timestamp":"2026-05-04T09:00:00Z","name":"Pricing","properties":{"path":"/pricing"}},
              {"type":"track","messageId":"2","anonymousId":"anon2","event":"Demo Requested","timestamp":"2026-05-04T09:10:00Z","properties":{"plan":{"name":"pro"}}},
              {"type":"identify","messageId":"3","anonymousId":"anon2","userId":"s2","timestamp":"2026-05-04T09:20:00Z","traits":{"country":"AT"}},
              {"type":"group","messageId":"4","userId":"s2","groupId":"acme","traits":{"industry":"Steel"},"timestamp":"2026-05-04T09:21:00Z"},
              {"type":"alias","messageId":"5","previousId":"old2","userId":"s2"},
              {"type":"track","messageId":"6","userId":"old2","event":"Feature Used","timestamp":"2026-05-04T09:30:00Z"},
              {"type":"screen","messageId":"7","userId":"s2","name":"Home","timestamp":"2026-05-04T09:40:00Z"},
              {"type":"dance","messageId":"8","userId":"s2"},
              {"type":"track","messageId":"9","event":"Lost"}
             ]}
            """;
        var answer = await service.SendAsync("/v1/segment/batch", Batch, 207);
        Assert.Equal((7, 2), (answer.GetProperty("stored").GetInt32(), answer.GetProperty("refused").GetInt32()));
        Assert.Equal(
            "The type of a call is one of identify, track, page, screen, group, alias; correct or add it.",
            answer.GetProperty("items")[7].GetProperty("errors")[0].Text("detail"));
        Assert.Equal(
            "The call has neither 'userId' nor 'anonymousId'; give one of them.", answer.GetProperty("items")[8].GetProperty("errors")[0].Text("detail"));
        var history = (await service.Store.FindAsync("s2", default))!;
        Assert.Equal(["page_view", "demo_request", "feature_used", "screen_view"], history.Events.Select(e => e.Kind));
        Assert.Equal("acme", history.Lead.AccountId);
        Assert.Equal(["account_industry=Steel", "country=AT"], history.Lead.Attributes.Select(pair => $"{pair.Key}={pair.Value}").Order());
        Assert.Equal(
            ["page=/pricing", "plan.name=pro", "url=https://example.org/pricing", "user_agent=UA", "utm_source=ads"],
            history.Events[1].Properties.Select(pair => $"{pair.Key}={pair.Value}").Order());

        var again = await service.SendAsync("/v1/segment/batch", Batch, 207);
        Assert.Equal(4, again.GetProperty("duplicates").GetInt32());
        Assert.Equal(4, (await service.Store.FindAsync("s2", default))!.Events.Count);
    }

    [Fact]
    public async Task What_an_anonymous_visitor_did_belongs_to_the_lead_that_it_turns_out_to_be()
    {
        await service.SendAsync("/v1/segment/page", """{"messageId":"p3","anonymousId":"anon3","timestamp":"2026-05-04T09:00:00Z"}""");
        Assert.Null(await service.Store.FindAsync("anon3", default));
        await service.SendAsync("/v1/segment/identify", """{"messageId":"i3","anonymousId":"anon3","userId":"s3"}""");
        Assert.Single((await service.Store.FindAsync("s3", default))!.Events);
        var taken = await service.SendAsync("/v1/segment/alias", """{"messageId":"a3","previousId":"anon3","userId":"other3"}""");
        Assert.Equal("'anon3' belongs to lead 's3'; it stays there.", taken.GetProperty("items")[0].Text("note"));
    }

    [Fact]
    public async Task A_wrong_clock_is_set_right_by_the_time_of_sending()
    {
        var before = TimeProvider.System.GetUtcNow();
        await service.SendAsync("/v1/segment/identify", """{"userId":"s4"}""");
        await service.SendAsync(
            "/v1/segment/track", """{"messageId":"t4","userId":"s4","event":"X","timestamp":"2031-05-04T09:00:00Z","sentAt":"2031-05-04T09:10:00Z"}""");
        var happened = Assert.Single((await service.Store.FindAsync("s4", default))!.Events);
        Assert.InRange(happened.OccurredAt, before.AddMinutes(-10.01), TimeProvider.System.GetUtcNow().AddMinutes(-9.99));
    }

    [Fact]
    public async Task A_body_is_read_whatever_its_type_is_called() =>
        Assert.Equal(
            1, (await service.SendAsync("/v1/segment/track", """{"messageId":"t5","userId":"s5","event":"X"}""", type: "text/plain")).GetProperty("stored").GetInt32());

    [Theory]
    [InlineData("/v1/segment/batch", "{}", "A batch needs 'batch', the list of calls; add it.")]
    [InlineData("/v1/segment/track", "[]", "The body must be an object; it is a list.")]
    public async Task A_body_that_is_no_call_is_refused(string address, string body, string sentence) =>
        Assert.EndsWith(sentence, (await service.SendAsync(address, body, 400)).Text("detail"), StringComparison.Ordinal);
}
