using WarmLeads.ML.BoostedTrees;
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
            new Dictionary<string, double[]>(StringComparer.Ordinal) { ["model"] = direct, ["hazard"] = hazard })
        {
            OutOfFold = new Dictionary<string, double[]>(StringComparer.Ordinal) { ["model"] = [], ["hazard"] = [] },
        };
    }

    [Fact]
    public async Task Each_horizon_is_judged_on_the_snapshots_of_all_parts_and_the_own_one_has_the_figures_of_the_model()
    {
        var simulation = new SimulationOptions { LeadCount = 1500, Seed = 9 };
        var how = new HistoryOptions { Now = simulation.End };
        var source = await SnapshotSource.ReadAsync(
            new CrmSimulator(simulation).Simulate().Select(lead => lead.History).ToAsyncEnumerable(), new LeadScorer(new LeadFeatureBuilder()), how, null, 5, null, default);
        var from = simulation.End.AddDays(-150);
        var split = HistorySplit.Of(source.Rows, how with { TestFrom = from }, 0);
        var table = source.Encode(source.Learn(split.Train).Schema, split.Train);
        double[] chances = [.. split.Test.Select(row => 0.05 + (0.1 * (row % 7) / 7))];
        var (early, late) = (Part(0, split.Test.Length / 2), Part(split.Test.Length / 2, split.Test.Length));
        var horizons = JudgedPart.Horizons([early, late], source, new HorizonCurveFitter(source, how, 5));

        Assert.Equal([7, 30, 90], horizons.Select(horizon => horizon.Days));
        var own = horizons[1];
        var figures = BinaryClassificationMetrics.Evaluate(
            chances, [.. split.Test.Select(row => source.Snapshots[row].Converted ? 1f : 0f)], source.Weights(split.Test));
        Assert.Equal((split.Test.Length, figures.PositiveCount), (own.Rows, own.Positives));
        Assert.Equal(figures.LogLoss, own.LogLoss, 9);
        Assert.Equal(figures.AreaUnderRocCurve, own.Auc, 9);
        // Fewer have been followed for three months, and more of them converted.
        Assert.True(horizons[2].Rows < own.Rows && horizons[0].Rows >= own.Rows);
        Assert.True(horizons[0].Rate < own.Rate && own.Rate < horizons[2].Rate);

        JudgedPart Part(int first, int end) => new(
            split with { Test = split.Test[first..end] }, table, "small",
            new Dictionary<string, double[]>(StringComparer.Ordinal) { ["model"] = chances[first..end] })
        {
            OutOfFold = new Dictionary<string, double[]>(StringComparer.Ordinal) { ["model"] = [.. split.Train.Select(row => -3 + (0.1 * (row % 5)))] },
        };
    }
}
