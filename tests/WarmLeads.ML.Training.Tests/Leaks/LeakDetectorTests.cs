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

    static IEnumerable<string> Leaks(string path, string label)
    {
        var source = FlatSource.Read(new FlatOptions { Data = path, Label = label }, null, default);
        int[] rows = [.. Enumerable.Range(0, source.Labels.Rows.Length)];
        return new LeakDetector(new TrainingOptions()).Find(source.Encode(source.Learn(rows).Schema, rows)).Select(warning => warning.Name);
    }
}
