namespace WarmLeads.ML.BoostedTrees.Tests;

public class InitialScoreTests
{
    static readonly FeatureSchema _one = new([new Feature("x")]);

    [Theory]
    [InlineData(Objective.LogLoss)]
    [InlineData(Objective.SquaredError)]
    [InlineData(Objective.Poisson)]
    [InlineData(Objective.Hazard)]
    public void An_initial_score_that_all_share_changes_no_answer(Objective objective)
    {
        var data = Some.Data(objective, weighted: true);
        var trainer = new BoostedTreeTrainer(Some.Options with { Objective = objective });
        var plain = trainer.Fit(data);
        var beside = trainer.Fit(data.WithInitialScores([.. Enumerable.Repeat(1.25, data.RowCount)]));
        foreach (var row in Some.Rows(100))
        {
            Assert.Equal(plain.Predict(row).Score, beside.Predict(row).Score + 1.25, 1e-4);
        }
    }

    [Theory]
    [InlineData(Objective.LogLoss)]
    [InlineData(Objective.SquaredError)]
    [InlineData(Objective.Poisson)]
    [InlineData(Objective.Hazard)]
    public void A_fit_on_top_of_a_model_goes_on_where_that_one_ended(Objective objective)
    {
        var data = Some.Data(objective, rowCount: 1000, weighted: true);
        var trainer = new BoostedTreeTrainer(Some.Options with { Objective = objective });
        var columns = Some.ColumnsOf(data);
        double Score(BoostedTreeModel model, int row) => model.Predict([.. columns.Select(column => column[row])]).Score;
        using var binned = BinnedDataset.Create(data);
        int[] train = [.. Enumerable.Range(0, 700)], validation = [.. Enumerable.Range(700, 300)];
        var first = trainer.Fit(binned, train, validation);

        // A model of time gives what lies above its baseline.
        var level = objective == Objective.Hazard ? first.Model.Forest.BaseScore : 0;
        using var onTop = BinnedDataset.Create(data.WithInitialScores([.. Enumerable.Range(0, 1000).Select(row => Score(first.Model, row) - level)]));
        var second = trainer.Fit(onTop, train, validation);
        Assert.Equal(first.TrainLossByIteration[^1], second.TrainLossByIteration[0], 1e-3 * Math.Abs(first.TrainLossByIteration[^1]));
        Assert.True(second.TrainLossByIteration[^1] < second.TrainLossByIteration[0]);
        for (var i = 0; i < validation.Length; i++)
        {
            var together = Score(first.Model, validation[i]) - level + Score(second.Model, validation[i]);
            Assert.Equal(second.ValidationScores[i], together, 1e-9);
        }
    }

    [Theory]
    [InlineData(Objective.LogLoss)]
    [InlineData(Objective.SquaredError)]
    [InlineData(Objective.Poisson)]
    public void The_constant_beside_initial_scores_makes_the_mean_answer_the_mean_label(Objective objective)
    {
        var random = new Random(3);
        var data = Some.Data(objective, weighted: true);
        double[] initial = [.. data.Labels.Select(_ => (random.NextDouble() - 0.3) * 6)];
        var constant = new BoostedTreeTrainer(Some.Options with { Objective = objective, NumberOfTrees = 0 }).Fit(data.WithInitialScores(initial));
        var score = constant.Predict(Some.Rows(1)[0]).Score;
        var (expected, seen) = (0.0, 0.0);
        for (var row = 0; row < data.RowCount; row++)
        {
            expected += data.Weights![row] * new Prediction(initial[row] + score, constant.Link).Mean;
            seen += data.Weights[row] * data.Labels[row];
        }

        Assert.Equal(seen, expected, 1e-8 * seen);
    }

    [Fact]
    public void Initial_scores_that_cannot_be_are_refused()
    {
        var data = Dataset.FromColumns(_one, [[1, 2, 3]], [0, 1, 0]);
        string Refused(Action make) => Assert.Throws<ArgumentException>(make).Message;
        Assert.Equal("There are 2 initial scores for 3 labels; pass one per label.", Refused(() => data.WithInitialScores([1, 2])));
        Assert.Equal("The initial score of row 1 is NaN; it must be a finite number.", Refused(() => data.WithInitialScores([1, double.NaN, 2])));
        Assert.Equal(
            "The validation examples alone have initial scores; give initial scores to the training and the validation examples, or to neither.",
            Refused(() => new BoostedTreeTrainer(Some.Options).Fit(data, data.WithInitialScores([1, 2, 3]))));
    }

    [Fact]
    public void A_corrected_prior_moves_every_score_by_the_difference_of_log_odds_and_no_contribution()
    {
        var model = Some.Model();
        var corrected = model.CorrectPrior(trainingRate: 0.5, trueRate: 0.02);
        var difference = model.Forest.Grid.Round(Math.Log(0.02 / 0.98));
        foreach (var row in Some.Rows(100))
        {
            Assert.Equal(model.Predict(row).Score + difference, corrected.Predict(row).Score, 2e-12);
            Assert.Equal(model.Explain(row).Values, corrected.Explain(row).Values);
            Assert.Equal(corrected.Predict(row).Score, corrected.Bias + corrected.Explain(row).Values.ToArray().Sum());
        }
    }

    [Fact]
    public void A_model_of_thinned_out_negatives_answers_rightly_once_its_prior_is_corrected()
    {
        var random = new Random(6);
        double[] x = [.. Enumerable.Range(0, 40_000).Select(_ => (double)random.Next(4))];
        float[] labels = [.. x.Select(value => random.NextDouble() < 0.01 * (1 + value) ? 1f : 0f)];
        int[] kept = [.. Enumerable.Range(0, x.Length).Where(row => labels[row] > 0 || random.Next(10) == 0)];
        var sample = Dataset.FromColumns(_one, [[.. kept.Select(row => x[row])]], [.. kept.Select(row => labels[row])]);
        var model = new BoostedTreeTrainer(new BoostedTreeOptions { NumberOfTrees = 200, LearningRate = 0.2 }).Fit(sample)
            .CorrectPrior(sample.Labels.Average(), labels.Average());
        for (var value = 0; value < 4; value++)
        {
            Assert.Equal(0.01 * (1 + value), model.Predict([value]).Probability, 0.004);
        }

        Assert.Equal(
            "The training rate is 0 and the true rate 0.5; both must lie between 0 and 1, without the ends.",
            Assert.Throws<ArgumentException>(() => model.CorrectPrior(0, 0.5)).Message);
        var values = new BoostedTreeTrainer(Some.Options with { Objective = Objective.SquaredError }).Fit(Some.Amounts());
        Assert.Equal(
            "The model's scores are Identity; a prior can only be corrected where they are log-odds.",
            Assert.Throws<InvalidOperationException>(() => values.CorrectPrior(0.1, 0.5)).Message);
    }
}
