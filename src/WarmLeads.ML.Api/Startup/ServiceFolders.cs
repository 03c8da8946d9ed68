namespace WarmLeads.ML.Api;

/// <summary>Where the settings' relative paths lead.</summary>
/// <param name="options">The settings.</param>
sealed class ServiceFolders(ServiceOptions options)
{
    const string MarkOfTheClone = "WarmLeads.ML.sln";

    /// <summary>The folder that relative paths start from, absolute.</summary>
    public string Root { get; } = options.Root.Length > 0
        ? Path.GetFullPath(options.Root)
        : FindClone(Directory.GetCurrentDirectory()) ?? FindClone(AppContext.BaseDirectory) ?? Directory.GetCurrentDirectory();

    /// <summary>The folder of the published models, absolute.</summary>
    public string Models => Absolute(options.Models);

    /// <summary>The folder of the sample history, absolute; null when none is to be loaded.</summary>
    public string? Sample => options.Sample.Length > 0 ? Absolute(options.Sample) : null;

    /// <summary>The file of signals, absolute; null when the shipped ones are used.</summary>
    public string? Signals => options.Signals.Length > 0 ? Absolute(options.Signals) : null;

    /// <summary>The store setting; a relative path made absolute, a connection string as it is.</summary>
    public string Store =>
        options.Store.StartsWith(FileKey, StringComparison.OrdinalIgnoreCase) ? FileKey + Absolute(options.Store[FileKey.Length..].Trim())
        : options.Store.Contains('=') || options.Store.Contains("://", StringComparison.Ordinal) ? options.Store
        : Absolute(options.Store);

    const string FileKey = "Data Source=";

    /// <summary>A path as people read it: relative to the root when it lies below, else absolute.</summary>
    public string Shorten(string path)
    {
        var relative = Path.GetRelativePath(Root, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }

    string Absolute(string path) => Path.GetFullPath(path, Root);

    static string? FindClone(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, MarkOfTheClone)))
                return folder.FullName;
        }

        return null;
    }
}
