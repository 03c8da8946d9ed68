using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>Which kind an event name of another system is, by the service's signals.json or the shipped names.</summary>
/// <remarks>The file is read once, at the start.</remarks>
/// <param name="names">The names.</param>
sealed class EventKinds(EventNames names)
{
    /// <summary>Reads the setting's file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It cannot be used.</exception>
    public static EventKinds Of(ServiceFolders folders)
    {
        if (folders.Signals is not { } path)
            return new EventKinds(SignalCatalog.Default.Names);
        if (!File.Exists(path))
            throw new FileNotFoundException($"{path} does not exist; setting Signals names the file of signals, or is empty.", path);
        return new EventKinds(SignalCatalogFile.Parse(File.ReadAllText(path), Path.GetFileName(path)).Names);
    }

    /// <summary>The kind that the file gives a name; null when it has none of it.</summary>
    public string? Configured(string name) => names.Own.GetValueOrDefault(name);

    /// <summary>The kind of a name that is not empty.</summary>
    public string KindOf(string name) => names.KindOf(name);
}
