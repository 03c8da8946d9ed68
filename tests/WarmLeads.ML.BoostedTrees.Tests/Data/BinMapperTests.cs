namespace WarmLeads.ML.BoostedTrees.Tests;

public class BinMapperTests
{
    [Fact]
    public void Few_values_have_a_bin_each_parted_at_midpoints()
    {
        var mapper = Map([3, 1, double.NaN, 1, 7]);
        Assert.Equal([2, 5], mapper.Thresholds);
        Assert.Equal([1, 1, 1, 2, 2, 3, 3, 0], new[] { -1e9, 1, 2, Math.BitIncrement(2), 5, 6, 1e300, double.NaN }.Select(mapper.BinOf));
    }

    [Fact]
    public void Infinities_have_the_outer_bins_and_zero_has_one_sign()
    {
        var mapper = Map([double.NegativeInfinity, 0.0, -0.0, double.PositiveInfinity]);
        Assert.Equal(3, mapper.BinCount - 1);
        Assert.Equal([1, 2, 2, 2, 3], new[] { double.NegativeInfinity, -1e308, -0.0, double.MaxValue, double.PositiveInfinity }.Select(mapper.BinOf));
    }

    [Fact]
    public void Neighbouring_numbers_are_told_apart()
    {
        double[] values = [1, Math.BitIncrement(1), double.Epsilon, 0, double.MaxValue, Math.BitDecrement(double.MaxValue)];
        var mapper = Map([.. values]);
        Assert.Equal(values.Length, values.Select(mapper.BinOf).Distinct().Count());
    }

    [Fact]
    public void The_bin_of_a_value_is_the_count_of_thresholds_below_it()
    {
        var random = new Random(1);
        double[] sample = [.. Enumerable.Range(0, 20_000).Select(_ => Math.Round(Math.Exp(3 * random.NextDouble()), 3))];
        var mapper = Map([.. sample]);
        Assert.Equal(254, mapper.BinCount - 1);
        foreach (var value in sample.Concat(mapper.Thresholds).Append(double.PositiveInfinity).Append(double.NegativeInfinity))
        {
            Assert.Equal(1 + mapper.Thresholds.Count(threshold => threshold < value), mapper.BinOf(value));
        }

        Assert.Equal(mapper.Thresholds.Order().Distinct(), mapper.Thresholds);
    }

    [Fact]
    public void Many_values_share_bins_of_about_equal_mass_and_heavy_values_stand_nearly_alone()
    {
        var random = new Random(1);
        double[] sample = [.. Enumerable.Range(0, 30_000).Select(i => i % 3 == 0 ? 0.5 : random.NextDouble())];
        var mapper = Map([.. sample]);
        var counts = sample.GroupBy(mapper.BinOf).ToDictionary(bin => bin.Key, bin => bin.Count());
        Assert.InRange(counts[mapper.BinOf(0.5)], 10_000, 10_080);
        Assert.All(counts.Where(bin => bin.Key != mapper.BinOf(0.5)), bin => Assert.InRange(bin.Value, 20, 160));
    }

    [Fact]
    public void The_most_frequent_categories_have_bins_and_the_rest_is_other()
    {
        var mapper = BinMapper.ForCategories([5, 0, 9, 7, 1], otherKinds: 0, new BinLimits(254, MaximumCategoryCount: 3, MinimumExampleCount: 0));
        Assert.Equal([1, 4, 2, 3, 4, 4, 4, 0, 0], new[] { 0, 1, 2, 3, 4, 5, 1e9, double.NaN, -1 }.Select(mapper.BinOf));
        Assert.Equal(5, mapper.BinCount);
    }

    [Fact]
    public void Categories_with_enough_examples_that_no_byte_can_name_have_bins_of_two_bytes()
    {
        long[] counts = [.. Enumerable.Range(0, 400).Select(code => code < 300 ? 10L : 9L)];
        var mapper = BinMapper.ForCategories(counts, otherKinds: 0, new BinLimits(254, 65_533, MinimumExampleCount: 10));
        Assert.Equal(302, mapper.BinCount);
        Assert.Equal([1, 300, 301, 301, 301, 0, 0], new[] { 0, 299, 300, 399, 1e9, double.NaN, -1 }.Select(value => (int)mapper.Wide!.BinOf(value)));

        // The most frequent ones, ties to the lower code.
        (counts[5], counts[7]) = (11, 11);
        mapper = BinMapper.ForCategories(counts, otherKinds: 0, new BinLimits(254, 260, MinimumExampleCount: 10));
        Assert.Equal(262, mapper.BinCount);
        Assert.Equal([1, 260, 261], new[] { 0, 259, 260 }.Select(code => (int)mapper.Wide!.BinOf(code)));
    }

    [Fact]
    public void Categories_that_a_byte_can_name_or_that_are_too_rare_take_one_byte()
    {
        long[] counts = [.. Enumerable.Range(0, 400).Select(code => code < 253 ? 10L : 9L)];
        var mapper = BinMapper.ForCategories(counts, otherKinds: 0, new BinLimits(254, 65_533, MinimumExampleCount: 10));
        Assert.Null(mapper.Wide);
        Assert.Equal([1, 253, 254], new[] { 0, 252, 253 }.Select(code => (int)mapper.BinOf(code)));
        Assert.Null(BinMapper.ForCategories(counts, otherKinds: 0, new BinLimits(254, 253, MinimumExampleCount: 0)).Wide);
    }

    static BinMapper Map(double[] sample) => BinMapper.ForNumbers(sample, BinMapper.MaximumValueBinCount, minimumRowsPerBin: 3);
}
