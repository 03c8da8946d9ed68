using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training.Tests;

public class JudgedPartTests
{
    [Fact]
    public async Task The_better_of_the_direct_way_and_the_hazard_is_the_model_that_is_judged()
    {
        var simulation = new SimulationOptions { LeadCount = 300, Seed = 9 };
        var source = await SnapshotSource.ReadAsync(
            new CrmSimulator(simulation).Simulate().Select(lead => lead.History).ToAsyncEnumerable(), new LeadScorer(new LeadFeatureBuilder()),
            new HistoryOptions { Now = simulation.End }, null, 5, null, default);
        int[] rows = [.. Enumerable.Range(0, source.Snapshots.Count)];
        double[] constant = [.. rows.Select(_ => 0.1)], knowing = [.. rows.Select(row => source.Snapshots[row].Converted ? 0.6 : 0.02)];
        var table = source.Encode(source.Learn(rows).Schema, rows);

        var won = JudgedPart.WithTheBetterWay([Part(constant, knowing)], source)[0].Probabilities;
        Assert.Same(knowing, won["model"]);
        Assert.Same(constant, won["direct"]);
        Assert.DoesNotContain("hazard", won.Keys);

        var lost = JudgedPart.WithTheBetterWay([Part(knowing, constant)], source)[0].Probabilities;
        Assert.Same(knowing, lost["model"]);
        Assert.Same(constant, lost["hazard"]);

        JudgedPart Part(double[] direct, double[] hazard) => new(
            new HistorySplit(simulation.Start, [], rows), table, "small",
            new Dictionary<string, double[]>(StringComparer.Ordinal) { ["model"] = direct, ["hazard"] = hazard });
    }
}
