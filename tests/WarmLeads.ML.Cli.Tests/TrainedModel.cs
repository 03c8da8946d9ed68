namespace WarmLeads.ML.Cli.Tests;

/// <summary>A model trained once for all tests that only read it.</summary>
public sealed class TrainedModel : IAsyncLifetime
{
    readonly TemporaryFolder _folder = new();

    /// <summary>The export that it was trained on.</summary>
    public string Data => _folder.Path("leads.csv");

    /// <summary>The folder of models.</summary>
    public string Models => _folder.Path("models");

    /// <summary>The version's folder.</summary>
    public string Folder { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _folder.Write("leads.csv", Some.Export(600));
        var run = await Cli.RunAsync(
            "train", "--data", Data, "--label", "Converted", "--id", "Lead Id", "--models", Models, "--budget", "2", "--json");
        Folder = run.Done().Json.GetProperty("model").GetString()!;
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
