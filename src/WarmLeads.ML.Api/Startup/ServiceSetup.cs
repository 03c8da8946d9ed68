using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Quartz;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Reports;
using WarmLeads.ML.Scoring;
using WarmLeads.ML.Storage;
using WarmLeads.ML.Training;

namespace WarmLeads.ML.Api;

/// <summary>The parts of the service, and what it answers at which address.</summary>
static class ServiceSetup
{
    /// <summary>Adds the parts.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="output">Told what is done.</param>
    public static void AddWarmLeads(this WebApplicationBuilder builder, TextWriter output)
    {
        // Why a start fails is said in one sentence (StartFailure); the host would print the stack trace before it.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        var services = builder.Services;
        services.AddOptions<ServiceOptions>()
            .BindConfiguration(ServiceOptions.Section, binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<ServiceOptions>, ServiceOptionsValidator>();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<ServiceOptions>>().Value);
        services.AddSingleton<ServiceFolders>();
        services.AddSingleton(new ServiceConsole(output));
        services.AddSingleton(TimeProvider.System);

        services.AddSingleton(provider => LeadStoreFactory.Create(provider.GetRequiredService<ServiceFolders>().Store));
        services.AddSingleton<ILeadStore>(provider => provider.GetRequiredService<IPoolStore>());
        services.AddSingleton(provider => new FileModelRegistry(provider.GetRequiredService<ServiceFolders>().Models));
        services.AddSingleton<ModelPool>();
        services.AddSingleton(new LeadScorer(new LeadFeatureBuilder()));
        services.AddSingleton<PageRenderer>();

        services.AddSingleton<ApiKeys>();
        services.AddSingleton<AllowedHosts>();
        services.AddSingleton(provider => EventKinds.Of(provider.GetRequiredService<ServiceFolders>()));
        services.AddSingleton<Intake>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<ServiceStart>();
        services.AddSingleton<SampleImport>();
        services.AddSingleton<ModelSelection>();
        services.AddSingleton<RowEncoders>();
        services.AddSingleton<LeadPredictor>();
        services.AddPool();
        services.AddAnswers();
        services.AddSingleton<ModelChanges>();
        services.AddSingleton<Retraining>();
        services.AddSingleton<TrainingRunner>();
        services.AddSingleton<TrainingSchedule>();

        services.AddQuartz(quartz =>
        {
            quartz.AddJob<TrainingJob>(job => job.WithIdentity(TrainingJob.Key).StoreDurably());
            quartz.AddJob<SweepJob>(job => job.WithIdentity(SweepJob.Key).StoreDurably());
        });
        services.AddQuartzHostedService(quartz => quartz.WaitForJobsToComplete = true);

        // A trace id is for faults of ours; a caller's mistake is explained by its sentence.
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = context =>
        {
            if (context.ProblemDetails.Status != StatusCodes.Status500InternalServerError)
                context.ProblemDetails.Extensions.Remove("traceId");
        });
        services.AddExceptionHandler<ProblemHandler>();
        services.AddOpenApi("v1", ApiDescription.Describe);
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(System.Text.Json.JsonNamingPolicy.CamelCase));
            json.SerializerOptions.Converters.Add(new FiniteNumberConverter());
        });

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = RequestLimits.Small;
        });
        builder.WebHost.UseUrls(builder.Configuration[$"{ServiceOptions.Section}:{nameof(ServiceOptions.Urls)}"] ?? new ServiceOptions().Urls);
    }

    /// <summary>Maps the addresses.</summary>
    public static void MapWarmLeads(this WebApplication app)
    {
        // A mistake in its file is said at the start.
        app.Services.GetRequiredService<EventKinds>();
        app.Use(SecurityHeaders.Set);
        app.UseExceptionHandler();
        app.UseStatusCodePages(context => ServiceGate.ExplainStatus(context.HttpContext));
        app.Use(AccessGuard.Check);
        app.Use(ServiceGate.WaitForStore);
        app.UseSwaggerUI(page =>
        {
            page.SwaggerEndpoint("/openapi/v1.json", "WarmLeads.ML v1");
            page.DocumentTitle = "WarmLeads.ML API";
        });

        var v1 = app.MapGroup("/v1");
        v1.MapPredictions();
        v1.MapLeads();
        v1.MapLeadWriting();
        v1.MapEvents();
        v1.MapOutcomes();
        v1.MapSegment();
        v1.MapModels();
        v1.MapTrainings();
        v1.MapHandoffs();
        v1.MapWebhooks();
        v1.MapAlerts();
        v1.MapMonitor();
        v1.MapAnswers();
        app.MapHealth();
        app.MapPages();
        app.MapOpenApi();
    }
}
