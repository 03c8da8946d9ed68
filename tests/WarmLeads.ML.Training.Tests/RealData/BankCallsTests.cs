namespace WarmLeads.ML.Training.Tests;

public sealed class BankCallsTests
{
    [Fact]
    public void Where_five_times_as_many_convert_as_before_a_bank_s_calls_are_still_told_better_than_by_their_own_rate()
    {
        var flat = new FlatOptions
        {
            Data = SharedData.PathOf(Path.Combine("bank-marketing", "bank-additional-full.csv.gz")), Label = "y", Exclude = ["duration"], IsInTimeOrder = true,
        };

        var result = new ConversionEvaluator(new TrainingOptions { Clock = new FrozenClock() }).EvaluateFlat(flat, new EvaluationOptions { TestFraction = 0.2 });

        Assert.InRange(result.Auc, 0.70, 0.75);
        Assert.InRange(result.Logloss, 0.5, 0.60);
        Assert.Contains("'euribor3m' is left out: it tells the time (69.5 % of it), and leaving it out predicts later rows no worse.", result.Notes);
        Assert.Contains(result.Notes, note => note.StartsWith("The calibration cannot be trusted: 6.4 % of what was learnt from converted and 30.8 % ", StringComparison.Ordinal));
    }
}
