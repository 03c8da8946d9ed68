using Microsoft.AspNetCore.Http.HttpResults;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

static class TrainingEndpoints
{
    const int RunsListed = 50;

    public static RouteGroupBuilder MapTrainings(this IEndpointRouteBuilder routes)
    {
        var trainings = routes.MapGroup("/trainings").WithTags("Trainings");
        trainings.MapGet("/", ListTrainings)
            .WithSummary("When the model is trained again, and the last 50 runs with their figures");
        trainings.MapPost("/", StartTraining)
            .WithSummary("Train again on the store now")
            .WithDescription(
                "Old and new model are judged on the same newest leads. The new one is published when it is not worse, " +
                "else it is held and the run says why. Follow Location for the run's progress.");
        trainings.MapGet("/{id}", GetTraining).WithSummary("One run with its progress and figures");
        return trainings;
    }

    static async Task<Ok<TrainingList>> ListTrainings(
        ILeadStore store, TrainingRunner runner, TrainingSchedule schedule, CancellationToken stop)
    {
        var runs = await store.ListRunsAsync(TrainingRunner.Job, RunsListed, stop);
        return TypedResults.Ok(new TrainingList(
            schedule.Cron, "UTC", await schedule.NextRunAsync(stop), [.. runs.Select(run => TrainingAnswer.From(runner.Newest(run)))]));
    }

    static async Task<Results<Accepted<TrainingAnswer>, TrainingBusy>> StartTraining(
        TrainingRunner runner, TrainingSchedule schedule, CancellationToken stop)
    {
        if (await runner.TryReserveAsync(TrainingCause.Request, stop) is not { } run)
            return new TrainingBusy("The model is being trained or changed already; GET /v1/trainings shows how far it is, try again when it has ended.");
        try
        {
            await schedule.RunNowAsync(run.Id, stop);
        }
        catch (Exception problem)
        {
            await runner.GiveUpAsync(run, problem);
            throw;
        }

        return TypedResults.Accepted($"/v1/trainings/{run.Id}", TrainingAnswer.From(run));
    }

    static async Task<Results<Ok<TrainingAnswer>, TrainingUnknown>> GetTraining(
        string id, ILeadStore store, TrainingRunner runner, CancellationToken stop) =>
        await store.FindRunAsync(id, stop) is { Job: TrainingRunner.Job } run
            ? TypedResults.Ok(TrainingAnswer.From(runner.Newest(run)))
            : new TrainingUnknown($"There is no training '{id}'; GET /v1/trainings lists them.");
}
