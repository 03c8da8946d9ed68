using System.CommandLine;
using WarmLeads.ML.Api;

namespace WarmLeads.ML.Cli;

/// <summary>`warmleads serve`: the hosted service, through its own door and with its own options.</summary>
sealed class ServeCommand : Command
{
    public ServeCommand(Terminal terminal)
        : base(
            "serve",
            "Serve predictions over HTTP, on http://localhost:5080 unless --urls says otherwise; takes the options of the service: " +
            "--urls, --root, --store, --models, --sample, --model-name, --horizon, --budget, --seed, --cron, each with a value.")
    {
        TreatUnmatchedTokensAsErrors = false;
        SetAction((parsed, stop) => ServiceHost.RunAsync([.. parsed.UnmatchedTokens], terminal.Output, terminal.Error, stop));
    }
}
