namespace WarmLeads.ML.Training.Tests;

public class BaselineCurveTests
{
    [Fact]
    public void With_equal_leads_it_is_the_sum_of_conversions_over_leads_at_risk()
    {
        // At risk 5, 4, 2: the lead that was followed for 2 days only leaves at its time and is at risk until then.
        var curve = BaselineCurve.Of([1, 2, 2, 3, 4], [true, true, false, true, false], [1, 1, 1, 1, 1], [1, 1, 1, 1, 1]);
        Assert.Equal(0, curve.Within(1));
        Assert.Equal(1 / 5.0, curve.Within(2), 14);
        Assert.Equal(1 / 5.0 + 1 / 4.0, curve.Within(3), 14);
        Assert.Equal(1 / 5.0 + 1 / 4.0 + 1 / 2.0, curve.Within(100), 14);
    }

    [Fact]
    public void A_weight_of_two_is_two_leads()
    {
        var weighted = BaselineCurve.Of([1, 2, 3], [true, false, true], [2, 1, 1], [0.5, 2, 1]);
        var repeated = BaselineCurve.Of([1, 1, 2, 3], [true, true, false, true], [1, 1, 1, 1], [0.5, 0.5, 2, 1]);
        Assert.Equal(repeated.Within(10), weighted.Within(10), 14);
    }

    [Fact]
    public void An_even_hazard_is_found_again_whatever_the_leads_and_however_they_were_cut_off()
    {
        const int count = 40_000;
        var random = new Random(3);
        var (days, converted, relative) = (new double[count], new bool[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            relative[i] = Math.Exp(2 * random.NextDouble() - 1);
            var time = -Math.Log(random.NextDouble()) / (0.02 * relative[i]);
            var cutOff = 60 * random.NextDouble();
            (days[i], converted[i]) = (Math.Min(time, cutOff), time < cutOff);
        }

        var ones = new float[count];
        Array.Fill(ones, 1);
        var curve = BaselineCurve.Of(days, converted, ones, relative);
        Assert.InRange(curve.Within(10), 0.02 * 10 * 0.95, 0.02 * 10 * 1.05);
        Assert.InRange(curve.Within(40), 0.02 * 40 * 0.95, 0.02 * 40 * 1.05);
    }
}
