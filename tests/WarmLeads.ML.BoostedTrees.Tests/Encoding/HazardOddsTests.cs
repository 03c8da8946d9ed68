namespace WarmLeads.ML.BoostedTrees.Tests;

/// <summary>A forest of hazards answers in log-odds like any other.</summary>
public class HazardOddsTests
{
    [Fact]
    public void Log_odds_and_log_hazard_are_each_others_way_back()
    {
        for (var z = -30.0; z < 3; z += 0.13)
        {
            Assert.Equal(z, LogHazard.FromLogOdds(LogHazard.ToLogOdds(z)), 1e-9);
            Assert.Equal(LogHazard.Probability(z), 1 / (1 + Math.Exp(-LogHazard.ToLogOdds(z))), 1e-12);
        }
    }

    [Fact]
    public void Log_odds_rise_as_fast_as_they_say()
    {
        for (var z = -8.0; z < 2.5; z += 0.5)
        {
            var measured = (LogHazard.ToLogOdds(z + 1e-5) - LogHazard.ToLogOdds(z - 1e-5)) / 2e-5;
            Assert.Equal(measured, LogHazard.SlopeOfLogOdds(z), 1e-6);
        }
    }

    [Fact]
    public void Scores_far_out_stay_finite()
    {
        Assert.Equal(LogHazard.LargestLogOdds, LogHazard.ToLogOdds(700));
        Assert.Equal(-LogHazard.LargestLogOdds, LogHazard.ToLogOdds(-700));
        Assert.True(double.IsFinite(LogHazard.FromLogOdds(1e300)) && double.IsFinite(LogHazard.FromLogOdds(-1e300)));
    }

    [Fact]
    public void Contributions_of_a_forest_of_hazards_add_up_to_its_log_odds_bit_for_bit()
    {
        var (trees, rows) = Fitted();
        var contributions = new double[2];
        for (var i = 0; i < rows.Length; i += 2)
        {
            var row = rows.AsSpan(i, 2);
            var score = trees.Explain(row, contributions);
            Assert.Equal(score, trees.Bias + contributions[0] + contributions[1]);
            Assert.Equal(score, trees.Bias + contributions[1] + contributions[0]);
            Assert.Equal(score, trees.Predict(row).Score);
            Assert.Equal(ScoreLink.Logistic, trees.Predict(row).Link);
            Assert.Equal(trees.Forest.Predict(row).Probability, trees.Predict(row).Probability, 1e-11);
        }
    }

    [Fact]
    public void A_batch_of_hazards_has_the_bits_of_each_row_alone()
    {
        var (trees, rows) = Fitted();
        var scores = new double[rows.Length / 2];
        trees.Predict(rows, scores);
        for (var i = 0; i < scores.Length; i++)
            Assert.Equal(trees.Predict(rows.AsSpan(2 * i, 2)).Score, scores[i]);
    }

    [Fact]
    public void A_forest_of_values_has_no_log_odds()
    {
        var data = Dataset.FromColumns(new FeatureSchema([new Feature("x")]), [[1, 2, 3, 4]], [1, 2, 3, 4]);
        var forest = new BoostedTreeTrainer(new BoostedTreeOptions { Objective = Objective.SquaredError, NumberOfTrees = 1 }).Fit(data);
        var problem = Assert.Throws<ArgumentException>(() => new EncodedTreeModel(forest));
        Assert.Equal("The forest's scores are Identity; only a forest of probabilities has log-odds.", problem.Message);
    }

    static (EncodedTreeModel Trees, double[] Rows) Fitted()
    {
        const int count = 1500;
        var random = new Random(8);
        double[][] columns = [new double[count], new double[count]];
        var (labels, days) = (new float[count], new float[count]);
        var rows = new double[2 * count];
        for (var i = 0; i < count; i++)
        {
            for (var c = 0; c < 2; c++)
                rows[(2 * i) + c] = columns[c][i] = random.NextDouble();
            var time = -Math.Log(random.NextDouble()) / (0.02 * Math.Exp(2 * columns[0][i] - columns[1][i]));
            var censored = 90 * random.NextDouble();
            (labels[i], days[i]) = (time < censored ? 1 : 0, (float)Math.Min(time, censored));
        }

        var data = Dataset.FromColumns(new FeatureSchema([new Feature("a"), new Feature("b")]), columns, labels).WithFollowUp(days);
        var options = new BoostedTreeOptions
        {
            Objective = Objective.Hazard, HazardIntervalEnds = [7, 30], NumberOfTrees = 60, NumberOfLeaves = 6, LearningRate = 0.15,
        };
        return (new EncodedTreeModel(new BoostedTreeTrainer(options).Fit(data)), rows);
    }
}
