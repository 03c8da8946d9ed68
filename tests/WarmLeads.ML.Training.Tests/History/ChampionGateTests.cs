namespace WarmLeads.ML.Training.Tests;

public class ChampionGateTests
{
    [Fact]
    public void Without_a_serving_model_the_new_one_is_published()
    {
        var (labels, good, _) = Sample(400);
        var decision = ChampionGate.Judge(labels, good, null, new bool[400], 0.3);
        Assert.True(decision.Publish);
        Assert.StartsWith("There is no serving model; the new one has log-loss ", decision.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_better_model_takes_over()
    {
        var (labels, good, poor) = Sample(2_000);
        var decision = ChampionGate.Judge(labels, good, poor, new bool[2_000], 0.3);
        Assert.True(decision.Publish);
        Assert.EndsWith("the new one is not worse and takes over.", decision.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_worse_model_is_held_and_the_reason_has_the_figures()
    {
        var (labels, good, poor) = Sample(2_000);
        var decision = ChampionGate.Judge(labels, poor, good, new bool[2_000], 0.3);
        Assert.False(decision.Publish);
        Assert.True(decision.Challenger.LogLoss > decision.Champion!.LogLoss);
        Assert.Contains("worse by more than one standard error", decision.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_model_again_is_not_worse()
    {
        var (labels, good, _) = Sample(2_000);
        Assert.True(ChampionGate.Judge(labels, good, good, new bool[2_000], 0.3).Publish);
    }

    [Fact]
    public void Only_leads_that_the_serving_model_never_saw_count_when_there_are_enough()
    {
        var (labels, good, poor) = Sample(2_000);
        bool[] seen = [.. Enumerable.Range(0, 2_000).Select(i => i < 1_000)];

        // The serving model is perfect on what it saw and poor on the rest.
        double[] champion = [.. Enumerable.Range(0, 2_000).Select(i => seen[i] ? (labels[i] > 0.5f ? 0.99 : 0.01) : poor[i])];

        var decision = ChampionGate.Judge(labels, good, champion, seen, 0.3);

        Assert.Equal(1_000, decision.Rows);
        Assert.True(decision.Publish);
    }

    [Fact]
    public void With_too_few_new_leads_all_count_and_that_is_said()
    {
        var (labels, good, _) = Sample(300);
        var decision = ChampionGate.Judge(labels, good, good, [.. Enumerable.Repeat(true, 300)], 0.3);
        Assert.Equal(300, decision.Rows);
        Assert.Contains(", which was trained on some of them", decision.Reason, StringComparison.Ordinal);
    }

    static (float[] Labels, double[] Good, double[] Poor) Sample(int count)
    {
        var random = new Random(9);
        double[] good = [.. Enumerable.Range(0, count).Select(_ => 0.05 + 0.9 * random.NextDouble())];
        float[] labels = [.. good.Select(p => random.NextDouble() < p ? 1f : 0f)];
        return (labels, good, [.. good.Select(_ => 0.1 + 0.8 * random.NextDouble())]);
    }
}
