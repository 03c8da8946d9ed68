using System.CommandLine;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;
using WarmLeads.ML.Storage;

namespace WarmLeads.ML.Cli;

/// <summary>`warmleads sweep`: looks at the whole pool of a store, or at one part of it, as of now.</summary>
sealed class SweepCommand : Command
{
    readonly Terminal _terminal;
    readonly TimeProvider _clock;
    readonly Option<string> _store = new("--store")
    {
        Description = "The store: a SQLite file, or Host=…;Database=…;Username=… for PostgreSQL.", HelpName = "warmleads.db", Required = true,
    };

    readonly Option<string> _model = new ModelOptions().Model;
    readonly Option<string?> _partition = new("--partition")
    {
        Description = "The part to do, of how many: 2/8. The sweep is complete when every part has been done, by whichever machine.", HelpName = "k/n",
    };

    readonly Option<string?> _criteria = new("--criteria")
    {
        Description = "When a lead is warm, hot or cooling; the shipped criteria unless given.", HelpName = "criteria.json",
    };

    readonly Option<bool> _json = JsonOutput.Option();

    public SweepCommand(Terminal terminal, TimeProvider clock)
        : base("sweep", "Score every open lead of a store as of now, and write down what changed; killed anywhere, the next run goes on where it stood.")
    {
        (_terminal, _clock) = (terminal, clock);
        foreach (Option option in (Option[])[_store, _model, _partition, _criteria, _json])
            Add(option);
        SetAction(RunAsync);
    }

    async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var partition = parsed.GetValue(_partition) is { } text ? LeadPartition.Parse(text) : (LeadPartition?)null;
        var model = ConversionModel.Load(parsed.GetRequiredValue(_model));
        var scorer = new LeadScorer(new LeadFeatureBuilder());
        var criteria = parsed.GetValue(_criteria) is { } file
            ? CriteriaFile.Parse(await File.ReadAllTextAsync(file, stop), file, scorer.Builder.Catalog)
            : Criteria.Default;
        var evaluator = new TemperatureEvaluator(criteria, scorer.Builder.Catalog);

        await using var store = LeadStoreFactory.Create(parsed.GetRequiredValue(_store));
        await store.InitializeAsync(stop);
        var rules = new PoolRules { Webhooks = await store.ListWebhooksAsync(stop) };
        var options = partition is { } part ? new SweepOptions { Part = part.Part, Parts = part.Parts } : new SweepOptions();
        var leads = (await store.CountAsync(stop)).Leads;
        var result = await RunningProgress.ShowAsync(_terminal, progress =>
            new PoolSweep(store, () => new PoolLooker(scorer, evaluator, rules), _clock).RunAsync(
                model, options, new SweepProgress(progress, Math.Max(1, leads / (partition?.Parts ?? 1))), stop));
        var isComplete = result.SweepId is { } id && await store.FindSweepAsync(id, stop) is not null;
        if (parsed.GetValue(_json))
            JsonOutput.Write(_terminal.Output, new { result.SweepId, result.Parts, result.LeadsSeen, result.LeadsScored, result.Transitions, IsComplete = isComplete });
        else
            _terminal.Output.WriteLine(Sentence(result, isComplete));
        return ExitCode.Ok;
    }

    static string Sentence(SweepResult result, bool isComplete) => result.SweepId is null
        ? "Other workers are at all parts of the sweep under way; nothing is left to do here."
        : $"Sweep {result.SweepId}: looked at {Figures.Count(result.LeadsSeen)} leads, scored {Figures.Count(result.LeadsScored)} open ones, " +
          $"wrote down {Figures.Count(result.Transitions)} changes. {(isComplete ? "The sweep is complete." : "Other parts are still to be done.")}";
}
