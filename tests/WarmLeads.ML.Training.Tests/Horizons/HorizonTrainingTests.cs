using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training.Tests;

public class HorizonTrainingTests
{
    static readonly SimulationOptions Simulation = new() { LeadCount = 1500, Seed = 6 };
    static readonly TrainingOptions Quick = new() { BudgetSeconds = 2, Seed = 5, Clock = new FrozenClock() };
    static readonly LeadScorer Scorer = new(new LeadFeatureBuilder());
    static readonly List<LeadHistory> Histories = [.. new CrmSimulator(Simulation).Simulate().Select(lead => lead.History)];

    [Fact]
    public async Task A_model_of_a_history_answers_a_week_a_month_and_a_quarter_and_says_how_well()
    {
        var trained = await Train(new HistoryOptions { Now = Simulation.End });
        Assert.NotNull(trained.Card.Challenge);
        Assert.Contains(trained.Card.Challenge.InWords(), trained.Card.Warnings);
        foreach (var lead in Histories.Where(lead => lead.IsOpenAt(Simulation.End)).Take(200))
        {
            var prediction = Scorer.Predict(trained.Model, lead, Simulation.End);
            Assert.Equal([7, 30, 90], prediction.Horizons.Select(chance => chance.Days));
            Assert.Equal(prediction.Probability, prediction.Horizons[1].Probability);
            Assert.Equal(prediction.Horizons.Select(chance => chance.Probability).Order(), prediction.Horizons.Select(chance => chance.Probability));
        }

        Assert.Equal([7, 30, 90], trained.Card.Horizons.Select(horizon => horizon.Days));
        Assert.All(trained.Card.Horizons.Take(2), horizon => Assert.True(horizon.LogLoss < horizon.BaseRateLogLoss));
    }

    [Fact]
    public async Task Horizons_that_the_history_tells_too_little_of_are_refused_when_asked_for_and_left_out_otherwise()
    {
        var problem = await Assert.ThrowsAsync<InvalidDataException>(
            () => Train(new HistoryOptions { Now = Simulation.End, Horizons = [7, 700] }));
        Assert.Equal(
            "The history tells too little of conversions within 700 days: 100 snapshots must have been followed for so long and 10 of them have converted. " +
            "Leave it out of the horizons, or collect a longer history.", problem.Message);

        var shortened = await Train(new HistoryOptions { Now = Simulation.Start.AddDays(130), HorizonDays = 14 });
        Assert.Equal(
            "The history tells too little of conversions within 7 days; the model answers 14, 30, 90 days.",
            shortened.Card.Warnings.Single(warning => warning.StartsWith("The history tells too little ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Without_a_horizon_there_is_no_hazard()
    {
        var trained = await Train(new HistoryOptions { Now = Simulation.End, HorizonDays = null });
        Assert.Null(trained.Card.Challenge);
        Assert.Empty(trained.Card.Horizons);
        Assert.Empty(trained.Model.Chances(0));
    }

    [Fact]
    public async Task What_became_of_open_snapshots_later_changes_no_hazard()
    {
        var from = Simulation.End.AddDays(-120);
        var source = await Read(Histories);
        var told = await Read([.. Histories.Select(lead => lead.Outcome?.RecordedAt >= from ? lead with { Outcome = null } : lead)]);
        Assert.Equal(Table(source).FollowUp!.Days, Table(told).FollowUp!.Days);
        Assert.Equal(Table(source).FollowUp!.Converted, Table(told).FollowUp!.Converted);
        Assert.Equal(Table(source).Labels, Table(told).Labels);
        Assert.True(Table(source).FollowUp!.IsDecided.Count(decided => !decided) > 20);

        // The same snapshots of both: a lead that is never told of its outcome is looked at for longer.
        TrainingTable Table(SnapshotSource of)
        {
            int[] open = [.. Enumerable.Range(0, of.Rows.Count).Where(row => of.Rows[row].Cutoff < from && of.Rows[row].Cutoff.AddDays(30) > from)];
            int[] decided = [.. Enumerable.Range(0, of.Rows.Count).Where(row => of.Rows[row].KnownFrom <= from)];
            return FollowedSnapshots.Encode(of, of.Learn(decided).Schema, decided, open, from, 30);
        }

        async Task<SnapshotSource> Read(List<LeadHistory> histories) => await SnapshotSource.ReadAsync(
            histories.ToAsyncEnumerable(), Scorer, new HistoryOptions { Now = Simulation.End, CutoffAfter = TimeSpan.FromDays(20) }, null, 5, null, default);
    }

    [Fact]
    public async Task A_hazard_is_calibrated_on_the_simulated_crm()
    {
        var source = await SnapshotSource.ReadAsync(
            Histories.ToAsyncEnumerable(), Scorer, new HistoryOptions { Now = Simulation.End }, null, 5, null, default);
        int[] decided = [.. Enumerable.Range(0, source.Snapshots.Count)];
        int[] open = [.. Enumerable.Range(decided.Length, source.Rows.Count - decided.Length)];
        var schema = source.Learn(decided).Schema;
        var table = FollowedSnapshots.Encode(source, schema, decided, open, Simulation.End, 30);
        var fitted = new ForestFitter(Quick).Fit(table, 2, Capacity.All[1]);

        // Out of fold, as many convert as are said to, and those who do are told apart.
        double[] probabilities = [.. fitted.OutOfFoldScores[..decided.Length].Select(ConversionModel.Probability)];
        var (expected, observed) = (0.0, 0.0);
        for (var i = 0; i < decided.Length; i++)
        {
            expected += table.Weights![i] * probabilities[i];
            observed += table.Weights[i] * table.Labels[i];
        }

        Assert.InRange(expected / observed, 0.9, 1.1);
        var figures = BoostedTrees.BinaryClassificationMetrics.Evaluate(probabilities, table.Labels[..decided.Length], table.Weights![..decided.Length]);
        Assert.True(figures.AreaUnderRocCurve > 0.75);
        Assert.Equal(fitted.OutOfFoldScores.Length, decided.Length + open.Length);
    }

    [Fact]
    public async Task In_a_short_history_the_hazard_learns_from_leads_that_are_still_open_and_wins()
    {
        var simulation = new SimulationOptions { LeadCount = 25_000, Seed = 7 };
        var now = simulation.Start.AddDays(140);
        var histories = new CrmSimulator(simulation).Simulate().Select(lead => lead.History).Where(history => history.Lead.CreatedAt < now).ToList();
        var outcome = await new HistoryTrainer(Quick, Scorer).FitAsync(
            histories.ToAsyncEnumerable(), new HistoryOptions { Now = now, HorizonDays = 60 });
        var challenge = outcome.Trained.Card.Challenge!;
        Assert.True(challenge.HazardWon, challenge.InWords());
        Assert.True(challenge.OpenRows > 500);
        Assert.Equal(challenge.HazardLogLoss, outcome.Trained.Card.Quality.Model.LogLoss, 12);
        Assert.NotEqual(0, outcome.Trained.Card.Training.Trees);

        // What is shown adds up whichever way won.
        var open = histories.First(history => history.IsOpenAt(now));
        var prediction = Scorer.Predict(outcome.Trained.Model, open, now);
        Assert.Equal(prediction.Score, prediction.Bias + prediction.Contributions.Sum(signal => signal.LogOdds));
        Assert.Equal(100 * prediction.Probability - 100 * prediction.BaseProbability, prediction.Contributions.Sum(signal => signal.Points));
        Assert.Equal(prediction.Score, ConversionModel.FromBytes(outcome.Trained.Model.ToBytes(), "The file").Score(Encoded(outcome.Trained.Model, open, now)));
    }

    static double[] Encoded(ConversionModel model, LeadHistory history, DateTimeOffset cutoff)
    {
        var row = new RowEncoder(model.Schema);
        Scorer.Fill(row, history, cutoff);
        return [.. row.Encode()];
    }

    static async Task<TrainedModel> Train(HistoryOptions how) =>
        (await new HistoryTrainer(Quick, Scorer).FitAsync(Histories.ToAsyncEnumerable(), how)).Trained;
}
