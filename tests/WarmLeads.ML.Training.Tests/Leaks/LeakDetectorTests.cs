using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training.Tests;

public class LeakDetectorTests
{
    [Theory]
    [InlineData("x-education/leads.csv.gz", "Converted", "Tags")]
    [InlineData("bank-marketing/bank-additional-full.csv.gz", "y", "duration")]
    [InlineData("hillstrom-email/hillstrom.csv.gz", "visit", "spend")]
    public void The_known_leaks_of_real_tables_are_named(string file, string label, string leak) =>
        Assert.Contains(leak, Leaks(SharedData.PathOf(file), label));

    [Fact]
    public void A_real_table_without_a_leak_raises_no_alarm() =>
        Assert.Empty(Leaks(SharedData.PathOf("give-me-some-credit/cs-training.csv.gz"), "SeriousDlqin2yrs"));

    [Fact]
    public void Two_columns_that_tell_the_same_do_not_cover_for_each_other()
    {
        using var folder = new TemporaryFolder();
        var lines = File.ReadLines(MadeTables.Leads(folder.Path, leak: true)).ToArray();
        var path = Path.Combine(folder.Path, "twice.csv");
        File.WriteAllLines(path, lines.Select((line, i) => $"{(i == 0 ? "Signed" : line.Contains(",signed,", StringComparison.Ordinal) ? "y" : "n")},{line}"));
        Assert.Equal(["Closed Reason", "Signed"], Leaks(path, "Converted").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Where_a_quick_model_is_no_better_than_the_base_rate_no_column_is_blamed()
    {
        // So few leads that every quick model over-fits: each column would seem to carry all that is told.
        var simulation = new SimulationOptions { LeadCount = 200 };
        var histories = new CrmSimulator(simulation).Simulate().Select(lead => lead.History).ToAsyncEnumerable();
        var source = await SnapshotSource.ReadAsync(
            histories, new LeadScorer(new LeadFeatureBuilder()), new HistoryOptions { Now = simulation.End }, null, 0, null, default);
        int[] rows = [.. Enumerable.Range(0, source.Snapshots.Count)];

        Assert.Empty(new LeakDetector(new TrainingOptions()).Find(source.Encode(source.Learn(rows).Schema, rows)));
    }

    static IEnumerable<string> Leaks(string path, string label)
    {
        var source = FlatSource.Read(new FlatOptions { Data = path, Label = label }, null, default);
        int[] rows = [.. Enumerable.Range(0, source.Labels.Rows.Length)];
        return new LeakDetector(new TrainingOptions()).Find(source.Encode(source.Learn(rows).Schema, rows)).Select(warning => warning.Name);
    }
}
