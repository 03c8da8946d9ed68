using System.Net;

namespace WarmLeads.ML.Api.Tests;

[Collection(IntakeCollection.Name)]
public sealed class PlaybookEndpointsTests(IntakeService service)
{
    [Fact]
    public async Task A_crm_loads_the_plans_as_json_or_as_a_table_of_the_same_steps()
    {
        var plans = (await service.Client.GetJsonAsync("/v1/playbook")).GetProperty("plans").EnumerateArray().ToList();
        Assert.Equal(["cold", "hot", "rewarmed", "warm"], plans.Select(plan => plan.Text("state")).Distinct().Order(StringComparer.Ordinal));
        using var answer = await service.Client.GetAsync("/v1/playbook?format=csv", TestContext.Current.CancellationToken);
        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        var lines = (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).TrimEnd('\n').Split('\n');
        Assert.Equal(1 + plans.Sum(plan => plan.GetProperty("steps").GetArrayLength()), lines.Length);
        Assert.Equal("Query 'format' is 'xml'; give json or csv.", (await service.Client.GetJsonAsync("/v1/playbook?format=xml", HttpStatusCode.BadRequest)).Text("detail"));
    }
}
