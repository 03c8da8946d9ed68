using Microsoft.AspNetCore.Http.HttpResults;
using WarmLeads.ML.Scoring;
using WarmLeads.ML.Training;

namespace WarmLeads.ML.Api;

static class ModelEndpoints
{
    public static RouteGroupBuilder MapModels(this IEndpointRouteBuilder routes)
    {
        var models = routes.MapGroup("/models").WithTags("Models");
        models.MapGet("/", ListModels).WithSummary("The published models and the versions that answer");
        models.MapGet("/{name}", GetModel).WithSummary("A model with the card of the version that answers, and all its versions");
        models.MapGet("/{name}/versions/{version}", GetCard).WithSummary("The card of one version");
        models.MapPost("/{name}/current", MakeCurrent)
            .WithSummary("Answer with another published version, such as the one before")
            .WithDescription("The version takes over in one step; the ranked list is scored again before the answer.");
        return models;
    }

    static Ok<ModelList> ListModels(FileModelRegistry registry, ModelPool pool) => TypedResults.Ok(new ModelList(
        [.. registry.Names().Select(name => ModelSummary.From(name, pool.Find(name), ReadCard.All(registry, name)))]));

    static Results<Ok<ModelDetails>, NoModel> GetModel(string name, FileModelRegistry registry, ModelPool pool)
    {
        if (!registry.Names().Contains(name))
            return NoModel.Unknown($"No model is named '{name}'; GET /v1/models lists them.");
        var serving = pool.Find(name);
        var cards = ReadCard.All(registry, name);
        return TypedResults.Ok(new ModelDetails(
            name, serving is null ? null : ModelReference.To(serving), cards.FirstOrDefault(card => card.Version == serving?.Version)?.Card,
            [.. cards.Reverse().Select(card => ModelVersion.From(card, serving))]));
    }

    static Results<Ok<ModelCard>, NoModel, ModelDamaged> GetCard(string name, string version, FileModelRegistry registry) =>
        ReadCard.Find(registry, name, version) switch
        {
            null => NoModel.Unknown($"Model '{name}' has no version '{version}'; GET /v1/models/{name} lists them."),
            { Card: { } card } => TypedResults.Ok(card),
            var damaged => new ModelDamaged($"Version '{version}' of model '{name}' has no card that can be read. {damaged.Problem}"),
        };

    static async Task<Results<Ok<ModelSummary>, InvalidRequest, NoModel, TrainingBusy>> MakeCurrent(
        string name, CurrentVersion body, FileModelRegistry registry, ModelPool pool, ModelChanges changes, PoolSweeper sweeper,
        ServiceOptions options, CancellationToken stop)
    {
        if (ReadCard.Find(registry, name, body.Version) is null)
            return NoModel.Unknown($"Model '{name}' has no version '{body.Version}'; GET /v1/models/{name} lists them.");
        if (!changes.TryEnter())
            return new TrainingBusy("The model is being trained or changed at this moment; try again when that has ended.");
        try
        {
            registry.MakeCurrent(name, body.Version);
            var model = ConversionModel.Load(registry.FindCurrentFolder(name)!);
            pool.Publish(model);
            if (name == options.ModelName)
                await sweeper.SweepAsync(model, stop);
            return TypedResults.Ok(ModelSummary.From(name, model, ReadCard.All(registry, name)));
        }
        catch (InvalidDataException damaged)
        {
            // The file is loaded before it is put into use: the version that answers stays as it was.
            return new InvalidRequest($"Version '{body.Version}' cannot be put into use. {damaged.Message}");
        }
        finally
        {
            changes.Leave();
        }
    }
}
