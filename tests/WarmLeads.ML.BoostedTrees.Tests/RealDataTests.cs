namespace WarmLeads.ML.BoostedTrees.Tests;

public class RealDataTests
{
    [Theory]
    [InlineData("adult-census/adult.csv.gz", "income", ">50K", "split")]
    [InlineData("bank-marketing/bank-additional-full.csv.gz", "y", "yes")]
    [InlineData("give-me-some-credit/cs-training.csv.gz", "SeriousDlqin2yrs", "1", "")]
    [InlineData("hillstrom-email/hillstrom.csv.gz", "visit", "1", "conversion", "spend")]
    [InlineData("kddcup99-10pct/kddcup.data_10_percent.csv.gz", "#41", "normal.")]
    [InlineData("x-education/leads.csv.gz", "Converted", "1", "Prospect ID", "Lead Number")]
    public void Bias_and_contributions_are_the_score_on_every_test_row(string file, string label, string positive, params string[] excluded)
    {
        var (data, columns) = SharedData.Load(file, label, positive, excluded);
        using var binned = BinnedDataset.Create(data);
        int[] train = [.. Enumerable.Range(0, data.RowCount).Where(row => row % 5 > 0)], test = [.. Enumerable.Range(0, data.RowCount).Where(row => row % 5 == 0)];
        var options = new BoostedTreeOptions { NumberOfTrees = 10, NumberOfLeaves = 12, LearningRate = 0.3 };
        var fit = new BoostedTreeTrainer(options).Fit(binned, train, test);
        var model = Some.Load(Some.Bytes(fit.Model));
        Assert.Equal(10, model.NumberOfTrees);
        var (row, contributions) = (new double[columns.Length], new double[columns.Length]);
        for (var i = 0; i < test.Length; i++)
        {
            for (var feature = 0; feature < row.Length; feature++)
            {
                row[feature] = columns[feature][test[i]];
            }

            model.Explain(row, contributions);
            Assert.Equal(fit.ValidationScores[i], model.Predict(row).Score);
            Assert.Equal(fit.ValidationScores[i], model.Bias + contributions.Sum());
        }
    }

    [Theory]
    [InlineData("adult-census/adult.csv.gz", "income", ">50K", "split", 0.9285, 0.2762)]
    [InlineData("give-me-some-credit/cs-training.csv.gz", "SeriousDlqin2yrs", "1", "", 0.8620, 0.1785)]
    public void Quality_is_that_of_the_peers(string file, string label, string positive, string excluded, double auc, double logLoss)
    {
        // References: scikit-learn 1.2.1 and LightGBM 4.6 at 100 trees, 31 leaves, rate 0.1, on other random fifths; hence the slack.
        var (data, _) = SharedData.Load(file, label, positive, excluded);
        using var binned = BinnedDataset.Create(data);
        int[] train = [.. Enumerable.Range(0, data.RowCount).Where(row => row % 5 > 0)], test = [.. Enumerable.Range(0, data.RowCount).Where(row => row % 5 == 0)];
        var fit = new BoostedTreeTrainer(new BoostedTreeOptions { NumberOfTrees = 100, LearningRate = 0.1 }).Fit(binned, train, test);
        Assert.InRange(AreaUnderRoc(fit.ValidationScores, [.. test.Select(row => data.Labels[row])]), auc - 0.005, 1);
        Assert.InRange(fit.ValidationLossByIteration[^1], 0, logLoss + 0.005);
    }

    static double AreaUnderRoc(double[] scores, float[] labels)
    {
        var byScore = scores.Zip(labels).GroupBy(pair => pair.First).OrderBy(group => group.Key);
        var (area, negatives, positives) = (0.0, 0.0, 0.0);
        foreach (var group in byScore)
        {
            var positive = group.Sum(pair => pair.Second);
            var negative = group.Count() - positive;
            area += positive * (negatives + (negative / 2.0));
            (negatives, positives) = (negatives + negative, positives + positive);
        }

        return area / (negatives * positives);
    }
}
