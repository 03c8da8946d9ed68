namespace WarmLeads.ML.Cli;

/// <summary>Files of one folder that appear together or not at all.</summary>
sealed class OutputFolder : IDisposable
{
    readonly List<OutputFile> _files = [];
    readonly string _option;
    readonly bool _isNew;
    bool _isComplete;

    OutputFolder(string path, string option, bool isNew) => (Path, _option, _isNew) = (path, option, isNew);

    /// <summary>The folder, as the user named it.</summary>
    public string Path { get; }

    /// <summary>Opens a folder, and makes it when it does not exist.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="option">The option that named it, for messages.</param>
    /// <exception cref="InvalidDataException">It cannot be made.</exception>
    public static OutputFolder Open(string path, string option)
    {
        RefuseFile(path, option);
        try
        {
            var isNew = !Directory.Exists(path);
            Directory.CreateDirectory(path);
            return new OutputFolder(path, option, isNew);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new InvalidDataException($"Folder {path} cannot be made: {e.Message.TrimEnd('.')}. Give {option} another place.", e);
        }
    }

    /// <summary>Refuses a folder that cannot be written to, and leaves everything as it is: the folder need not exist yet.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="option">The option that named it, for messages.</param>
    /// <exception cref="InvalidDataException">It cannot be written to.</exception>
    public static void CheckWritable(string path, string option)
    {
        RefuseFile(path, option);
        var existing = System.IO.Path.GetFullPath(path);
        while (!Directory.Exists(existing))
            existing = System.IO.Path.GetDirectoryName(existing)!;
        try
        {
            File.Create(System.IO.Path.Combine(existing, $".warmleads.{Environment.ProcessId}.probe"), 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new InvalidDataException(
                $"Folder {path} cannot be written to: {e.Message.TrimEnd('.')}. Give {option} another place, or make this one writable.", e);
        }
    }

    /// <summary>Opens a file of the folder for writing.</summary>
    public OutputFile Create(string name)
    {
        var file = OutputFile.Create(System.IO.Path.Combine(Path, name), _option);
        _files.Add(file);
        return file;
    }

    /// <summary>Puts all files in their places.</summary>
    public void Complete()
    {
        foreach (var file in _files)
            file.Complete();
        _isComplete = true;
    }

    /// <summary>Removes what was written unless it was completed, and the folder when it was made for it.</summary>
    public void Dispose()
    {
        foreach (var file in _files)
            file.Dispose();
        if (_isNew && !_isComplete)
            Directory.Delete(Path);
    }

    static void RefuseFile(string path, string option)
    {
        if (File.Exists(path))
            throw new InvalidDataException($"{path} is a file; give {option} the name of a folder.");
    }
}
