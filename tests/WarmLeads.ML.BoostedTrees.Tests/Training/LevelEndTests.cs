namespace WarmLeads.ML.BoostedTrees.Tests;

public class LevelEndTests
{
    [Fact]
    public void The_ends_are_those_of_a_stable_sort()
    {
        var random = new Random(1);
        for (var round = 0; round < 500; round++)
        {
            var (count, most) = (random.Next(1, 60), random.Next(1, 20));
            double[] keys = [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(round % 2 == 0 ? 5 : 1000))];
            var low = new LevelEnd(new double[most], new int[most], new long[most]);
            var high = new LevelEnd(new double[most], new int[most], new long[most]);
            for (var level = 0; level < count; level++)
            {
                low.OfferLow(keys[level], level, 10 * level);
                high.OfferHigh(keys[level], level, 10 * level);
            }

            int[] sorted = [.. Enumerable.Range(0, count).OrderBy(level => keys[level])];
            Assert.Equal(sorted.Take(most), low.Levels.ToArray());
            Assert.Equal(sorted.TakeLast(most), high.Levels.ToArray());
            Assert.Equal(sorted.Take(most).Select(level => 10L * level), low.Words.ToArray());
            Assert.Equal(sorted.TakeLast(most).Select(level => 10L * level), high.Words.ToArray());
        }
    }
}
