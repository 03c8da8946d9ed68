namespace WarmLeads.ML.Leads.Tests;

public sealed class HandoffThresholdTests
{
    static HandoffPath Once(double probability, bool converts, double? value = null) =>
        new([new HandoffLook(probability, converts)], converts) { CostTooLate = value };

    [Fact]
    public void Every_threshold_costs_what_calling_lead_by_lead_costs()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var leads = RandomLeads(random, 1 + random.Next(60));
            var costs = new HandoffCosts(random.Next(100), 1 + random.Next(1000)) { CallsAWeek = random.Next(3) == 0 ? null : 0.5 + (random.NextDouble() * 10) };
            var weeks = 1 + random.Next(5);

            var choice = HandoffThreshold.Choose(leads, costs, weeks, seed);

            foreach (var point in choice.Curve)
                Assert.Equal(CallOneByOne(leads, costs, point.Threshold), point);
            // Every threshold between two points does what the one above it does, so the points are all there is to choose from.
            var naive = choice.Curve.Where(point => !(point.Calls / weeks > costs.CallsAWeek)).ToList();
            Assert.Equal(naive.Min(point => point.Cost), choice.Best.Cost);
            Assert.Equal(naive.First(point => point.Cost == choice.Best.Cost), choice.Best);
            Assert.Equal(choice.Curve.Min(point => point.Cost), choice.Unlimited.Cost);
            Assert.Equal(
                leads.SelectMany(lead => lead.Looks.Select((look, i) => lead.Looks.Take(i + 1).Max(earlier => earlier.Probability)))
                    .Append(double.PositiveInfinity).Distinct().OrderDescending(),
                choice.Curve.Select(point => point.Threshold));
        }
    }

    [Fact]
    public void With_true_chances_and_one_look_the_threshold_is_the_share_of_the_cost_of_too_early()
    {
        var random = new Random(1);
        HandoffPath[] leads = [.. Enumerable.Range(0, 50_000).Select(_ => random.NextDouble()).Select(chance => Once(chance, random.NextDouble() < chance))];

        var choice = HandoffThreshold.Choose(leads, new HandoffCosts(30, 70), 1, seed: 1);

        // Calling costs 30 (1 - p), not calling 70 p: equal at p = 0.3.
        Assert.InRange(choice.Best.Threshold, 0.26, 0.34);
        Assert.InRange(0.3, choice.Threshold.Low - 0.01, choice.Threshold.High + 0.01);
    }

    [Fact]
    public void Bounds_hold_what_other_leads_of_the_same_sort_give()
    {
        var random = new Random(2);
        HandoffPath[] Draw() => [.. Enumerable.Range(0, 2000).Select(_ => random.NextDouble() * 0.5).Select(chance => Once(chance, random.NextDouble() < chance))];
        var costs = new HandoffCosts(10, 50);
        var held = 0;
        for (var i = 0; i < 60; i++)
        {
            var choice = HandoffThreshold.Choose(Draw(), costs, 1, seed: i);
            // The truth at this threshold, from leads without end: chances even over 0..0.5.
            var share = (0.5 - choice.Best.Threshold) / 0.5;
            held += choice.CallsAWeek.Low <= 2000 * share && 2000 * share <= choice.CallsAWeek.High ? 1 : 0;
        }

        Assert.InRange(held, 48, 60);
    }

    [Fact]
    public void The_value_of_a_lead_goes_before_the_cost_of_all()
    {
        HandoffPath[] leads = [Once(0.2, converts: true, value: 1000), Once(0.3, converts: false), Once(0.3, converts: false)];

        Assert.Equal(0.2, HandoffThreshold.Choose(leads, new HandoffCosts(100, 1), 1, seed: 1).Best.Threshold);
        Assert.Equal(
            double.PositiveInfinity,
            HandoffThreshold.Choose([leads[0] with { CostTooLate = null }, .. leads[1..]], new HandoffCosts(100, 1), 1, seed: 1).Best.Threshold);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bounds()
    {
        var leads = RandomLeads(new Random(3), 40);
        HandoffChoice Choose(int seed) => HandoffThreshold.Choose(leads, new HandoffCosts(10, 50), 1, seed) with { Curve = [] };

        Assert.Equal(Choose(5).Cost, Choose(5).Cost);
        Assert.NotEqual(Choose(5).Cost, Choose(6).Cost);
    }

    [Theory]
    [InlineData(1, -1, 5, 1, "Too early costs -1 and too late 5. Give two costs of 0 or more that are not both 0.")]
    [InlineData(1, 0, 0, 1, "Too early costs 0 and too late 0. Give two costs of 0 or more that are not both 0.")]
    [InlineData(1, 1, 5, 0, "The looks cover 0 weeks. Give a number above 0.")]
    [InlineData(0, 1, 5, 1, "There is no lead to try a threshold on. Give leads of which it is known whether they converted.")]
    public void What_cannot_be_tried_is_refused(int count, double early, double late, double weeks, string message)
    {
        HandoffPath[] leads = [.. Enumerable.Repeat(Once(0.5, converts: true), count)];

        Assert.Equal(message, Assert.Throws<ArgumentException>(() => HandoffThreshold.Choose(leads, new HandoffCosts(early, late), weeks, 1)).Message);
    }

    [Fact]
    public void A_score_is_no_chance()
    {
        var error = Assert.Throws<ArgumentException>(() => HandoffThreshold.Choose([Once(1.5, converts: true)], new HandoffCosts(1, 1), 1, 1));

        Assert.Equal("A chance of conversion is not between 0 and 1. Give probabilities, not scores.", error.Message);
    }

    static List<HandoffPath> RandomLeads(Random random, int count) =>
    [
        .. Enumerable.Range(0, count).Select(_ =>
        {
            var converts = random.Next(3) == 0;
            // Coarse chances, so that leads and looks share some.
            HandoffLook[] looks =
            [
                .. Enumerable.Range(0, 1 + random.Next(6)).Select(_ => new HandoffLook(random.Next(21) / 20.0, converts && random.Next(2) == 0)),
            ];
            return new HandoffPath(looks, converts) { CostTooLate = random.Next(4) == 0 ? random.Next(500) : null };
        }),
    ];

    static HandoffPoint CallOneByOne(IEnumerable<HandoffPath> leads, HandoffCosts costs, double threshold)
    {
        var (calls, caught, early, missed, cost) = (0, 0, 0, 0, 0.0);
        foreach (var lead in leads)
        {
            var called = lead.Looks.Where(look => look.Probability >= threshold).Take(1).ToList();
            calls += called.Count;
            caught += called.Count(look => look.IsInTime);
            early += called.Count(look => !look.IsInTime);
            cost += called.Count(look => !look.IsInTime) * costs.TooEarly;
            if (called.Count > 0 || !lead.Converts)
                continue;
            missed++;
            cost += lead.CostTooLate ?? costs.TooLate;
        }
        return new HandoffPoint(threshold, calls, caught, early, missed, cost);
    }
}
