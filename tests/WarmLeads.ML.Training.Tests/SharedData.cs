namespace WarmLeads.ML.Training.Tests;

/// <summary>Public tables that lie beside the repository on some machines, in a folder `shared/data` above it.</summary>
static class SharedData
{
    /// <summary>The path of a file; skips the test where the tables are absent.</summary>
    public static string PathOf(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", file);
            if (File.Exists(path))
                return path;
        }

        Assert.Skip($"There is no shared/data/{file} above the repository.");
        return "";
    }
}
