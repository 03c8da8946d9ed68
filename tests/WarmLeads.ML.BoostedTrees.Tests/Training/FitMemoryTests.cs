namespace WarmLeads.ML.BoostedTrees.Tests;

public class FitMemoryTests
{
    static readonly BinLimits _limits = new(254, BinLimits.MostCategories, MinimumExampleCount: 10);

    [Fact]
    public void Bins_that_do_not_fit_are_refused_before_one_is_placed()
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => BinnedDataset.Create(Some.Table(), numberOfThreads: 1, maximumMemoryBytes: 5000));
        Assert.Equal(
            "The bins of 600 rows and 5 features take 1 MiB and only 0 MiB can be had; "
            + "use fewer rows, features, leaves or threads, or a machine with more memory.",
            refusal.Message);
    }

    [Fact]
    public void A_fit_that_does_not_fit_is_refused_with_what_it_needs()
    {
        var trainer = new BoostedTreeTrainer(Some.Options with { MaximumMemoryBytes = 20_000, NumberOfLeaves = 12 });
        Assert.Equal(
            "Binning 600 rows of 5 features and a fit to them with 12 leaves a tree would take 1 MiB and only 0 MiB can be had; "
            + "use fewer rows, features, leaves or threads, or a machine with more memory.",
            Assert.Throws<InvalidOperationException>(() => trainer.Fit(Some.Table())).Message);
        using var binned = BinnedDataset.Create(Some.Table());
        Assert.Equal(
            "A fit to 600 rows with 12 leaves a tree would take 1 MiB and only 0 MiB can be had; "
            + "use fewer rows, features, leaves or threads, or a machine with more memory.",
            Assert.Throws<InvalidOperationException>(() => trainer.Fit(binned, [.. Enumerable.Range(0, 600)])).Message);
    }

    [Fact]
    public void A_limit_that_is_large_enough_changes_nothing() =>
        Assert.Equal(
            Some.Bytes(new BoostedTreeTrainer(Some.Options).Fit(Some.Table())),
            Some.Bytes(new BoostedTreeTrainer(Some.Options with { MaximumMemoryBytes = 1 << 26 }).Fit(Some.Table())));

    [Fact]
    public void The_machine_is_the_limit_when_none_is_given()
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => new MemoryNeed(1e18, "Everything would").Check(most: 0));
        Assert.StartsWith("Everything would take 953674316407 MiB and only ", refusal.Message);
    }

    [Fact]
    public void More_cells_than_an_int_can_count_are_counted()
    {
        // 9 columns lie in 8 + 1 bytes, 28 in 24 + 4, 21 in 16 + 8.
        Assert.Equal(9e9, Bytes(1_000_000_000, 9));
        Assert.Equal(28e9, Bytes(1_000_000_000, 28));
        Assert.Equal(24e9, Bytes(1_000_000_000, 21));
        Assert.Equal(8e12, Bytes(2_000_000_000, 4000));

        static double Bytes(long rows, int features) =>
            BinnedDataset.NeedOf(rows, new FeatureSchema([.. Enumerable.Range(0, features).Select(i => new Feature($"f{i}"))]), 1, _limits).Bytes
            - BinPlacement.ScratchBytes(rows, categoryCount: 0);
    }

    [Fact]
    public void Columns_that_may_be_wide_and_their_histograms_are_counted()
    {
        // 100,000 examples have room for 10,000 categories of ten: two bytes a cell more, and the tables of codes.
        var (narrow, wide) = (Of(253), Of(20_000));
        var (one, two) = (BinnedDataset.NeedOf(100_000, narrow, 1, _limits).Bytes, BinnedDataset.NeedOf(100_000, wide, 1, _limits).Bytes);
        Assert.Equal((100_000 * 2) + (20_000 * 2) - 253, two - one);
        Assert.Equal(10_002, _limits.MostBins(wide[0], 100_000));
        Assert.Equal(255, _limits.MostBins(narrow[0], 100_000));

        var binned = BinnedDataset.Create(
            Dataset.FromColumns(wide, [[.. Enumerable.Range(0, 1000).Select(row => (double)(row % 300))], new double[1000]], new float[1000]),
            minimumExampleCountPerCategory: 3);
        Assert.Equal(302, new HistogramLayout(binned).WordCount);
        binned.Dispose();

        static FeatureSchema Of(int categories) => new([new Feature("wide", FeatureKind.Categorical, categories), new Feature("x")]);
    }

    [Fact]
    public void What_a_hazard_keeps_of_each_row_and_what_validation_copies_are_counted()
    {
        var options = Some.Options with { NumberOfThreads = 1 };
        var hazard = options with { Objective = Objective.Hazard };
        Assert.Equal(24e6, FitMemory.NeedOf(1_000_000, 800_000, 100, hazard).Bytes - FitMemory.NeedOf(1_000_000, 800_000, 100, options).Bytes);

        // 400 + 200 rows: labels and weights of 4 bytes each; initial scores of 8 and follow-up of 4.
        var (train, held) = (Some.Table(400, weighted: true), Some.Table(200, seed: 2));
        var plain = FitMemory.NeedOf(train, held, options).Bytes - FitMemory.NeedOf(Some.Table(600), validation: null, options).Bytes;
        Assert.Equal((600 * 8) - (200 * 3 * sizeof(int)), plain);
        var full = FitMemory.NeedOf(
            train.WithInitialScores(new double[400]).WithFollowUp(new float[400]), held.WithInitialScores(new double[200]).WithFollowUp(new float[200]), options);
        Assert.Equal(600 * 12, full.Bytes - FitMemory.NeedOf(train, held, options).Bytes);
    }

    [Fact]
    public void Memory_that_the_system_does_not_give_is_refused_with_the_same_sentence()
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => new AlignedMemory(1L << 60, "The gradients"));
        Assert.Equal(
            "The gradients take 1099511627776 MiB and the system does not give them; "
            + "use fewer rows, features, leaves or threads, or a machine with more memory.",
            refusal.Message);
    }
}
