using System.CommandLine;
using System.Runtime.InteropServices;

namespace WarmLeads.ML.Cli;

/// <summary>`warmleads`: the commands, one line each.</summary>
static class Program
{
    static async Task<int> Main(string[] args)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        return await RunAsync(args, Terminal.OfProcess(), TimeProvider.System, stop.Token);

        // The first signal lets the command clean up; a second one finds the source cancelled and ends the process.
        void Cancel(PosixSignalContext signal)
        {
            signal.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        }
    }

    /// <summary>Runs a command line as the process would.</summary>
    /// <param name="args">The arguments, without the program's name.</param>
    /// <param name="terminal">Where it writes.</param>
    /// <param name="clock">The time at the edge.</param>
    /// <param name="stop">Cancels the job.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static Task<int> RunAsync(string[] args, Terminal terminal, TimeProvider clock, CancellationToken stop)
    {
        var verbose = new Option<bool>("--verbose")
        {
            Description = "Show where a failure happened.", Recursive = true,
        };
        var root = new RootCommand("WarmLeads: lead history in, a calibrated chance of conversion with its reasons out.")
        {
            verbose,
            new TrainCommand(terminal, clock),
            new EvaluateCommand(terminal, clock),
            new ScoreCommand(terminal, clock),
            new ExplainCommand(terminal, clock),
            new ReportCommand(terminal, clock),
            new CriteriaCommand(terminal),
            new AdviceCommand(terminal),
            new ThresholdCommand(terminal),
            new ImportCommand(terminal, clock),
            new SurvivalCommand(terminal),
            new FeaturesCommand(terminal),
            new SampleCommand(terminal),
            new SweepCommand(terminal, clock),
            new ServeCommand(terminal),
        };
        return new CommandLine(root, verbose, terminal).RunAsync(args, stop);
    }
}
