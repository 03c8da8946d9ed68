using Microsoft.Extensions.Options;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Api;

/// <summary>Makes the eyes that the monitor and the sweep look at leads with, from the settings.</summary>
sealed class PoolEyes(LeadScorer scorer, TemperatureEvaluator evaluator, ServiceOptions options)
{
    /// <summary>The criteria that the settings name.</summary>
    /// <exception cref="OptionsValidationException">The file cannot be used; the sentence says why.</exception>
    public static TemperatureEvaluator Evaluator(ServiceFolders folders, ServiceOptions options, LeadScorer scorer)
    {
        var catalog = scorer.Builder.Catalog;
        if (options.Pool.Criteria.Length == 0)
            return new TemperatureEvaluator(Criteria.Default, catalog);
        var file = Path.GetFullPath(options.Pool.Criteria, folders.Root);
        try
        {
            return new TemperatureEvaluator(CriteriaFile.Parse(File.ReadAllText(file), folders.Shorten(file), catalog), catalog);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InvalidDataException or ArgumentException)
        {
            throw new OptionsValidationException(
                nameof(PoolOptions), typeof(PoolOptions), [$"Setting Pool:Criteria names {folders.Shorten(file)}: {problem.Message}"]);
        }
    }

    /// <summary>Eyes for one worker.</summary>
    /// <param name="webhooks">Who is told of changes.</param>
    public PoolLooker Make(IReadOnlyList<Webhook> webhooks) => new(scorer, evaluator, new PoolRules
    {
        Handoffs = new HandoffRules { AnswerHours = options.Pool.HandoffAnswerHours, RouteAttribute = options.Pool.HandoffRouteAttribute },
        Debounce = TimeSpan.FromSeconds(options.Pool.AlertDebounceSeconds),
        Webhooks = webhooks,
    });
}
