using System.IO.Compression;
using System.Text;

namespace WarmLeads.ML.Leads.Tests;

public sealed class SampleHistoryTests
{
    [Fact]
    public void The_sample_in_the_data_folder_is_what_the_simulator_writes_for_seed_1()
    {
        using var leads = new StringWriter();
        using var events = new StringWriter();
        using var outcomes = new StringWriter();

        SampleHistory.Write(new SimulationOptions { LeadCount = 3000, Seed = 1 }, leads, events, outcomes, TextWriter.Null, TestContext.Current.CancellationToken);

        // Assert.True, not Equal: a difference of megabytes would be printed whole.
        Assert.True(leads.ToString() == Read("leads.csv.gz"), "data/sample/leads.csv.gz is stale; write it again as data/README.md says.");
        Assert.True(events.ToString() == Read("events.csv.gz"), "data/sample/events.csv.gz is stale; write it again as data/README.md says.");
        Assert.True(outcomes.ToString() == Read("outcomes.csv.gz"), "data/sample/outcomes.csv.gz is stale; write it again as data/README.md says.");
    }

    [Fact]
    public void The_sample_is_small_enough_to_live_in_the_repository() =>
        Assert.InRange(new DirectoryInfo(Folder()).EnumerateFiles().Sum(file => file.Length), 1, 2_000_000);

    [Fact]
    public void The_truth_has_a_line_for_every_lead_and_horizons_for_the_open_ones()
    {
        using var outcomes = new StringWriter();
        using var truth = new StringWriter();
        var options = new SimulationOptions { LeadCount = 100, Seed = 2 };

        var counts = SampleHistory.Write(options, TextWriter.Null, TextWriter.Null, outcomes, truth, TestContext.Current.CancellationToken);

        var lines = truth.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var closed = outcomes.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')[0]).ToHashSet();
        Assert.Equal("lead_id,probability_ever,probability_7d,probability_30d,probability_90d,converts_at", lines[0]);
        Assert.Equal(100, counts.Leads);
        Assert.Equal(counts.Outcomes, closed.Count);
        Assert.Equal(101, lines.Length);
        Assert.All(lines.Skip(1).Select(line => line.Split(',')), fields => Assert.Equal(closed.Contains(fields[0]), fields[3].Length == 0));
    }

    static string Read(string name)
    {
        using var file = File.OpenRead(Path.Combine(Folder(), name));
        using var zip = new GZipStream(file, CompressionMode.Decompress);
        using var reader = new StreamReader(zip, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "WarmLeads.ML.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No folder above the tests has WarmLeads.ML.sln. Run the tests from a clone.");
        return Path.Combine(folder.FullName, "data", "sample");
    }
}
