namespace WarmLeads.ML.EndToEnd.Tests;

/// <summary>The clone that the tests run in.</summary>
static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    static string Find(string folder) => File.Exists(Path.Combine(folder, "WarmLeads.ML.sln"))
        ? folder
        : Find(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests do not lie in a clone of the repository."));
}
