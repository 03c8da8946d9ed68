using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Data.Sqlite;

namespace WarmLeads.ML.Api.Tests;

public sealed class ServiceHostTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_port_in_use_is_said_and_nothing_is_written()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";

        var (code, sentence) = await RunAsync("--urls", address);

        Assert.Equal(1, code);
        Assert.Equal($"{address} is used by another program; stop that program, or give another address with --urls http://localhost:5081.", sentence);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task A_models_folder_that_cannot_be_written_to_is_said()
    {
        await File.WriteAllTextAsync(_folder["file"], "");
        var (code, sentence) = await RunAsync("--models", "file/models");
        Assert.Equal(1, code);
        Assert.StartsWith($"The models folder {_folder["file/models"]} cannot be written to (", sentence, StringComparison.Ordinal);
        Assert.EndsWith("); give yourself the right to, or name another one with --models.", sentence, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["data/store/warmleads.db"]));
    }

    [Fact]
    public async Task A_store_that_is_no_database_is_said_and_left_alone()
    {
        await File.WriteAllTextAsync(_folder["leads.db"], new string('x', 5000));
        var (code, sentence) = await RunAsync("--store", "leads.db");
        Assert.Equal(1, code);
        Assert.Equal(
            $"{_folder["leads.db"]} is not a SQLite database; name another file for the store, or move this one away and a new store is created.", sentence);
        Assert.Equal(new string('x', 5000), await File.ReadAllTextAsync(_folder["leads.db"]));
    }

    [Fact]
    public async Task A_store_of_a_newer_program_is_said()
    {
        using var stop = new CancellationTokenSource();
        var output = new StopAtFirstLine(stop);
        await ServiceHost.RunAsync(["--root", _folder.Path, "--sample", "", "--urls", "http://127.0.0.1:0"], output, TextWriter.Null, stop.Token);
        await using (var store = new SqliteConnection($"Data Source={_folder["data/store/warmleads.db"]};Pooling=False"))
        {
            await store.OpenAsync();
            await using var command = store.CreateCommand();
            command.CommandText = "PRAGMA user_version = 999";
            await command.ExecuteNonQueryAsync();
        }

        var (code, sentence) = await RunAsync();

        Assert.Equal(1, code);
        Assert.Contains("999", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(Environment.NewLine, sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_model_is_said()
    {
        var version = Directory.CreateDirectory(_folder["models/conversion/0001"]);
        await File.WriteAllTextAsync(Path.Combine(version.FullName, "model.wlm"), "damaged");
        await File.WriteAllTextAsync(_folder["models/conversion/current"], "0001");

        var (code, sentence) = await RunAsync();

        Assert.Equal(1, code);
        Assert.StartsWith($"Model file '{Path.Combine(version.FullName, "model.wlm")}' is not a usable model: ", sentence, StringComparison.Ordinal);
        Assert.EndsWith(" Publish another version or train again.", sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--budget", "0", "Setting BudgetSeconds is 0; give 1 to 86400.")]
    [InlineData("--horizon", "soon", "Failed to convert configuration value 'soon' at 'WarmLeads:HorizonDays' to type 'System.Int32'. Correct the value.")]
    [InlineData("--WarmLeads:Stor", "x", "Section WarmLeads of the settings holds 'Stor', which is no setting; known are Root, Store, Models, Sample, ModelName, HorizonDays, SnapshotsPerLead, SegmentAttribute, BudgetSeconds, Seed, TrainingCron, Urls, ApiKeys, AllowedHosts, Signals, Pool.")]
    [InlineData("--verbose", "1", "'--verbose' is no option of the service; known are --root, --store, --models, --sample, --model-name, --horizon, --budget, --seed, --cron, --urls.")]
    public async Task A_wrong_setting_is_bad_usage(string option, string value, string sentence)
    {
        Assert.Equal((2, sentence), await RunAsync(option, value));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Without_leads_the_service_answers_why_it_cannot_predict()
    {
        using var stop = new CancellationTokenSource();
        var output = new StopAtFirstLine(stop);
        var code = await ServiceHost.RunAsync(
            ["--root", _folder.Path, "--sample", "", "--urls", "http://127.0.0.1:0"], output, TextWriter.Null, stop.Token);

        Assert.Equal(0, code);
        Assert.Contains(
            "without a model: There is no model because the store holds no leads; import a lead history, then POST /v1/trainings.",
            output.ToString(), StringComparison.Ordinal);
    }

    async Task<(int Code, string Sentence)> RunAsync(params string[] args)
    {
        var errors = new StringWriter();
        string[] address = args.Contains("--urls") ? [] : ["--urls", "http://127.0.0.1:0"];
        var code = await ServiceHost.RunAsync(["--root", _folder.Path, "--sample", "", .. address, .. args], TextWriter.Null, errors);
        return (code, errors.ToString().TrimEnd());
    }

    /// <summary>Stops the service once it has said where the API description is.</summary>
    sealed class StopAtFirstLine(CancellationTokenSource stop) : StringWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value?.Contains("API description", StringComparison.Ordinal) == true)
                stop.CancelAfter(TimeSpan.FromMilliseconds(1));
        }
    }
}
