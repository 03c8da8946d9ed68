using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace WarmLeads.ML.Api.Tests;

public sealed class AccessGuardTests(GuardedService service) : IClassFixture<GuardedService>
{
    const string Event = """{"leadId":"k","kind":"x","occurredAt":"2026-05-04T09:30:00Z"}""";

    [Theory]
    [InlineData("Bearer 0123456789abcdef")]
    [InlineData("bearer  0123456789abcdef")]
    [InlineData("Basic MDEyMzQ1Njc4OWFiY2RlZjo=")] // key and no password, as Segment's libraries send their write key
    [InlineData("Basic dXNlcjowMTIzNDU2Nzg5YWJjZGVm")] // any name, the key as password
    public async Task A_key_opens(string authorization) =>
        await service.SendAsync("/v1/events", Event, headers: [("Authorization", authorization)]);

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer")]
    [InlineData("Bearer 0123456789abcdeX")]
    [InlineData("Bearer 0123456789abcdef0")]
    [InlineData("Basic !!!")]
    [InlineData("Basic dXNlcjp4")]
    [InlineData("0123456789abcdef")]
    public async Task Anything_else_does_not(string? authorization)
    {
        var problem = await service.SendAsync("/v1/events", Event, 401, headers: authorization is null ? [] : [("Authorization", authorization)]);
        Assert.Equal(
            "Send a key of setting ApiKeys with the header Authorization: Bearer KEY, or as the name of basic authentication.", problem.Text("detail"));
    }

    [Fact]
    public async Task Health_needs_no_key_and_a_page_asks_for_one()
    {
        using var health = await service.Client.GetAsync("/health");
        Assert.NotEqual(HttpStatusCode.Unauthorized, health.StatusCode);
        using var page = await service.Client.GetAsync("/");
        Assert.Equal(HttpStatusCode.Unauthorized, page.StatusCode);
        Assert.Equal("Basic realm=\"WarmLeads.ML\", charset=\"UTF-8\"", page.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task A_name_that_is_not_ours_is_refused_before_the_key_is_looked_at()
    {
        var problem = await service.SendAsync(
            "/v1/events", Event, 400, headers: [("Host", "evil.example"), ("Authorization", $"Bearer {GuardedService.Key}")]);
        Assert.Equal("The service is not called 'evil.example'; add the name to setting AllowedHosts if it is.", problem.Text("detail"));
        await service.SendAsync("/v1/events", Event, headers: [("Host", "leads.example.org"), ("Authorization", $"Bearer {GuardedService.Key}")]);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-origin", 200)]
    [InlineData("Sec-Fetch-Site", "none", 200)]
    [InlineData("Origin", "https://evil.example", 403)]
    [InlineData("Origin", "null", 403)]
    [InlineData("Origin", "http://leads.example.org", 200)]
    public async Task A_page_of_another_site_changes_nothing(string header, string value, int status) =>
        await service.SendAsync(
            "/v1/events", Event, status, headers: [("Host", "leads.example.org"), ("Authorization", $"Bearer {GuardedService.Key}"), (header, value)]);

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData(null, true)]
    [InlineData("192.168.1.7", false)]
    [InlineData("2001:db8::1", false)]
    public void Without_keys_only_this_machine_is_served(string? address, bool isLocal)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = address is null ? null : IPAddress.Parse(address);
        Assert.Equal(isLocal, ApiKeys.IsLocal(context));
    }

    [Theory]
    [InlineData("", "http://localhost:5080", false, "localhost", true)]
    [InlineData("", "http://localhost:5080", false, "127.0.0.1", true)]
    [InlineData("", "http://localhost:5080", false, "evil.example", false)]
    [InlineData("", "http://leads.example.org", false, "LEADS.example.org", true)]
    [InlineData("", "http://0.0.0.0:80", false, "evil.example", false)]
    [InlineData("", "http://0.0.0.0:80", true, "any.example", true)]
    [InlineData("a.example", "http://0.0.0.0:80", true, "any.example", false)]
    [InlineData("*", "http://0.0.0.0:80", true, "any.example", true)]
    public void The_service_answers_to_its_own_names(string hosts, string urls, bool hasKeys, string name, bool isAdmitted)
    {
        var options = new ServiceOptions { AllowedHosts = hosts, Urls = urls };
        if (hasKeys)
            options.ApiKeys.Add("x", GuardedService.Key);
        var request = new DefaultHttpContext().Request;
        request.Host = new HostString(name, 80);
        Assert.Equal(isAdmitted, new AllowedHosts(options).Admit(request));
    }

    [Fact]
    public void A_key_may_be_any_text()
    {
        var options = new ServiceOptions();
        options.ApiKeys.Add("x", "ключ-с-пробелом и €");
        var request = new DefaultHttpContext().Request;
        request.Headers.Authorization = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("ключ-с-пробелом и €:"));
        Assert.True(new ApiKeys(options).Admit(request));
    }
}
