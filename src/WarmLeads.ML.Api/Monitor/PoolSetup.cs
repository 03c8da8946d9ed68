using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Api;

/// <summary>The parts of the service that keep the pool warm.</summary>
static class PoolSetup
{
    /// <summary>Adds the parts.</summary>
    public static void AddPool(this IServiceCollection services)
    {
        services.AddSingleton(provider => PoolEyes.Evaluator(
            provider.GetRequiredService<ServiceFolders>(), provider.GetRequiredService<ServiceOptions>(), provider.GetRequiredService<LeadScorer>()));
        services.AddSingleton<PoolEyes>();
        services.AddSingleton<MonitorState>();
        services.AddSingleton<AlertNudge>();
        services.AddSingleton<PoolSweeper>();
        services.AddSingleton<SweepSchedule>();
        services.AddHostedService<PoolMonitor>();
        services.AddHostedService<PoolClock>();
        services.AddHostedService<AlertSender>();
    }
}
