namespace WarmLeads.ML.BoostedTrees.Tests;

public sealed class RadixSortTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(50_000)]
    public void Numbers_come_out_as_from_a_sort_by_comparison(int count)
    {
        var random = new Random(count);
        var values = new double[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = random.Next(5) switch
            {
                0 => random.Next(-3, 4),
                1 => (float)random.NextDouble(),
                2 => BitConverter.Int64BitsToDouble(random.NextInt64(0, 0x7FF0_0000_0000_0000)),
                3 => -BitConverter.Int64BitsToDouble(random.NextInt64(0, 0x7FF0_0000_0000_0000)),
                _ => random.Next(2) == 0 ? double.NegativeInfinity : double.PositiveInfinity,
            };
        }

        var expected = values.Order().ToArray();
        RadixSort.Sort(values);
        Assert.Equal(expected, values);
    }

    [Fact]
    public void Equal_numbers_stay_as_they_are()
    {
        var values = Enumerable.Repeat(-2.5, 5000).ToArray();
        RadixSort.Sort(values);
        Assert.All(values, value => Assert.Equal(-2.5, value));
    }
}
