using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training.Tests;

public sealed class ChanceLineTests
{
    [Fact]
    public void The_interval_of_a_chance_holds_the_truth_as_often_as_it_says()
    {
        const int simulations = 300, leads = 120;
        var covered = 0;
        for (var simulation = 0; simulation < simulations; simulation++)
        {
            var random = new Random(simulation);
            double[] scores = [.. Enumerable.Range(0, leads).Select(_ => (4 * random.NextDouble()) - 3)];
            float[] labels = [.. scores.Select(score => random.NextDouble() < 1 / (1 + Math.Exp(-score)) ? 1f : 0f)];
            // What is fitted is the line that these outcomes show, not the one they came from.
            var (level, slope) = Fit(scores, labels);
            double[] fitted = [.. scores.Select(score => level + (slope * score))];
            var interval = ChanceLine.Fit(fitted, labels, null, null, [], null)!;
            foreach (var score in (double[])[-2.5, -1, 0.5])
            {
                var (low, high) = interval.At(level + (slope * score));
                covered += low <= ConversionModel.Probability(score) && ConversionModel.Probability(score) <= high ? 1 : 0;
            }
        }

        Assert.InRange(covered / (3.0 * simulations), 0.925, 0.98);
    }

    [Fact]
    public void Where_all_scores_are_the_same_the_interval_is_that_of_the_rate()
    {
        float[] labels = [.. Enumerable.Range(0, 100).Select(row => row < 30 ? 1f : 0f)];
        var score = Math.Log(0.3 / 0.7);
        var interval = ChanceLine.Fit([.. labels.Select(_ => score)], labels, null, null, [], null)!;

        Assert.Equal((0, 1), (interval.SlopeVariance, interval.Slope));
        var (low, high) = interval.At(score);
        Assert.Equal(0.216, low, 0.003);
        Assert.Equal(0.400, high, 0.003);
    }

    [Fact]
    public void A_line_that_is_off_is_said_and_the_score_lies_inside_all_the_same()
    {
        // Timid scores: the truth is half as far from even again.
        var random = new Random(1);
        double[] scores = [.. Enumerable.Range(0, 4000).Select(_ => (4 * random.NextDouble()) - 2)];
        float[] labels = [.. scores.Select(score => random.NextDouble() < 1 / (1 + Math.Exp(-1.5 * score)) ? 1f : 0f)];
        var interval = ChanceLine.Fit(scores, labels, null, null, [], null)!;

        Assert.Equal(1.5, interval.Slope, 0.12);
        var (low, high) = interval.At(-1.5);
        Assert.InRange(ConversionModel.Probability(-2.25), low, high);
        Assert.Equal(ConversionModel.Probability(-1.5), high);
    }

    [Fact]
    public void Rows_of_one_lead_do_not_make_it_surer()
    {
        double[] scores = [-1, 0.5, -2, 1, -0.5, 0.2];
        float[] labels = [0, 1, 0, 1, 1, 0];
        int[] leads = [.. Enumerable.Range(0, 60).Select(row => row % 6)];

        var once = ChanceLine.Fit(scores, labels, null, null, [], null)!;
        var copies = ChanceLine.Fit([.. leads.Select(lead => scores[lead])], [.. leads.Select(lead => labels[lead])], null, leads, [], null)!;

        Assert.Equal(once.LevelVariance, copies.LevelVariance, 1e-9);
        Assert.Equal(once.SlopeVariance, copies.SlopeVariance, 1e-9);
    }

    // Logistic regression on one number by Newton's steps.
    static (double Level, double Slope) Fit(double[] scores, float[] labels)
    {
        double level = 0, slope = 1;
        for (var step = 0; step < 30; step++)
        {
            double g0 = 0, g1 = 0, h00 = 1e-9, h01 = 0, h11 = 1e-9;
            for (var row = 0; row < scores.Length; row++)
            {
                var p = 1 / (1 + Math.Exp(-(level + (slope * scores[row]))));
                var (error, information) = (labels[row] - p, p * (1 - p));
                (g0, g1) = (g0 + error, g1 + (error * scores[row]));
                (h00, h01, h11) = (h00 + information, h01 + (information * scores[row]), h11 + (information * scores[row] * scores[row]));
            }

            var determinant = (h00 * h11) - (h01 * h01);
            (level, slope) = (level + (((h11 * g0) - (h01 * g1)) / determinant), slope + (((h00 * g1) - (h01 * g0)) / determinant));
        }

        return (level, slope);
    }
}
