namespace WarmLeads.ML.Leads.Tests;

public class ProductLimitTests
{
    [Fact]
    public void The_textbook_example_is_met()
    {
        // Freireich et al. 1963, remission of leukemia under 6-MP, weeks; + is cut off. At 10 weeks 0.753 are in remission, at 23 0.448.
        (double Time, bool Event)[] weeks =
        [
            (6, true), (6, true), (6, true), (6, false), (7, true), (9, false), (10, true), (10, false), (11, false), (13, true), (16, true),
            (17, false), (19, false), (20, false), (22, true), (23, true), (25, false), (32, false), (32, false), (34, false), (35, false),
        ];
        var chances = new double[4];
        ProductLimit.Of([.. weeks.Select((week, i) => (i, week.Time, week.Event))])
            .Before([.. Enumerable.Repeat(1, weeks.Length)], [6, 7, 10.5, 24], chances);
        Assert.Equal(0, chances[0]);
        Assert.Equal(1 - 0.8571, chances[1], 4);
        Assert.Equal(1 - 0.7529, chances[2], 4);
        Assert.Equal(1 - 0.4482, chances[3], 4);
    }

    [Fact]
    public void Any_data_give_what_a_naive_product_gives()
    {
        var random = new Random(2);
        for (var run = 0; run < 200; run++)
        {
            var count = random.Next(1, 40);
            var weights = Enumerable.Range(0, 8).Select(_ => random.Next(0, 4)).ToArray();
            List<(int Lead, double Time, bool Event)> observed =
                [.. Enumerable.Range(0, count).Select(_ => (random.Next(8), (double)random.Next(1, 12), random.Next(3) == 0))];
            double[] until = [1, 3, 6.5, 10, 30];
            var chances = new double[until.Length];
            ProductLimit.Of([.. observed]).Before(weights, until, chances);
            for (var i = 0; i < until.Length; i++)
            {
                var expected = Naive(observed, weights, until[i]);
                if (double.IsNaN(expected))
                    Assert.True(double.IsNaN(chances[i]));
                else
                    Assert.Equal(expected, chances[i], 12);
            }
        }
    }

    [Fact]
    public void Times_that_were_cut_off_evenly_bend_an_even_hazard_nowhere()
    {
        const int count = 50_000;
        var random = new Random(4);
        List<(int Lead, double Time, bool Event)> observed = [];
        for (var i = 0; i < count; i++)
        {
            var (time, cutOff) = (-Math.Log(random.NextDouble()) / 0.01, 100 * random.NextDouble());
            observed.Add((i, Math.Min(time, cutOff), time < cutOff));
        }

        double[] chances = new double[2];
        ProductLimit.Of(observed).Before([.. Enumerable.Repeat(1, count)], [30, 80], chances);
        Assert.Equal(1 - Math.Exp(-0.3), chances[0], 0.01);
        Assert.Equal(1 - Math.Exp(-0.8), chances[1], 0.015);
    }

    static double Naive(List<(int Lead, double Time, bool Event)> observed, int[] weights, double until)
    {
        if (observed.Sum(one => weights[one.Lead]) == 0)
            return double.NaN;
        var left = 1.0;
        foreach (var time in observed.Select(one => one.Time).Where(time => time < until).Distinct().Order())
        {
            double atRisk = observed.Where(one => one.Time >= time).Sum(one => weights[one.Lead]);
            double came = observed.Where(one => one.Time == time && one.Event).Sum(one => weights[one.Lead]);
            if (atRisk > 0)
                left *= 1 - (came / atRisk);
        }

        return 1 - left;
    }
}
