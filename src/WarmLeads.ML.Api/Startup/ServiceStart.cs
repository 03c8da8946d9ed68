using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;
using WarmLeads.ML.Training;

namespace WarmLeads.ML.Api;

/// <summary>What happens between the open port and the first prediction: store, sample, model, ranked list.</summary>
/// <remarks>Every step looks whether it is needed, so a start that was killed is taken up by the next one.</remarks>
sealed class ServiceStart(
    ILeadStore store, SampleImport sample, FileModelRegistry registry, ModelPool pool, TrainingRunner trainings, TrainingSchedule schedule,
    PoolSweeper sweeper, SweepSchedule sweeps, MonitorState monitor, Readiness readiness, ServiceConsole console, ServiceFolders folders, ServiceOptions options, IServer server)
{
    /// <summary>Brings the service to the point where it predicts, or says why it waits.</summary>
    /// <exception cref="IOException">A folder or file cannot be used; the sentence says which and what to do.</exception>
    /// <exception cref="InvalidDataException">The store or a model is damaged or of a newer program.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        WritableFolder.Check(folders.Models);
        await store.InitializeAsync(stop);
        LoadModels();
        await trainings.CloseInterruptedAsync(stop);
        readiness.StoreOpened();
        await LoadSampleAsync(stop);

        var model = pool.Find(options.ModelName) ?? await TrainFirstAsync(stop);
        if (model is not null)
        {
            readiness.Ready();
            await RefreshListAsync(model, stop);
        }

        // From here on leads are looked at as soon as something new of them is stored.
        monitor.Start();
        await schedule.StartAsync(stop);
        await sweeps.StartAsync(stop);
        await GreetAsync(model, stop);
    }

    void LoadModels()
    {
        foreach (var name in registry.Names())
        {
            if (registry.FindCurrentFolder(name) is { } folder)
                pool.Publish(ConversionModel.Load(folder));
        }
    }

    async Task LoadSampleAsync(CancellationToken stop)
    {
        readiness.Wait("The sample history is being loaded; try again in a moment.");
        if (await sample.LoadWhenEmptyAsync(stop) is { } loaded)
            console.Line(loaded);
    }

    async Task<ConversionModel?> TrainFirstAsync(CancellationToken stop)
    {
        if ((await store.CountAsync(stop)).Leads == 0)
        {
            readiness.Wait("There is no model because the store holds no leads; import a lead history, then POST /v1/trainings.");
            return null;
        }

        readiness.Wait("The first model is being trained; GET /v1/trainings shows how far it is.");
        var run = await trainings.TryReserveAsync(TrainingCause.FirstStart, stop)
            ?? throw new InvalidOperationException("A training runs before the service has started one.");
        run = await trainings.RunAsync(run, stop);
        stop.ThrowIfCancellationRequested();
        if (pool.Find(options.ModelName) is { } model)
            return model;
        readiness.Wait($"There is no model: {run.Message} POST /v1/trainings tries again.");
        return null;
    }

    // A list by another version, left by a start that was killed or by a model from elsewhere, would not match what is served.
    async Task RefreshListAsync(ConversionModel model, CancellationToken stop)
    {
        if (await store.FindLatestSweepAsync(model.Name, stop) is { } latest && latest.ModelHash == model.Hash)
            return;
        var sweep = await sweeper.SweepAsync(model, stop);
        console.Line($"Scored {sweep.LeadCount} open leads with {model.Name} {model.Version}.");
    }

    async Task GreetAsync(ConversionModel? model, CancellationToken stop)
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? options.Urls.Split(';')[0];
        console.Line("");
        console.Line(model is null
            ? $"Serving on {address}, without a model: {readiness.Reason}"
            : $"Serving {model.Name} {model.Version} on {address}");
        console.Line(options.ApiKeys.Count > 0
            ? $"  callers          need one of {options.ApiKeys.Count} keys (Authorization: Bearer KEY)"
            : "  callers          only from this machine: no key is configured (WarmLeads__ApiKeys__NAME=KEY)");
        if (await BestLeadAsync(model, stop) is { } best)
            console.Line($"  one lead         curl {address}/v1/leads/{Uri.EscapeDataString(best)}/prediction");
        console.Line($"  ranked list      {address}/");
        console.Line($"  new behaviour    POST {address}/v1/events");
        console.Line($"  API description  {address}/swagger (OpenAPI: {address}/openapi/v1.json)");
    }

    async Task<string?> BestLeadAsync(ConversionModel? model, CancellationToken stop) =>
        model is not null && await store.FindLatestSweepAsync(model.Name, stop) is { } sweep
            ? (await store.ListScoresAsync(sweep.Id, after: null, limit: 1, stop)).FirstOrDefault()?.LeadId
            : null;
}
