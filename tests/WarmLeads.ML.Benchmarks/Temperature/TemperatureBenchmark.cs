using System.Diagnostics;
using System.Globalization;
using System.Text;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Benchmarks;

/// <summary>Are alerts on a simulated CRM right, in time and complete, is the false-alarm rate what is stated, and what does a look cost?</summary>
static class TemperatureBenchmark
{
    public static int Run(string[] arguments)
    {
        var (leads, seed, output) = (20_000, 11, (string?)null);
        for (var i = 0; i + 1 < arguments.Length; i += 2)
        {
            switch (arguments[i])
            {
                case "--leads": leads = int.Parse(arguments[i + 1], CultureInfo.InvariantCulture); break;
                case "--seed": seed = int.Parse(arguments[i + 1], CultureInfo.InvariantCulture); break;
                case "--out": output = arguments[i + 1]; break;
                default: Console.Error.WriteLine($"temperature knows --leads, --seed and --out, not {arguments[i]}."); return 2;
            }
        }
        var text = new StringBuilder();
        HeatingReplay.Write(text, new SimulationOptions { LeadCount = leads, Seed = seed });
        FalseAlarms.Write(text);
        WriteSpeed(text, new SimulationOptions { LeadCount = Math.Min(leads, 5000), Seed = seed });
        Console.Write(text);
        if (output is not null)
            File.WriteAllText(Path.Combine(output, "temperature.md"), text.ToString());
        return 0;
    }

    static void WriteSpeed(StringBuilder text, SimulationOptions options)
    {
        var evaluator = new TemperatureEvaluator(Criteria.Default);
        var open = new CrmSimulator(options).Simulate().Select(lead => lead.History).Where(lead => lead.IsOpenAt(options.End)).ToArray();
        var now = options.End;
        double best = double.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            var clock = Stopwatch.StartNew();
            foreach (var lead in open)
                evaluator.Evaluate(null, lead, null, now);
            best = Math.Min(best, clock.Elapsed.TotalMicroseconds / open.Length);
        }
        text.Append(CultureInfo.InvariantCulture,
            $"""

            ## What a look costs

            {best:0.0} µs a lead on one thread, the best of 5 rounds over {open.Length:#,0} open leads with {open.Average(lead => lead.Events.Count):0.0} events each,
            criteria in words included.

            """);
    }
}
