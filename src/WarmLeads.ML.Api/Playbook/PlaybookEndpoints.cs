using System.ComponentModel;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

static class PlaybookEndpoints
{
    public static RouteGroupBuilder MapPlaybook(this IEndpointRouteBuilder routes)
    {
        var playbook = routes.MapGroup("/playbook").WithTags("Pool");
        playbook.MapGet("/", Get)
            .WithSummary("Template plans by state and segment, for a CRM to load: touches with their days, actions and content, what is allowed and what not")
            .WithDescription(
                "Made of the rules of advice (setting Pool:Advice) and the criteria (Pool:Criteria). A lead that answers or changes its state leaves its plan; " +
                "what is right for a single lead stands in `advice` of GET /v1/leads/{id}.");
        return playbook;
    }

    static Results<Ok<Playbook>, FileContentHttpResult, InvalidRequest> Get(
        NurtureAdvisor advisor, TemperatureEvaluator evaluator,
        [Description("`json` or `csv`, a line for each step; the first when it is left out.")] string? format = null)
    {
        var playbook = Playbook.Of(advisor.Rules, evaluator.Criteria);
        if (format is null or "json")
            return TypedResults.Ok(playbook);
        if (format is not "csv")
            return new InvalidRequest($"Query 'format' is '{format}'; give json or csv.");
        using var text = new StringWriter();
        playbook.WriteCsv(text);
        return TypedResults.File(Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8", "playbook.csv");
    }
}
