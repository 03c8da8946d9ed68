namespace WarmLeads.ML.Training.Tests;

public sealed class PairedLossTests
{
    static readonly double[] s_values = [0.3, -0.1, 0.4, -0.2, 0.05, 0.15];

    [Fact]
    public void Looking_at_each_lead_four_times_makes_a_difference_no_surer()
    {
        int[] once = [.. Enumerable.Range(0, s_values.Length)], fourTimes = [.. Enumerable.Range(0, 4 * s_values.Length)];
        var ofOnce = PairedLoss.StandardErrorOfSum(s_values, once) / s_values.Length;
        double[] repeated = [.. fourTimes.Select(row => s_values[row / 4])];

        Assert.Equal(ofOnce, PairedLoss.StandardErrorOfSum(repeated, [.. fourTimes.Select(row => row / 4)]) / repeated.Length, 12);
        Assert.Equal(ofOnce, PairedLoss.StandardErrorOfSum(s_values, null) / s_values.Length, 12);
        Assert.Equal(ofOnce / 2, PairedLoss.StandardErrorOfSum(repeated, fourTimes) / repeated.Length, 12);
    }

    [Fact]
    public void What_there_is_to_learn_from_is_counted_in_leads()
    {
        var schema = new Scoring.ModelSchema { Columns = [], MissingMarkers = [] };
        float[] labels = [0, 0, 1, 0, 0, 0, 1, 1];
        Assert.Equal(3, new TrainingTable(schema, [], labels).LeadsOfRarerOutcome);
        Assert.Equal(2, new TrainingTable(schema, [], labels) { Groups = [0, 1, 1, 2, 3, 4, 5, 5] }.LeadsOfRarerOutcome);
        Assert.Equal(1, new TrainingTable(schema, [], [1, 1, 1, 0, 0]) { Groups = [0, 1, 2, 3, 3] }.LeadsOfRarerOutcome);
    }
}
