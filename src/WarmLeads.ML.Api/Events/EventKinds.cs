using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>Which kind an event name of another system is, by the service's signals.json or the shipped names.</summary>
/// <remarks>The file is read once, at the start.</remarks>
sealed class EventKinds
{
    readonly EventNames _names;

    /// <summary>Reads the setting's file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It cannot be used.</exception>
    public EventKinds(ServiceFolders folders)
    {
        if (folders.Signals is not { } path)
        {
            _names = SignalCatalog.Default.Names;
            return;
        }

        if (!File.Exists(path))
            throw new FileNotFoundException($"{path} does not exist; setting Signals names the file of signals, or is empty.", path);
        _names = SignalCatalogFile.Parse(File.ReadAllText(path), Path.GetFileName(path)).Names;
    }

    /// <summary>The kind that the file gives a name; null when it has none of it.</summary>
    public string? Configured(string name) => _names.Own.GetValueOrDefault(name);

    /// <summary>The kind of a name that is not empty.</summary>
    public string KindOf(string name) => _names.KindOf(name);
}
