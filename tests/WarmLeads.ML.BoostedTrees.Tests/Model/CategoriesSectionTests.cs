namespace WarmLeads.ML.BoostedTrees.Tests;

public class CategoriesSectionTests
{
    [Fact]
    public void Sets_of_all_bins_are_read_as_they_were_written()
    {
        var random = new Random(1);
        var table = new CategoryTable([.. Enumerable.Range(0, 300).Select(code => (byte)(1 + (code % 254)))], otherBin: 254);
        for (var round = 0; round < 100; round++)
        {
            bool[][] chosen = [.. Enumerable.Range(0, 50).Select(_ => Enumerable.Range(0, 256).Select(_ => random.Next(3) == 0).ToArray())];
            CategorySet[] sets = [.. chosen.Select(bins => new CategorySet(table, SetOf(bins)))];
            var read = CategoriesSection.Read(CategoriesSection.Write(sets));
            Assert.Equal(sets.Select(set => set.Bins), read.Select(set => set.Bins));
            Assert.Equal(chosen, read.Select(set => Enumerable.Range(0, 256).Select(set.Bins.Contains).ToArray()));
        }
    }

    static BinSet SetOf(bool[] bins) => Enumerable.Range(0, 256).Where(bin => bins[bin]).Aggregate(default(BinSet), (set, bin) => set.With(bin));
}
