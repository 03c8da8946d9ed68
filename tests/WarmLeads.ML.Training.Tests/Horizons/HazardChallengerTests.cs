namespace WarmLeads.ML.Training.Tests;

public class HazardChallengerTests
{
    [Fact]
    public void A_hazard_within_chance_does_not_win()
    {
        var challenge = HazardChallenger.Compare([0.2, 0.3, 0.1, 0.4], [0.21, 0.29, 0.1, 0.41], [0, 0, 0, 1], [1, 1, 1, 1], [0, 1, 2, 3], 7);
        Assert.False(challenge.HazardWon);
        Assert.Equal(
            "Direct learning stays: the hazard of conversion, with 7 more snapshots whose horizon had not passed, on 4 later snapshots of 4 leads " +
            $"had log-loss {challenge.HazardLogLoss:0.0000} against {challenge.DirectLogLoss:0.0000}, a difference of +0.0066 with a standard error of 0.0071, which is within chance.",
            challenge.InWords());
    }

    [Fact]
    public void A_hazard_that_is_better_for_every_lead_wins()
    {
        var challenge = HazardChallenger.Compare([0.3, 0.3, 0.3, 0.3], [0.1, 0.1, 0.1, 0.9], [0, 0, 0, 1], [1, 1, 1, 1], [0, 1, 2, 3], 2);
        Assert.True(challenge.HazardWon);
        Assert.Equal(challenge.DirectLogLoss - challenge.HazardLogLoss, challenge.Difference, 12);
        Assert.StartsWith(
            "The hazard won: learning when leads convert, with 2 snapshots whose horizon had not passed, on 4 later snapshots of 4 leads had log-loss 0.1054 against 0.5685, ",
            challenge.InWords(), StringComparison.Ordinal);
    }

    [Fact]
    public void Snapshots_of_one_lead_are_one_witness()
    {
        double[] direct = [.. Enumerable.Repeat(0.3, 40)], hazard = [.. Enumerable.Range(0, 40).Select(i => i < 21 ? 0.29 : 0.31)];
        float[] labels = new float[40], weights = [.. Enumerable.Repeat(1f, 40)];
        var alone = HazardChallenger.Compare(direct, hazard, labels, weights, [.. Enumerable.Range(0, 40)], 0);
        var together = HazardChallenger.Compare(direct, hazard, labels, weights, [.. Enumerable.Range(0, 40).Select(i => i < 20 ? 0 : 1)], 0);
        Assert.Equal(alone.Difference, together.Difference, 12);
        Assert.True(together.StandardError > 3 * alone.StandardError);
        Assert.Equal(2, together.Leads);
    }
}
