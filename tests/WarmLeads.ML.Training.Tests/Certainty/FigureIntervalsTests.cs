using WarmLeads.ML.BoostedTrees;

namespace WarmLeads.ML.Training.Tests;

public sealed class FigureIntervalsTests
{
    [Theory]
    [InlineData(20)]
    [InlineData(60)]
    public void Intervals_of_few_outcomes_hold_the_truth_as_often_as_they_say(int leads)
    {
        // Scores of converted leads lie 1 higher: the AUC is the normal distribution at 1 / sqrt 2, 0.7602.
        const int simulations = 600;
        var truth = TrueLogLoss();
        int auc = 0, loss = 0, rate = 0;
        for (var simulation = 0; simulation < simulations; simulation++)
        {
            var random = new Random(simulation);
            float[] labels = [.. Enumerable.Range(0, leads).Select(_ => random.NextDouble() < 0.5 ? 1f : 0f)];
            double[] probabilities = [.. labels.Select(label => Chance(Normal(random) + label))];
            var intervals = FigureIntervals.Of(labels, probabilities, null, null)!;
            auc += intervals.Auc.Low <= 0.7602 && 0.7602 <= intervals.Auc.High ? 1 : 0;
            loss += intervals.LogLoss.Low <= truth && truth <= intervals.LogLoss.High ? 1 : 0;
            rate += intervals.Rate.Low <= 0.5 && 0.5 <= intervals.Rate.High ? 1 : 0;
        }

        Assert.InRange(auc / (double)simulations, 0.93, 0.99);
        Assert.InRange(loss / (double)simulations, 0.92, 0.99);
        Assert.InRange(rate / (double)simulations, 0.92, 0.995);
    }

    [Fact]
    public void Rows_of_one_lead_count_as_one()
    {
        float[] labels = [1, 0, 1, 0, 0, 1, 0, 0];
        double[] probabilities = [0.8, 0.3, 0.6, 0.7, 0.2, 0.5, 0.4, 0.1];
        var once = FigureIntervals.Of(labels, probabilities, null, null)!;
        int[] leads = [.. Enumerable.Range(0, 40).Select(row => row % 8)];
        var copies = FigureIntervals.Of([.. leads.Select(lead => labels[lead])], [.. leads.Select(lead => probabilities[lead])], null, leads)!;

        Assert.Equal(once.Auc.Low, copies.Auc.Low, 1e-12);
        Assert.Equal(once.LogLoss.High, copies.LogLoss.High, 1e-12);
        Assert.Equal(3, copies.Outcomes);
    }

    [Fact]
    public void The_area_and_what_each_row_does_to_it_are_those_of_all_pairs()
    {
        var random = new Random(3);
        float[] labels = [.. Enumerable.Range(0, 40).Select(_ => random.Next(3) == 0 ? 1f : 0f)];
        double[] probabilities = [.. labels.Select(_ => random.Next(8) / 8.0)];
        double[] weights = [.. labels.Select(_ => 1 + random.NextDouble())];
        var (auc, influences) = AucInfluence.Of(labels, probabilities, weights);

        Assert.Equal(
            BinaryClassificationMetrics.Evaluate(probabilities, labels, [.. weights.Select(weight => (float)weight)]).AreaUnderRocCurve, auc, 1e-6);
        Assert.Equal(0, influences.Sum(), 1e-12);
        for (var row = 0; row < labels.Length; row++)
        {
            // A little more weight moves the area by its influence.
            var heavier = (double[])weights.Clone();
            heavier[row] *= 1 + 1e-6;
            Assert.Equal(influences[row], (AucInfluence.Of(labels, probabilities, heavier).Auc - auc) / 1e-6, 1e-4);
        }
    }

    [Fact]
    public void One_lead_of_an_outcome_allows_no_interval() =>
        Assert.Null(FigureIntervals.Of([1, 0, 0, 0], [0.5, 0.4, 0.3, 0.2], null, null));

    [Fact]
    public void A_tie_of_all_says_little_about_the_area()
    {
        float[] labels = [.. Enumerable.Range(0, 30).Select(row => (float)(row % 2))];
        var auc = FigureIntervals.Of(labels, [.. labels.Select(_ => 0.5)], null, null)!.Auc;

        Assert.InRange(auc.High - auc.Low, 0.3, 0.6);
    }

    static double TrueLogLoss()
    {
        var random = new Random(-1);
        return Enumerable.Range(0, 400_000).Average(i => -Math.Log(i % 2 == 0 ? 1 - Chance(Normal(random)) : Chance(Normal(random) + 1)));
    }

    static double Chance(double score) => 1 / (1 + Math.Exp(0.5 - score));

    static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
