using Microsoft.Extensions.Options;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Api;

/// <summary>The parts of the service that answer questions about leads and the pool.</summary>
static class AnswerSetup
{
    /// <summary>Adds the parts.</summary>
    public static void AddAnswers(this IServiceCollection services)
    {
        services.AddSingleton(provider => Advisor(
            provider.GetRequiredService<ServiceFolders>(), provider.GetRequiredService<ServiceOptions>(), provider.GetRequiredService<LeadScorer>()));
        services.AddSingleton<LeadAnswers>();
        services.AddSingleton<PoolLister>();
        services.AddSingleton<LeadRoll>();
        services.AddSingleton<FunnelReader>();
        services.AddSingleton<TrendReader>();
        services.AddSingleton<ForecastLog>();
        services.AddSingleton<PoolForecasts>();
        services.AddSingleton<ForecastKeeper>();
        services.AddHostedService(provider => provider.GetRequiredService<ForecastKeeper>());
    }

    /// <summary>Maps the addresses.</summary>
    public static void MapAnswers(this IEndpointRouteBuilder routes)
    {
        // A mistake in its file is said at the start.
        routes.ServiceProvider.GetRequiredService<NurtureAdvisor>();
        routes.MapLeadDetails();
        routes.MapPool();
        routes.MapTrend();
        routes.MapPlaybook();
        routes.MapFunnel();
        routes.MapForecast();
    }

    static NurtureAdvisor Advisor(ServiceFolders folders, ServiceOptions options, LeadScorer scorer)
    {
        if (options.Pool.Advice.Length == 0)
            return new NurtureAdvisor(scorer.Builder.Catalog, new AdviceRules());
        var file = Path.GetFullPath(options.Pool.Advice, folders.Root);
        try
        {
            return new NurtureAdvisor(scorer.Builder.Catalog, AdviceFile.Parse(File.ReadAllText(file), folders.Shorten(file)));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new OptionsValidationException(
                nameof(PoolOptions), typeof(PoolOptions), [$"Setting Pool:Advice names {folders.Shorten(file)}: {problem.Message}"]);
        }
    }
}
