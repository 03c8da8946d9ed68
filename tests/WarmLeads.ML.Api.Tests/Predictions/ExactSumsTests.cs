using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Api.Tests;

public sealed class ExactSumsTests
{
    // One half and three quarters of a point: exact in binary.
    static readonly LeadPrediction Sound = Prediction(0.5, 0.25);

    [Fact]
    public void A_sound_explanation_passes() => ExactSums.Check(Sound);

    [Fact]
    public void Points_that_are_off_by_one_step_of_their_grid_are_never_answered()
    {
        var broken = Sound with { Contributions = [Sound.Contributions[0] with { Points = Sound.Contributions[0].Points + Math.ScaleB(1, -42) }, Sound.Contributions[1]] };
        Assert.StartsWith(
            "Model leads 0001 gave lead 'L1' an explanation that does not add up: the points add up to",
            Assert.Throws<InvalidOperationException>(() => ExactSums.Check(broken)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Log_odds_that_are_off_by_one_bit_are_never_answered()
    {
        var broken = Sound with { Bias = Math.BitIncrement(Sound.Bias) };
        Assert.StartsWith(
            "Model leads 0001 gave lead 'L1' an explanation that does not add up: bias and log-odds add up to",
            Assert.Throws<InvalidOperationException>(() => ExactSums.Check(broken)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_probability_that_belongs_to_another_score_is_never_answered()
    {
        // A gap of a whole number of points, so that the sums still hold.
        var probability = Sound.Probability + 1.0 / 64;
        var broken = Sound with { Probability = probability, BaseProbability = Sound.BaseProbability + 1.0 / 64 };
        Assert.StartsWith(
            "Model leads 0001 gave lead 'L1' an explanation that does not add up: the probability",
            Assert.Throws<InvalidOperationException>(() => ExactSums.Check(broken)).Message, StringComparison.Ordinal);
    }

    static LeadPrediction Prediction(params double[] logOdds)
    {
        const double bias = -1;
        var score = bias + logOdds.Sum();
        var points = new double[logOdds.Length];
        PercentagePoints.Compute(logOdds, bias, score, points);
        return new LeadPrediction
        {
            LeadId = "L1",
            Probability = ConversionModel.Probability(score),
            Score = score,
            Bias = bias,
            BaseProbability = ConversionModel.Probability(bias),
            Contributions = [.. logOdds.Select((value, i) => new SignalContribution($"c{i}", $"C{i}", "Fit", null, value, points[i], ""))],
            Reasons = [],
            ModelName = "leads",
            ModelVersion = "0001",
            ModelHash = "",
            Cutoff = default,
        };
    }
}
