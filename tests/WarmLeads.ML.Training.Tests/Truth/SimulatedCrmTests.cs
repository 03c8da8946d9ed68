using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training.Tests;

/// <summary>A model of a simulated CRM beside an observer who knows every rate of it: on leads of another seed.</summary>
public sealed class SimulatedCrmTests(SimulatedCrmTests.Judged judged) : IClassFixture<SimulatedCrmTests.Judged>
{
    const int Groups = 10;

    [Fact]
    public void Probabilities_are_near_the_truth()
    {
        var error = judged.Rows.Average(row => Math.Abs(row.Probability - row.Truth));
        var ofTheRate = judged.Rows.Average(row => Math.Abs(judged.Rows.Average(other => other.Truth) - row.Truth));

        Assert.InRange(error, 0, 0.03);
        Assert.True(error < 0.75 * ofTheRate, $"{error:0.0000} is not clearly less than the {ofTheRate:0.0000} of one rate for all.");
    }

    [Fact]
    public void Among_leads_of_like_probability_the_mean_truth_is_that_probability() =>
        Assert.InRange(judged.Tenths().Average(group => Math.Abs(group.Average(row => row.Probability) - group.Average(row => row.Truth))), 0, 0.015);

    [Fact]
    public void Intervals_hold_the_mean_truth_of_nearly_all_groups()
    {
        var certainty = judged.Model.Identity.Certainty!;
        var held = judged.Tenths().Count(group =>
        {
            var (low, high) = certainty.At(group.Average(row => row.Score));
            return group.Average(row => row.Truth) is var truth && low <= truth && truth <= high;
        });
        var width = judged.Rows.Average(row => certainty.At(row.Score) is var (low, high) ? high - low : 0);

        Assert.InRange(held, Groups - 1, Groups);
        Assert.InRange(width, 0.005, 0.08);
    }

    [Fact]
    public void Signals_that_the_model_puts_first_tell_much_of_the_truth()
    {
        var strength = judged.Model.Schema.Columns.Select((column, place) => (column, place)).Where(pair => pair.column.Kind == ColumnKind.Numeric)
            .ToDictionary(pair => pair.column.Name, pair => Strength(pair.place), StringComparer.Ordinal);
        double[] byModel =
        [
            .. judged.Model.Effects.Where(effect => strength.ContainsKey(effect.Name)).OrderByDescending(effect => effect.MeanAbsoluteContribution)
                .Select(effect => strength[effect.Name]),
        ];

        Assert.True(byModel[..5].Average() > 2 * byModel.Average(), $"{byModel[..5].Average():0.000} of the first five against {byModel.Average():0.000} of all {byModel.Length}.");
        Assert.All(byModel[..3], one => Assert.True(one > byModel.Order().ElementAt(byModel.Length / 2), $"{one:0.000} is less than half of all signals have."));
    }

    // How closely a feature goes with the truth in log-odds: the size of the correlation, missing values as the mean.
    double Strength(int place)
    {
        double[] truths = [.. judged.Rows.Select(row => Math.Log(row.Truth / (1 - row.Truth)))];
        double[] known = [.. judged.Rows.Select(row => row.Features[place]).Where(value => !double.IsNaN(value))];
        var mean = known.Length == 0 ? 0 : known.Average();
        double[] values = [.. judged.Rows.Select(row => double.IsNaN(row.Features[place]) ? mean : row.Features[place])];
        var (spread, meanTruth) = (values.Sum(value => (value - mean) * (value - mean)), truths.Average());
        var ofTruths = truths.Sum(truth => (truth - meanTruth) * (truth - meanTruth));
        return spread == 0 ? 0 : Math.Abs(values.Zip(truths, (value, truth) => (value - mean) * (truth - meanTruth)).Sum()) / Math.Sqrt(spread * ofTruths);
    }

    /// <summary>A lead that was not learnt from: what the model says of it, the truth, and its features.</summary>
    public sealed record JudgedLead(double Score, double Probability, double Truth, double[] Features);

    /// <summary>One training on 4,000 leads, judged on others that are open on a night of their history.</summary>
    public sealed class Judged : IAsyncLifetime
    {
        const int Leads = 4000, Fresh = 3000, Days = 30;

        public ConversionModel Model { get; private set; } = null!;

        public List<JudgedLead> Rows { get; } = [];

        public IEnumerable<JudgedLead[]> Tenths() =>
            Rows.OrderBy(row => row.Score).Chunk((Rows.Count + Groups - 1) / Groups);

        public async ValueTask InitializeAsync()
        {
            var simulated = new SimulationOptions { LeadCount = Leads, Seed = 3 };
            var scorer = new LeadScorer(new LeadFeatureBuilder());
            Model = (await new HistoryTrainer(new TrainingOptions { BudgetSeconds = 6, Seed = 5, Clock = new FrozenClock() }, scorer).FitAsync(
                new CrmSimulator(simulated).Simulate().Select(lead => lead.History).ToAsyncEnumerable(),
                new HistoryOptions { Now = simulated.End, HorizonDays = Days, Horizons = [Days] })).Trained.Model;

            var others = simulated with { LeadCount = Fresh, Seed = 1003 };
            var (observer, random, encoder) = (new IdealObserver(others), new Random(7), new RowEncoder(Model.Schema));
            foreach (var lead in new CrmSimulator(others).Simulate())
            {
                var night = others.Start.AddDays(random.Next((int)(others.End - others.Start).TotalDays + 1));
                if (!lead.History.IsOpenAt(night))
                    continue;
                scorer.Fill(encoder, lead.History, night);
                var score = Model.Score(encoder.Encode());
                Rows.Add(new JudgedLead(score, ConversionModel.Probability(score), observer.Probability(lead.History, night, Days), [.. encoder.Encode()]));
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
