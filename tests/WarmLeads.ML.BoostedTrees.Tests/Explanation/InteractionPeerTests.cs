namespace WarmLeads.ML.BoostedTrees.Tests;

public class InteractionPeerTests
{
    [Theory]
    [InlineData("numbers")]
    [InlineData("sets")]
    [InlineData("lead_like")]
    [InlineData("deep")]
    public void Interaction_values_of_an_imported_model_are_those_of_XGBoost(string name)
    {
        using var folder = XGBoostPeer.Train(name);
        var expected = XGBoostPeer.Interactions(folder);
        using var stream = folder.Open("model.json");
        var model = XGBoostModelFile.Read(stream).Model;
        var (width, rows) = (model.Schema.Count, folder.Read<double>("rows.f64"));
        var count = expected.Length / ((width + 1) * (width + 1));
        var actual = new double[count * width * width];
        model.ExplainInteractions(rows.AsSpan(0, count * width), actual);
        var gap = 0.0;
        for (var row = 0; row < count; row++)
        {
            for (var f = 0; f < width; f++)
            {
                for (var g = 0; g < width; g++)
                {
                    var theirs = expected[(((row * (width + 1)) + f) * (width + 1)) + g];
                    gap = Math.Max(gap, Math.Abs(theirs - actual[(((row * width) + f) * width) + g]));
                }
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"Largest difference over {count} rows: {gap:g2}.");
        Assert.Equal(8, count);
        Assert.InRange(gap, 0, 2e-5);
    }
}
