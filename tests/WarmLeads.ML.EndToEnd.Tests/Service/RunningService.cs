namespace WarmLeads.ML.EndToEnd.Tests;

/// <summary>A service over the sample history that the repository ships, shared by the tests that only ask.</summary>
public sealed class RunningService : IAsyncLifetime
{
    readonly string _root = Directory.CreateTempSubdirectory("warmleads-e2e-").FullName;
    ServiceProcess _process = null!;

    public string Address => _process.Address;

    public string Curl => _process.Curl;

    public string Output => _process.Output;

    public async ValueTask InitializeAsync()
    {
        _process = new ServiceProcess(_root, Path.Combine(Repository.Root, "data", "sample"), budgetSeconds: 4);
        await _process.WaitUntilServingAsync();
    }

    public ValueTask DisposeAsync()
    {
        _process.Dispose();
        Directory.Delete(_root, recursive: true);
        return ValueTask.CompletedTask;
    }
}
