using System.Runtime.Intrinsics;

namespace WarmLeads.ML.BoostedTrees.Tests;

public class RowBlockTests
{
    [Fact]
    public void A_vector_of_bins_is_looked_up_in_a_set_as_each_bin_is()
    {
        var random = new Random(3);
        for (var round = 0; round < 200; round++)
        {
            var set = new BinSet((ulong)random.NextInt64(), (ulong)random.NextInt64(), (ulong)random.NextInt64(), (ulong)random.NextInt64()).With(random.Next(256));
            var cells = new byte[64];
            random.NextBytes(cells);
            var found = new byte[64];
            RowBlock.IsInSet(Vector512.Create(cells), set).CopyTo(found);
            Assert.Equal(cells.Select(cell => set.Contains(cell) ? byte.MaxValue : byte.MinValue), found);
        }
    }
}
