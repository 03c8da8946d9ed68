using WarmLeads.ML.BoostedTrees;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training.Tests;

public class SegmentFitterTests
{
    const int North = 1;

    static readonly TrainingOptions Quick = new() { BudgetSeconds = 2, Seed = 5, Clock = new FrozenClock(), SegmentColumn = "Region" };
    static readonly Capacity Constant = Capacity.All[0], Additive = Capacity.All[1];

    [Fact]
    public void Segments_that_differ_in_their_rate_only_get_a_level_of_their_own()
    {
        var table = SegmentTables.Of(4000, 1, (region, _, _) => region == 0 ? -2 : region == North ? 0.5 : -0.9);

        var fitted = Fit(table, Constant);

        Assert.Equal((SegmentPart.Offset, SegmentPart.Offset), (Of(fitted, "Home").Part, Of(fitted, "North").Part));
        Assert.All(fitted.Segments!.Report.Segments, segment => Assert.NotEqual(SegmentPart.Trees, segment.Part));
        Assert.Equal(-2, fitted.Trees.Predict([0, 0.5, 0.5]).Score, 0.2);
        Assert.Equal(0.5, fitted.Trees.Predict([North, 0.5, 0.5]).Score, 0.2);
        Assert.Matches(
            @"^North: 691 leads, 428 converted: a level of its own, \+1\.\d\d on top of the pooled model's score \(log-loss 0\.6\d{3} against 0\.\d{4} on rows that it was not fitted to, standard error 0\.0\d{3}\)\.$",
            Of(fitted, "North").Reason);
    }

    [Fact]
    public void Where_the_pooled_model_knows_the_rates_nothing_is_added()
    {
        var table = SegmentTables.Of(4000, 1, (region, _, _) => region == 0 ? -2 : region == North ? 0.5 : -0.9);
        Assert.DoesNotContain(Fit(table, null).Segments!.Report.Segments, segment => segment.Part == SegmentPart.Trees);
    }

    [Fact]
    public void A_segment_whose_signals_work_the_other_way_round_gets_trees_of_its_own_and_who_has_no_part_keeps_the_score()
    {
        var fitted = Fit(SegmentTables.Of(5000, 2, Reversed), Additive);
        var (pooled, unseen) = (fitted.Segments!.Pooled, SegmentTables.Of(4000, 3, Reversed));

        Assert.Equal(SegmentPart.Trees, Of(fitted, "North").Part);
        var (before, after) = (unseen.Score(pooled), unseen.Score(fitted.Trees));
        var own = Enumerable.Range(0, unseen.RowCount).Where(row => unseen.Columns[0][row] == North).ToArray();
        Assert.True(Auc(unseen, before, own) < 0.5);
        Assert.True(Auc(unseen, after, own) > 0.68);
        int[] others = [.. Enumerable.Range(0, unseen.RowCount).Where(row => IsPooled(fitted, unseen.Columns[0][row]))];
        Assert.InRange(others.Length, 400, 600);
        foreach (var row in others)
            Assert.Equal(before[row], after[row]);
    }

    [Fact]
    public void Leads_of_no_segment_or_of_one_that_was_never_seen_get_the_pooled_answer()
    {
        var fitted = Fit(SegmentTables.Of(5000, 2, Reversed), Additive);
        foreach (var region in (double[])[double.NaN, 4, 99, -1])
            Assert.Equal(fitted.Segments!.Pooled.Predict([region, 0.9, 0.9]).Score, fitted.Trees.Predict([region, 0.9, 0.9]).Score);
        Assert.NotEqual(fitted.Segments!.Pooled.Predict([North, 0.9, 0.9]).Score, fitted.Trees.Predict([North, 0.9, 0.9]).Score);
    }

    [Fact]
    public void A_segment_of_few_outcomes_stays_with_the_pooled_model_and_says_so()
    {
        var table = SegmentTables.Of(800, 4, (region, _, _) => region == 3 ? -1 : 0);
        var fitted = Fit(table, Constant);
        var isles = Enumerable.Range(0, table.RowCount).Where(row => table.Columns[0][row] == 3).ToArray();

        Assert.Equal(
            $"Isles: {isles.Length} leads, {isles.Count(row => table.Labels[row] > 0.5f)} converted: the pooled model stays; a part of its own needs 10 leads of each outcome.",
            Of(fitted, "Isles").Reason);
        Assert.Equal(SegmentPart.Pooled, Of(fitted, "Isles").Part);
        Assert.EndsWith("; 1 has too few outcomes.", fitted.Segments!.Report.InWords(), StringComparison.Ordinal);
    }

    [Fact]
    public void Segments_that_do_not_differ_stay_pooled_whatever_the_seed()
    {
        var kept = 0;
        for (var seed = 0; seed < 20; seed++)
        {
            var fitted = Fit(SegmentTables.Of(1500, 100 + seed, (_, visits, size) => -2 + 2 * visits + size), Additive);
            kept += fitted.Segments!.Report.Segments.Count(segment => segment.Part != SegmentPart.Pooled);
        }

        // Of 60 segments with enough outcomes.
        Assert.InRange(kept, 0, 3);
    }

    [Fact]
    public void Contributions_of_a_parted_model_add_up_to_the_score_bit_for_bit()
    {
        var table = SegmentTables.Of(3000, 2, Reversed);
        var fitted = Fit(table, Additive);
        var signals = new double[3];
        for (var row = 0; row < 300; row++)
        {
            double[] features = [.. table.Columns.Select(column => column[row])];
            Assert.Equal(fitted.Trees.Explain(features, signals), fitted.Trees.Bias + signals[0] + signals[1] + signals[2]);
        }
    }

    [Fact]
    public void A_parted_model_does_not_depend_on_the_number_of_threads()
    {
        var table = SegmentTables.Of(3000, 2, Reversed);
        var one = Bytes(1);
        Assert.Equal(one, Bytes(2));
        Assert.Equal(one, Bytes(3));

        byte[] Bytes(int threads)
        {
            var options = Quick with { NumberOfThreads = threads };
            using var stream = new MemoryStream();
            new SegmentFitter(options).Fit(table, new ForestFitter(options).Fit(table, 2, Additive), default).Trees.Save(stream);
            return stream.ToArray();
        }
    }

    [Fact]
    public void Out_of_fold_scores_of_a_segment_with_a_part_are_those_of_fits_without_the_lead()
    {
        var table = SegmentTables.Of(5000, 2, Reversed);
        var (pooled, fitted) = (new ForestFitter(Quick).Fit(table, 2, Additive), Fit(table, Additive));
        var own = Enumerable.Range(0, table.RowCount).Where(row => table.Columns[0][row] == North).ToArray();
        Assert.True(Auc(table, pooled.OutOfFoldScores, own) < 0.5);
        Assert.InRange(Auc(table, fitted.OutOfFoldScores, own), 0.70, 0.85);
        foreach (var row in Enumerable.Range(0, table.RowCount).Where(row => IsPooled(fitted, table.Columns[0][row])))
            Assert.Equal(pooled.OutOfFoldScores[row], fitted.OutOfFoldScores[row]);
    }

    [Fact]
    public void In_a_model_of_hazards_a_level_is_a_factor_of_the_hazard_and_trees_are_of_hazards()
    {
        var table = SegmentTables.Followed(4000, 6, (region, visits) => -4.5 + (region == North ? 1.1 : 0) + (region == 2 ? -2 : 2) * visits);
        var level = Fit(SegmentTables.Followed(4000, 6, (region, _) => -4.5 + (region == North ? 1.1 : 0)), Constant);
        var trees = Fit(table, Additive);

        Assert.Equal(SegmentPart.Offset, Of(level, "North").Part);
        var (own, others) = (Hazard(level, North), Hazard(level, double.NaN));
        Assert.InRange(own - others, 0.75, 1.1);
        Assert.Equal(SegmentPart.Trees, Of(trees, "South").Part);
        Assert.True(trees.Trees.Predict([2, 0.9, 0.5]).Score < trees.Trees.Predict([2, 0.1, 0.5]).Score);
        Assert.True(trees.Trees.Predict([0, 0.9, 0.5]).Score > trees.Trees.Predict([0, 0.1, 0.5]).Score);
        Assert.True(Of(trees, "South").TriedLogLoss < Of(trees, "South").PooledLogLoss);

        static double Hazard(FittedForest fitted, double region) => LogHazard.FromLogOdds(fitted.Trees.Predict([region, 0.5, 0.5]).Score);
    }

    [Fact]
    public void A_segment_that_only_was_frequent_when_few_converted_gets_nothing_of_its_own_where_rows_have_a_time()
    {
        const int rows = 6000;
        var random = new Random(9);
        double[] regions = new double[rows], noise = new double[rows];
        var labels = new float[rows];
        for (var row = 0; row < rows; row++)
        {
            var time = (double)row / rows;
            (regions[row], noise[row]) = (random.NextDouble() < 0.8 - 0.6 * time ? North : 0, random.NextDouble());
            labels[row] = random.NextDouble() < 1 / (1 + Math.Exp(3 - 3 * time)) ? 1 : 0;
        }

        var timeless = new TrainingTable(SegmentTables.Schema, [regions, noise, noise], labels);
        var timed = new TrainingTable(SegmentTables.Schema, [regions, noise, noise], labels) { Times = [.. Enumerable.Range(0, rows).Select(row => (double)row)] };

        Assert.All(Fit(timeless, Constant).Segments!.Report.Segments, segment => Assert.Equal(SegmentPart.Offset, segment.Part));
        Assert.All(Fit(timed, Constant).Segments!.Report.Segments, segment => Assert.Equal(SegmentPart.Pooled, segment.Part));
    }

    [Fact]
    public void Where_rows_have_a_time_each_part_is_judged_on_what_comes_after_all_that_it_was_fitted_to()
    {
        var table = SegmentTables.Of(1000, 4, (_, _, _) => 0);
        var timed = new TrainingTable(table.Schema, table.Columns, table.Labels) { Times = [.. Enumerable.Range(0, 1000).Select(row => (double)(row * 7 % 1000))] };
        var segment = new SegmentRows(timed, [.. Enumerable.Range(0, 1000).Where(row => row % 2 == 0)], new double[1000]);

        var splits = SegmentSplits.Of(segment, 1);

        Assert.Equal([(200, 100), (300, 100), (400, 100)], splits.Select(split => (split.Learn.Length, split.Judge.Length)));
        Assert.All(splits, split => Assert.True(split.Learn.Max(i => segment.Times![i]) < split.Judge.Min(i => segment.Times![i])));
    }

    [Fact]
    public void Rows_of_one_lead_never_judge_what_was_fitted_to_others_of_it()
    {
        var table = SegmentTables.Of(1000, 4, (_, _, _) => 0);
        var grouped = new TrainingTable(table.Schema, table.Columns, table.Labels) { Groups = [.. Enumerable.Range(0, 1000).Select(row => 3 * (row / 4))] };
        var segment = new SegmentRows(grouped, [.. Enumerable.Range(0, 1000).Where(row => row % 3 > 0)], new double[1000]);

        var splits = SegmentSplits.Of(segment, 1);

        Assert.Equal(Enumerable.Range(0, segment.Rows.Length), splits.SelectMany(split => split.Judge).Order());
        Assert.All(splits, split => Assert.Empty(split.Learn.Select(i => segment.Leads[i]).Intersect(split.Judge.Select(i => segment.Leads[i]))));
    }

    [Fact]
    public void A_level_is_the_constant_of_the_highest_penalised_likelihood()
    {
        foreach (var table in (TrainingTable[])[SegmentTables.Of(600, 8, (_, _, _) => -1), SegmentTables.Followed(600, 8, (_, _) => -4)])
        {
            var scores = Enumerable.Range(0, 600).Select(row => -2 + 2 * table.Columns[1][row]).ToArray();
            var rows = new SegmentRows(table, [.. Enumerable.Range(0, 600).Where(row => table.Columns[0][row] == 0)], scores);
            int[] some = [.. Enumerable.Range(0, rows.Rows.Length).Where(i => i % 3 > 0)];
            double Penalised(double offset) => some.Sum(i => rows.Loss(i, rows.Start[i] + offset)) + offset * offset / (2 * 0.25);

            var best = Enumerable.Range(-3000, 6001).Select(step => step / 1000.0).MinBy(Penalised);
            Assert.Equal(best, SegmentOffset.Fit(rows, some), 0.0011);
        }
    }

    [Fact]
    public void Without_a_column_of_segments_nothing_is_done()
    {
        var table = SegmentTables.Of(500, 2, Reversed);
        var pooled = new ForestFitter(Quick).Fit(table, 2, Constant);
        Assert.Same(pooled, new SegmentFitter(Quick with { SegmentColumn = null }).Fit(table, pooled, default));
    }

    static double Reversed(int region, double visits, double size) => region == North ? 1.2 - 3 * visits : -2 + 3 * visits + 0.5 * size;

    static FittedForest Fit(TrainingTable table, Capacity? size) =>
        new SegmentFitter(Quick).Fit(table, new ForestFitter(Quick).Fit(table, 2, size), default);

    static SegmentModel Of(FittedForest fitted, string segment) => fitted.Segments!.Report.Segments.Single(model => model.Segment == segment);

    static bool IsPooled(FittedForest fitted, double region) =>
        double.IsNaN(region) || Of(fitted, SegmentTables.Regions[(int)region]).Part == SegmentPart.Pooled;

    static double Auc(TrainingTable table, double[] scores, int[] rows) => BinaryClassificationMetrics.Evaluate(
        [.. rows.Select(row => ConversionModel.Probability(scores[row]))], [.. rows.Select(row => table.Labels[row])]).AreaUnderRocCurve;
}
