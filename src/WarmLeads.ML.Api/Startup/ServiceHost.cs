
namespace WarmLeads.ML.Api;

/// <summary>The whole service behind one door: `dotnet run` and `warmleads serve` call the same.</summary>
public static class ServiceHost
{
    const int Ok = 0, Failed = 1, BadUsage = 2;

    /// <summary>Starts the service and returns when it has stopped.</summary>
    /// <param name="args">
    /// --root, --store, --models, --sample, --model-name, --horizon, --budget, --seed, --cron and --urls, each with a value;
    /// they go before the environment (`WarmLeads__Store=…`), which goes before appsettings.json.
    /// </param>
    /// <param name="output">Told what is done, where the service is and how to call it.</param>
    /// <param name="errors">Told in one sentence why the service cannot start.</param>
    /// <param name="stop">Stops the service in an orderly way; so do Ctrl+C and SIGTERM.</param>
    /// <returns>0 when it was stopped, 1 when it could not start, 2 when an argument or a setting is wrong.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors, CancellationToken stop = default)
    {
        try
        {
            await using var app = Build(args, output);
            // The port first: when it is taken, nothing has been written yet.
            await app.StartAsync(stop);
            using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stop, app.Lifetime.ApplicationStopping);
            try
            {
                await app.Services.GetRequiredService<ServiceStart>().RunAsync(stopping.Token);
                await app.WaitForShutdownAsync(stop);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                output.WriteLine("Stopped before the start was complete; the next start takes it up again.");
                await app.StopAsync(CancellationToken.None);
            }

            return Ok;
        }
        catch (Exception problem) when (StartFailure.Explain(problem) is { } sentence)
        {
            errors.WriteLine(sentence);
            return StartFailure.IsBadUsage(problem) ? BadUsage : Failed;
        }
    }

    static WebApplication Build(string[] args, TextWriter output)
    {
        var settings = ServiceArguments.Parse(args);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            // The settings lie beside the program; data and models are found by ServiceFolders.
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = typeof(ServiceHost).Assembly.GetName().Name,
            Args = args,
        });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.AddWarmLeads(output);
        var app = builder.Build();
        app.MapWarmLeads();
        return app;
    }
}
