namespace WarmLeads.ML.BoostedTrees.Tests;

public unsafe class SplitFinderTests
{
    const double GradientUnit = 1.0 / 1024, HessianUnit = 1.0 / 512;

    static readonly WordLayout _layout = new(exampleCount: 5000);

    public static TheoryData<BoostedTreeOptions> Rules =>
    [
        new BoostedTreeOptions { MinimumExampleCountPerLeaf = 1, MinimumHessianPerLeaf = 0 },
        new BoostedTreeOptions { MinimumExampleCountPerLeaf = 12, MinimumHessianPerLeaf = 3, L2Regularization = 2 },
        new BoostedTreeOptions { MinimumExampleCountPerLeaf = 3, L1Regularization = 0.7, MinimumGain = 0.5 },
        new BoostedTreeOptions { MinimumExampleCountPerLeaf = 3, PathSmoothing = 8, L2Regularization = 1 },
        new BoostedTreeOptions { MinimumExampleCountPerLeaf = 3, PathSmoothing = 2, L1Regularization = 0.2 },
    ];

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_best_numeric_split_is_the_best_of_all_tried_one_by_one(BoostedTreeOptions options)
    {
        var rules = new SplitRules(options);
        var finder = new SplitFinder(rules, _layout, GradientUnit, HessianUnit);
        for (var seed = 0; seed < 200; seed++)
        {
            var bins = RandomBins(seed, seed % 2 == 0 ? 12 : 255);
            var node = NodeOf(bins, rules);
            var split = Find(bins, words => finder.FindNumeric(words, bins.Length, 3, node));
            var (gain, bin, missingLeft) = BestByTrying(bins, options, node);
            Assert.Equal(gain, split.Gain);
            if (gain > 0)
            {
                Assert.Equal((3, bin), (split.Column, split.Bin));
                Assert.Equal(bins[0].Count > 0 ? missingLeft : split.MissingLeft, split.MissingLeft);
            }
        }
    }

    [Fact]
    public void With_few_categories_the_best_set_is_the_best_of_all_subsets()
    {
        var options = new BoostedTreeOptions { MinimumExampleCountPerLeaf = 1, MinimumHessianPerLeaf = 0 };
        var rules = new SplitRules(options);
        var finder = new SplitFinder(rules, _layout, GradientUnit, HessianUnit);
        for (var seed = 0; seed < 100; seed++)
        {
            var bins = RandomBins(seed, 8);
            bins[7] = default;
            var node = NodeOf(bins, rules);
            var split = Find(bins, words => new CategorySplitFinder(rules, finder).Find(words, 8, default(BinSet).With(7), 0, node));
            var best = 0.0;
            for (var subset = 1; subset < 255; subset++)
            {
                var left = default(Sums);
                for (var bin = 0; bin < 8; bin++)
                {
                    left = (subset & (1 << bin)) != 0 ? left + bins[bin] : left;
                }

                best = Math.Max(best, Gain(left, bins, options, node, options.L2Regularization));
            }

            Assert.Equal(best, split.Gain, 1e-9 * Math.Max(1, best));
            Assert.Equal(SumOf(bins, bin => split.GoesLeft(bin)).Count, _layout.Count(split.LeftWord));
        }
    }

    [Fact]
    public void With_many_categories_the_set_is_a_run_of_the_smoothed_order()
    {
        var options = new BoostedTreeOptions { MinimumExampleCountPerLeaf = 2, MaximumCategoriesPerSplit = 5 };
        var rules = new SplitRules(options);
        var finder = new SplitFinder(rules, _layout, GradientUnit, HessianUnit);
        for (var seed = 0; seed < 100; seed++)
        {
            var bins = RandomBins(seed, 30);
            var rare = default(BinSet).With(29).With(4).With(11);
            var node = NodeOf(bins, rules);
            var split = Find(bins, words => new CategorySplitFinder(rules, finder).Find(words, 30, rare, 0, node));

            // Levels by hand: the rare bins are one.
            var levels = Enumerable.Range(0, 30).Where(bin => !rare.Contains(bin)).Select(bin => bins[bin])
                .Append(SumOf(bins, rare.Contains)).Where(level => level.Count > 0)
                .OrderBy(level => level.Gradient * GradientUnit / ((level.Hessian * HessianUnit) + options.CategoricalSmoothing)).ToArray();
            var best = 0.0;
            for (var size = 1; size <= Math.Min(5, levels.Length - 1); size++)
            {
                foreach (var part in new[] { levels[..size], levels[^size..] })
                {
                    var left = part.Aggregate(default(Sums), (sum, level) => sum + level);
                    best = Math.Max(best, Gain(left, bins, options, node, options.L2Regularization + options.CategoricalL2));
                }
            }

            Assert.Equal(best, split.Gain, 1e-9 * Math.Max(1, best));
            if (split.Exists)
            {
                Assert.Equal(SumOf(bins, bin => split.GoesLeft(bin)).Count, _layout.Count(split.LeftWord));
                Assert.Equal(split.GoesLeft(29), split.GoesLeft(4));
                Assert.Equal(split.GoesLeft(29), split.GoesLeft(11));
            }
        }
    }

    [Fact]
    public void No_split_leaves_a_child_empty()
    {
        var options = new BoostedTreeOptions { MinimumExampleCountPerLeaf = 1, MinimumHessianPerLeaf = 0 };
        var rules = new SplitRules(options);
        var finder = new SplitFinder(rules, _layout, GradientUnit, HessianUnit);
        Sums[] oneBin = [default, default, new Sums(500, 900, 40), default];
        var node = NodeOf(oneBin, rules);
        Assert.False(Find(oneBin, words => finder.FindNumeric(words, 4, 0, node)).Exists);
        Assert.False(Find(oneBin, words => new CategorySplitFinder(rules, finder).Find(words, 4, default(BinSet).With(3), 0, node)).Exists);
    }

    [Fact]
    public void Missing_values_alone_can_be_the_split()
    {
        var rules = new SplitRules(new BoostedTreeOptions { MinimumExampleCountPerLeaf = 1 });
        var finder = new SplitFinder(rules, _layout, GradientUnit, HessianUnit);
        Sums[] bins = [new Sums(4000, 5000, 20), new Sums(-4000, 5000, 20)];
        var split = Find(bins, words => finder.FindNumeric(words, 2, 0, NodeOf(bins, rules)));
        Assert.True(split.Exists);
        Assert.Equal((1, false), (split.Bin, split.MissingLeft));
    }

    [Fact]
    public void Missing_values_with_the_very_sums_of_the_last_bin_are_not_taken_for_it()
    {
        // Missing and bin 1 on the left have the sums of bins 1 and 2, which are all that is present; bin 1 alone is too small.
        var rules = new SplitRules(new BoostedTreeOptions { MinimumExampleCountPerLeaf = 10 });
        var finder = new SplitFinder(rules, _layout, GradientUnit, HessianUnit);
        Sums[] bins = [new Sums(-4000, 2000, 10), new Sums(9000, 2000, 5), new Sums(-4000, 2000, 10)];
        var node = NodeOf(bins, rules);
        var up = Find(bins, words => finder.FindNumeric(words, 3, 0, node, order: 1));
        var down = Find(bins, words => finder.FindNumeric(words, 3, 0, node, order: -1));
        Assert.Equal((1, true, 1), (up.Bin, up.MissingLeft, up.Order));
        Assert.Equal((2, false, 0), (down.Bin, down.MissingLeft, down.Order));
    }

    // Every boundary and both sides for the missing, in plain numbers.
    static (double Gain, int Bin, bool MissingLeft) BestByTrying(Sums[] bins, BoostedTreeOptions options, in NodeTotals node)
    {
        var best = (Gain: 0.0, Bin: 0, MissingLeft: false);
        foreach (var bin in Enumerable.Range(1, bins.Length - 1).Where(bin => bins[bin].Count > 0))
        {
            foreach (var missingLeft in new[] { true, false })
            {
                var left = SumOf(bins, at => at == 0 ? missingLeft : at <= bin);
                var gain = Gain(left, bins, options, node, options.L2Regularization);
                if (gain > options.MinimumGain && gain > best.Gain)
                {
                    best = (gain, bin, missingLeft);
                }
            }
        }

        return best;
    }

    static double Gain(Sums left, Sums[] bins, BoostedTreeOptions options, in NodeTotals node, double l2)
    {
        var all = SumOf(bins, _ => true);
        var right = new Sums(all.Gradient - left.Gradient, all.Hessian - left.Hessian, all.Count - left.Count);
        foreach (var side in new[] { left, right })
        {
            if (side.Hessian == 0 || side.Count < options.MinimumExampleCountPerLeaf
                || side.Hessian * HessianUnit < options.MinimumHessianPerLeaf)
            {
                return double.NegativeInfinity;
            }
        }

        return Worth(left, options, node.Value, l2) + Worth(right, options, node.Value, l2) - node.Worth;
    }

    static double Worth(Sums side, BoostedTreeOptions options, double parent, double l2)
    {
        var (g, h) = (side.Gradient * GradientUnit, side.Hessian * HessianUnit);
        g = Math.Sign(g) * Math.Max(0, Math.Abs(g) - options.L1Regularization);
        if (options.PathSmoothing == 0 && options.L1Regularization == 0)
        {
            return g * g / (h + l2);
        }

        var value = -g / (h + l2);
        if (options.PathSmoothing > 0)
        {
            var q = side.Count / options.PathSmoothing;
            value = ((value * q) + parent) / (q + 1);
        }

        return -((2 * g * value) + ((h + l2) * value * value));
    }

    static NodeTotals NodeOf(Sums[] bins, SplitRules rules)
    {
        var all = SumOf(bins, _ => true);
        var (g, h) = (all.Gradient * GradientUnit, all.Hessian * HessianUnit);
        var value = rules.FreeValue(g, h, rules.L2);
        return new NodeTotals(all.Word, all.Count, value, rules.WorthOf(value, g, h, rules.L2), rules.MinimumCount);
    }

    static Sums SumOf(Sums[] bins, Func<int, bool> chosen) =>
        Enumerable.Range(0, bins.Length).Where(chosen).Aggregate(default(Sums), (sum, bin) => sum + bins[bin]);

    static SplitCandidate Find(Sums[] bins, FindIn find)
    {
        fixed (long* words = Array.ConvertAll(bins, bin => bin.Word))
        {
            return find(words);
        }
    }

    static Sums[] RandomBins(int seed, int binCount)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, binCount).Select(bin =>
            {
                var count = bin == 0 && seed % 3 == 0 ? 0 : random.Next(4) == 0 ? 0 : random.Next(1, 15);
                return new Sums(Enumerable.Range(0, count).Sum(_ => random.Next(-900, 900)), Enumerable.Range(0, count).Sum(_ => random.Next(1, 120)), count);
            }),
        ];
    }

    delegate SplitCandidate FindIn(long* words);

    readonly record struct Sums(long Gradient, long Hessian, int Count)
    {
        public long Word =>
            (Gradient << (_layout.HessianBits + _layout.CountBits)) + (Hessian << _layout.CountBits) + Count;

        public static Sums operator +(Sums a, Sums b) => new(a.Gradient + b.Gradient, a.Hessian + b.Hessian, a.Count + b.Count);
    }
}
