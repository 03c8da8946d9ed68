using System.Globalization;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Scoring;

public sealed class PoolPredictionTests
{
    [Fact]
    public void The_short_prediction_says_bit_for_bit_what_the_whole_one_says()
    {
        foreach (var model in (ConversionModel[])[Some.Model(), Some.CountingModel()])
        {
            var (whole, brief) = (new RowEncoder(model.Schema), new RowEncoder(model.Schema));
            var random = new Random(5);
            for (var i = 0; i < 300; i++)
            {
                foreach (var row in (RowEncoder[])[whole, brief])
                    row.Clear();
                foreach (var column in model.Schema.Columns)
                {
                    if (random.Next(5) == 0)
                        continue;
                    var text = column.Levels.Count > 0 ? column.Levels[random.Next(column.Levels.Count)] : random.Next(12).ToString(CultureInfo.InvariantCulture);
                    whole.TrySet(column.Name, text);
                    brief.TrySet(column.Name, text);
                }

                var expected = model.Predict(whole, "a", DateTimeOffset.UnixEpoch);
                var actual = PoolPrediction.Of(model, brief);
                Assert.Equal((expected.Probability, expected.Score, expected.InOneLine()), (actual.Probability, actual.Score, actual.InOneLine));
                Assert.Equal(
                    expected.Contributions.Where(one => one.LogOdds != 0).Select(one => new ScoreContribution(one.Name, one.LogOdds)), actual.Contributions);
            }
        }
    }
}
