using WarmLeads.ML.Benchmarks;

return args switch
{
    ["engine", .. var rest] => EngineBenchmark.Run(rest),
    ["quality", .. var rest] => QualityBenchmark.Run(rest),
    ["scaling", .. var rest] => ScalingBenchmark.Run(rest),
    ["micro", .. var rest] => MicroBenchmarks.Run(rest),
    ["features", .. var rest] => FeatureBenchmark.Run(rest),
    ["reading", .. var rest] => ReadingBenchmark.Run(rest),
    ["truth", .. var rest] => TruthBenchmark.Run(rest),
    ["small", .. var rest] => SmallDataBenchmark.Run(rest),
    ["sweep", .. var rest] => SweepBenchmark.Run(rest),
    ["load", .. var rest] => LoadBenchmark.Run(rest),
    ["temperature", .. var rest] => TemperatureBenchmark.Run(rest),
    ["burn", var seconds] => BusyNeighbour.Burn(seconds),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        Use: engine --data DIR --models DIR --set g1|g2 --threads N --reps N [--what train,predict,single,shap,model] [--codes]
                    [--beside N]: N other processes keep a processor busy meanwhile
             quality --data DIR [--only NAME] [--budget SECONDS]
             scaling --out DIR [--threads N] [--rows N,N,…] [--columns N,N,…]: the cost of a cell by size, as scaling.md and scaling.svg
             load --url http://127.0.0.1:PORT [--events-per-second N] [--batch N] [--predictions-per-second N] [--seconds N] [--pid N]:
                    events and predictions at fixed moments against a running service on this machine
             micro --out DIR [--filter PATTERN]: each step by itself, one table per processor
             features [--leads N] [--events N] [--postgres CONNECTION] [--out DIR]: events to features, beside SQL where there is a server
             temperature [--leads N] [--seed N] [--out DIR]: alerts held against a simulated CRM's truth, false alarms, and what a look costs
             reading --dir DIR [--leads N] [--events N] [--out DIR]: a history of files in bounded memory; DIR receives the files
             truth [--leads N] [--simulations N] [--budget SECONDS] [--out DIR]: probabilities of a simulated CRM against its true ones
             small [--simulations N] [--each N] [--out DIR]: intervals of small tables against the truth
             sweep --store FILE --model PATH [--leads N] [--events N] [--workers N] [--sweeps N]: the whole pool of a SQLite store
        """);
    return 2;
}
