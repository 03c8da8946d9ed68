namespace WarmLeads.ML.BoostedTrees.Tests;

public class HazardTests
{
    static readonly FeatureSchema _group = new([new Feature("group", FeatureKind.Categorical, 4)]);

    static readonly BoostedTreeOptions _options = Some.Options with { Objective = Objective.Hazard };

    [Fact]
    public void Without_trees_the_hazard_is_the_piecewise_exponential_maximum_likelihood()
    {
        // With one feature of one value only the baseline is left: events over days at risk, interval by interval.
        var (days, events) = Draw(2000, _ => 0.02, seed: 3);
        var model = Fit(Dataset.FromColumns(_group, [new double[2000]], events).WithFollowUp(days), _options);
        double[] ends = [1, 3, 7, 14, 21, 30, 45, 60, 90];
        var (hazard, start) = (0.0, 0.0);
        foreach (var end in ends)
        {
            var seen = Enumerable.Range(0, 2000).Count(row => events[row] > 0 && days[row] > start && days[row] <= end);
            var atRisk = days.Sum(day => Math.Max(0, Math.Min(day, end) - start));
            hazard += seen / atRisk * (end - start);
            Assert.True(seen >= 20);
            Assert.Equal(1 - Math.Exp(-hazard), model.PredictWithin([0], end).Probability, 1e-12);
            var middle = hazard - (seen / atRisk * (end - start) / 2);
            Assert.Equal(1 - Math.Exp(-middle), model.PredictWithin([0], (start + end) / 2).Probability, 1e-12);
            start = end;
        }

        Assert.Equal(0, model.NumberOfTrees);
        Assert.Equal(90, model.LongestHorizon);
    }

    [Fact]
    public void With_a_leaf_per_group_the_hazard_is_occurrence_over_exposure()
    {
        var random = new Random(9);
        double[] groups = [.. Enumerable.Range(0, 3000).Select(_ => (double)random.Next(4))];
        var (days, events) = Draw(3000, row => 0.004 * Math.Pow(2.5, groups[row]), seed: 4);
        var weights = groups.Select(_ => 0.5f * random.Next(1, 4)).ToArray();
        var options = _options with
        {
            HazardIntervalEnds = [90], LearningRate = 1, NumberOfLeaves = 4, NumberOfTrees = 40, MinimumExampleCountPerLeaf = 1, MinimumHessianPerLeaf = 0,
        };
        var model = Fit(Dataset.FromColumns(_group, [groups], events, weights).WithFollowUp(days), options);
        for (var group = 0; group < 4; group++)
        {
            int[] rows = [.. Enumerable.Range(0, 3000).Where(row => groups[row] == group)];
            var rate = rows.Sum(row => weights[row] * (double)events[row]) / rows.Sum(row => weights[row] * (double)days[row]);
            Assert.Equal(1 - Math.Exp(-30 * rate), model.PredictWithin([group], 30).Probability, 1e-8);
        }
    }

    [Fact]
    public void A_longer_horizon_has_a_higher_chance_and_the_longest_is_the_model_s_own_answer()
    {
        var model = Fit(Some.Times(weighted: true), _options);
        foreach (var row in Some.Rows(30))
        {
            var last = 0.0;
            for (var days = 0.25; days <= 90; days += 0.25)
            {
                var chance = model.PredictWithin(row, days).Probability;
                Assert.True(chance > last, $"{chance:R} within {days} days after {last:R}");
                last = chance;
            }

            Assert.Equal(model.Predict(row), model.PredictWithin(row, 90));
            Assert.InRange(last, 0, 1);
        }
    }

    [Fact]
    public void The_model_of_one_horizon_answers_and_explains_it_bit_for_bit_also_from_a_file()
    {
        var model = Fit(Some.Times(), _options);
        var month = Some.Load(Some.Bytes(Some.Load(Some.Bytes(model)).Within(30)));
        Assert.Equal(30, month.LongestHorizon);
        foreach (var row in Some.Rows(50))
        {
            Assert.Equal(model.PredictWithin(row, 30), month.Predict(row));
            Assert.Equal(model.PredictWithin(row, 10).Score, month.PredictWithin(row, 10).Score, 1e-11);
            Assert.Equal(model.Explain(row).Values, month.Explain(row).Values);
            Assert.Equal(month.Predict(row).Score, month.Bias + month.Explain(row).Values.ToArray().Sum());
            Assert.Equal(Math.Log(-Math.Log(1 - month.Predict(row).Probability)), month.Predict(row).Score, 1e-9);
        }
    }

    [Fact]
    public void The_mean_of_models_is_the_mean_score_at_every_end_and_rescaling_is_affine_there()
    {
        var first = Fit(Some.Times(), _options);
        var second = Fit(Some.Times(seed: 5), _options with { HazardIntervalEnds = [2, 14, 40, 90] });
        var mean = Some.Load(Some.Bytes(BoostedTreeModel.Average([first, second])));
        var rescaled = first.Rescale(intercept: 0.3, slope: 0.8);
        foreach (var row in Some.Rows(20))
        {
            foreach (var days in mean.Forest.Link.Baseline!.Ends)
            {
                Assert.Equal(
                    (first.PredictWithin(row, days).Score + second.PredictWithin(row, days).Score) / 2, mean.PredictWithin(row, days).Score, 1e-10);
            }

            foreach (var days in first.Forest.Link.Baseline!.Ends)
            {
                Assert.Equal(0.3 + (0.8 * first.PredictWithin(row, days).Score), rescaled.PredictWithin(row, days).Score, 1e-10);
            }
        }

        Assert.Equal(
            "The models' longest horizons are 90 and 60 days; average models of one horizon.",
            Assert.Throws<ArgumentException>(() => BoostedTreeModel.Average([first, first.Within(60)])).Message);
    }

    [Fact]
    public void Open_leads_count_for_the_days_they_were_seen()
    {
        // Leads of the last 120 days; the chance within 30 days is .1 on the whole. The newest ones are still open.
        var random = new Random(1);
        const int Count = 100_000;
        var schema = new FeatureSchema([new Feature("age"), new Feature("keen")]);
        double[][] columns = [new double[Count], new double[Count]];
        var (days, events, early, truth) = (new float[Count], new float[Count], new float[Count], 0.0);
        for (var row = 0; row < Count; row++)
        {
            var age = random.NextDouble() * 120;
            columns[0][row] = random.NextDouble();
            columns[1][row] = random.Next(2);
            var factor = Math.Exp((1.4 * columns[1][row]) + columns[0][row]);

            // Half of the hazard of a month falls into its first week.
            double Cumulative(double day) => 0.025 * factor * ((Math.Min(day, 7) / 7 * 0.5) + (Math.Max(0, day - 7) / 23 * 0.5));
            var wanted = -Math.Log(1 - random.NextDouble()) / (0.025 * factor);
            var time = wanted <= 0.5 ? wanted * 14 : 7 + ((wanted - 0.5) * 46);
            truth += (1 - Math.Exp(-Cumulative(30))) / Count;
            (days[row], events[row]) = ((float)Math.Min(time, age), time <= age ? 1 : 0);
            early[row] = time <= Math.Min(age, 30) ? 1 : 0;
        }

        Assert.Equal(0.1, truth, 0.001);
        var options = new BoostedTreeOptions { NumberOfTrees = 30, LearningRate = 0.3, NumberOfLeaves = 6, NumberOfThreads = 1 };
        var hazard = Fit(Dataset.FromColumns(schema, columns, events).WithFollowUp(days), options with { Objective = Objective.Hazard });
        var negative = Fit(Dataset.FromColumns(schema, columns, early), options);
        double Mean(Func<double[], double> answer) => Enumerable.Range(0, 5000).Average(row => answer([columns[0][row], columns[1][row]]));
        var sampled = Mean(row => 1 - Math.Exp(-0.025 * Math.Exp((1.4 * row[1]) + row[0])));
        Assert.Equal(sampled, Mean(row => hazard.PredictWithin(row, 30).Probability), 0.003);
        Assert.True(Mean(row => negative.Predict(row).Probability) < sampled - 0.006);
    }

    [Fact]
    public void Losses_are_those_of_the_whole_likelihood_and_validation_scores_those_of_the_model()
    {
        var data = Some.Times(rowCount: 900, weighted: true);
        using var binned = BinnedDataset.Create(data);
        int[] rows = [.. Enumerable.Range(0, 900)];
        foreach (var (trees, rounds) in new[] { (9, 0), (25, 0), (150, 7) })
        {
            var fit = new BoostedTreeTrainer(_options with { NumberOfTrees = trees, EarlyStoppingRounds = rounds })
                .Fit(binned, rows.Where(row => row % 3 > 0).ToArray(), rows.Where(row => row % 3 == 0).ToArray());
            var baseline = fit.Model.Forest.Link.Baseline!;
            var (loss, weight, place) = (0.0, 0.0, 0);
            foreach (var row in rows.Where(row => row % 3 == 0))
            {
                double[] features = [.. Some.ColumnsOf(data).Select(column => column[row])];
                Assert.Equal(fit.Model.Predict(features).Score, fit.ValidationScores[place++]);
                var followed = Math.Min(data.FollowUpDays![row], 90);
                var hazard = Math.Exp(fit.Model.PredictWithin(features, followed).Score);
                var j = Array.FindIndex(baseline.Ends, end => end >= followed);
                var slope = (baseline.Cumulative[j] - (j == 0 ? 0 : baseline.Cumulative[j - 1])) / (baseline.Ends[j] - (j == 0 ? 0 : baseline.Ends[j - 1]));
                var logRate = fit.Model.Predict(features).Score - baseline.LogCumulative(90) + Math.Log(slope);
                var isEvent = data.Labels[row] > 0 && data.FollowUpDays[row] <= 90;
                loss += data.Weights![row] * (hazard - (isEvent ? logRate : 0));
                weight += data.Weights[row];
            }

            Assert.Equal(loss / weight, fit.ValidationLossByIteration[fit.BestIteration], 1e-9);
        }
    }

    [Fact]
    public void Intervals_with_few_events_are_joined_and_those_never_reached_left_out()
    {
        var (days, events) = Draw(400, _ => 0.02, seed: 8, longest: 50);
        var model = Fit(Dataset.FromColumns(_group, [new double[400]], events).WithFollowUp(days), _options);
        var ends = model.Forest.Link.Baseline!.Ends;
        Assert.Equal(60, ends[^1]);
        var start = 0.0;
        foreach (var end in ends)
        {
            Assert.True(Enumerable.Range(0, 400).Count(row => events[row] > 0 && days[row] > start && days[row] <= end) >= 20);
            start = end;
        }

        Assert.InRange(ends.Length, 2, 7);
        var few = Fit(Dataset.FromColumns(_group, [new double[4]], [0, 0, 0, 0]).WithFollowUp([10, 20, 30, 40]), _options);
        Assert.Equal([45.0], few.Forest.Link.Baseline!.Ends);
        Assert.Equal(1 - Math.Exp(-0.5 / 100 * 30), few.PredictWithin([0], 30).Probability, 1e-12);
    }

    [Fact]
    public void Model_bytes_do_not_depend_on_the_number_of_threads()
    {
        var data = Some.Times(rowCount: 40_000, weighted: true);
        var options = _options with { NumberOfTrees = 12, ExampleFraction = 0.8, NumberOfLeaves = 16 };
        Assert.Equal(Some.Bytes(Fit(data, options)), Some.Bytes(Fit(data, options with { NumberOfThreads = 3 })));
    }

    [Fact]
    public void What_cannot_be_fitted_or_answered_is_refused_with_a_sentence()
    {
        var data = Dataset.FromColumns(_group, [new double[3]], [0, 1, 0.5f]);
        string Refused(Dataset examples) => Assert.Throws<ArgumentException>(() => Fit(examples, _options)).Message;
        Assert.Equal("The objective Hazard needs the follow-up of every example; add it to the data set by WithFollowUp.", Refused(data));
        Assert.Equal(
            "The label of row 2 is 0.5; the hazard needs 1 where the event came and 0 where it was not seen to come.",
            Refused(data.WithFollowUp([1, 2, 3])));
        Assert.Equal(
            "No training example has follow-up above 0 days; the hazard needs some time to count events in.",
            Refused(Dataset.FromColumns(_group, [new double[2]], [0, 1]).WithFollowUp([0, 0])));
        Assert.Equal(
            "The follow-up of row 1 is -2 days; it must be a finite number that is not negative.",
            Assert.Throws<ArgumentException>(() => data.WithFollowUp([1, -2, 3])).Message);
        Assert.Equal(
            "There are 2 follow-up times for 3 labels; pass one per label.", Assert.Throws<ArgumentException>(() => data.WithFollowUp([1, 2])).Message);

        var model = Fit(Some.Times(), _options);
        foreach (var days in new[] { 0, -1, 90.5, double.NaN })
        {
            Assert.StartsWith(
                $"The horizon is {days} days; this model answers horizons above 0 and up to 90 days.",
                Assert.Throws<ArgumentOutOfRangeException>(() => model.PredictWithin(Some.Rows(1)[0], days)).Message);
        }

        Assert.Equal(
            "The model answers no horizons; fit with the objective Hazard, or use Predict.",
            Assert.Throws<InvalidOperationException>(() => Some.Model().Within(30)).Message);
        Assert.Null(Some.Model().LongestHorizon);
    }

    static BoostedTreeModel Fit(Dataset data, BoostedTreeOptions options) => new BoostedTreeTrainer(options).Fit(data);

    // Constant hazards, followed for a while at random.
    static (float[] Days, float[] Events) Draw(int count, Func<int, double> hazard, int seed, double longest = 90)
    {
        var random = new Random(seed);
        var (days, events) = (new float[count], new float[count]);
        for (var row = 0; row < count; row++)
        {
            var (time, seen) = (-Math.Log(1 - random.NextDouble()) / hazard(row), longest * Math.Sqrt(random.NextDouble()));
            (days[row], events[row]) = ((float)Math.Min(time, seen), time <= seen ? 1 : 0);
        }

        return (days, events);
    }
}
