using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Reports.Tests;

public sealed class ContributionBarsTests
{
    [Theory]
    [InlineData(0.31)]
    [InlineData(0.0742)]
    [InlineData(0.006)]
    [InlineData(0.9996)]
    [InlineData(0.0742499)]
    public void Printed_base_and_bars_add_up_to_the_printed_probability(double probability)
    {
        for (var most = 0; most <= 20; most++)
        {
            var bars = ContributionBars.Create(Some.Prediction(probability: probability), most);
            Assert.Equal(bars.ProbabilityTenths, bars.BaseTenths + bars.Shown.Sum(bar => bar.Tenths) + bars.FoldedTenths);
            Assert.Equal(18, bars.Shown.Count + bars.Folded.Count);
        }
    }

    [Fact]
    public void The_largest_bars_come_first_whatever_their_sign()
    {
        var bars = ContributionBars.Create(Some.Prediction(), 4);
        Assert.Equal(["pricing_views_30d", "demo_requested", "days_since_reply", "industry"], bars.Shown.Select(bar => bar.Signal.Name));
    }

    [Fact]
    public void A_signal_has_the_same_figure_in_a_short_chart_and_in_the_table_of_all()
    {
        var all = ContributionBars.Create(Some.Prediction(), 100).All.Select(bar => bar.Tenths);
        Assert.Equal(all, ContributionBars.Create(Some.Prediction(), 3).All.Select(bar => bar.Tenths));
    }

    [Theory]
    [InlineData(0.31)]
    [InlineData(0.118)]
    [InlineData(0.62)]
    public void The_five_strongest_print_as_the_sentences_quote_them(double probability)
    {
        var bars = ContributionBars.Create(Some.Prediction(probability: probability), 6);
        Assert.All(bars.All.Take(5), bar => Assert.Equal(Math.Round(bar.Signal.Points, 1, MidpointRounding.AwayFromZero), bar.Tenths / 10.0, 9));
    }

    [Fact]
    public void Signals_that_do_nothing_share_the_last_bar() =>
        Assert.Equal(3, ContributionBars.Create(Some.Prediction(), 100).Folded.Count);

    [Fact]
    public void A_last_bar_for_one_signal_shows_that_signal()
    {
        var prediction = Some.Prediction();
        var acting = prediction with { Contributions = [.. prediction.Contributions.Where(signal => signal.Points != 0)] };
        Assert.Empty(ContributionBars.Create(acting, acting.Contributions.Count - 1).Folded);
    }

    [Fact]
    public void A_model_without_inputs_has_no_bars()
    {
        var prediction = Some.Prediction(probability: 0.0742) with { Contributions = [] };
        var bars = ContributionBars.Create(prediction, 6);
        Assert.Empty(bars.All);
        Assert.Equal(bars.BaseTenths, bars.ProbabilityTenths);
    }

    [Fact]
    public void Contributions_of_another_lead_are_refused()
    {
        var prediction = Some.Prediction() with { Contributions = Some.Prediction(probability: 0.9).Contributions };
        Assert.Throws<ArgumentException>(() => ContributionBars.Create(prediction, 6));
    }
}
