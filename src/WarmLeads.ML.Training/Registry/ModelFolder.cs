using System.Globalization;
using System.Text;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>The folder of one model name: a folder for each version, and the small file that says which one is in use.</summary>
/// <remarks>
/// What is there:
///
///     leads/current          the version in use
///     leads/0001/model.wlm   card.json  card.html
///     leads/.0002.writing/   a version that is being written; left over when its writer was killed
///     leads/.fence           the highest number that was reserved
///     leads/.lock            held while a version is written
///
/// Versions and `current` appear by renaming alone, so a reader sees all of a version or nothing of it.
/// </remarks>
sealed class ModelFolder(string path)
{
    const string FenceFile = ".fence", WritingSuffix = ".writing", NewSuffix = ".new";

    public string Path => path;

    string Name => System.IO.Path.GetFileName(path);

    string CurrentFile => System.IO.Path.Combine(path, ConversionModel.CurrentFileName);

    public string FolderOf(string version) => System.IO.Path.Combine(path, version);

    /// <summary>Versions that are published, oldest first.</summary>
    public IReadOnlyList<string> Versions() => !Directory.Exists(path) ? [] :
    [
        .. Directory.EnumerateDirectories(path)
            .Select(folder => System.IO.Path.GetFileName(folder))
            .Where(folder => TryParse(folder, out _))
            .OrderBy(folder => int.Parse(folder, CultureInfo.InvariantCulture)),
    ];

    /// <summary>The version in use; null when none was published.</summary>
    /// <exception cref="InvalidDataException">`current` names a version that is not there.</exception>
    public string? Current()
    {
        if (!File.Exists(CurrentFile))
            return null;
        var version = File.ReadAllText(CurrentFile).Trim();
        var versions = Versions();
        return versions.Contains(version, StringComparer.Ordinal)
            ? version
            : throw new InvalidDataException(
                $"Model '{Name}': the file '{CurrentFile}' names version '{version}', which is not there; {Offer(versions)}");
    }

    /// <summary>Puts a published version into use.</summary>
    public void SetCurrent(string version) => ReplaceFile(CurrentFile, version + "\n");

    /// <summary>Reserves the next number. The lock must be held.</summary>
    public int Reserve()
    {
        var number = Math.Max(Newest(), ReadFence()) + 1;
        ReplaceFile(System.IO.Path.Combine(path, FenceFile), number.ToString(CultureInfo.InvariantCulture) + "\n");
        return number;
    }

    /// <summary>The number of the newest published version; 0 when there is none.</summary>
    public int Newest() => Versions() is [.., var last] ? int.Parse(last, CultureInfo.InvariantCulture) : 0;

    /// <summary>Starts a version's folder where no reader looks, and removes what killed writers left. The lock must be held.</summary>
    public string StartWriting(string version)
    {
        foreach (var left in Directory.EnumerateDirectories(path, $".*{WritingSuffix}"))
            Directory.Delete(left, recursive: true);
        return Directory.CreateDirectory(System.IO.Path.Combine(path, $".{version}{WritingSuffix}")).FullName;
    }

    /// <summary>Writes a file down to the disk.</summary>
    public static void WriteFile(string file, ReadOnlySpan<byte> bytes)
    {
        using var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None);
        stream.Write(bytes);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>What to do about a version that is not there.</summary>
    public static string Offer(IReadOnlyList<string> versions) => versions.Count == 0
        ? "no version is published; train one."
        : $"published are {string.Join(", ", versions)}.";

    int ReadFence()
    {
        var file = System.IO.Path.Combine(path, FenceFile);
        if (!File.Exists(file))
            return 0;
        var text = File.ReadAllText(file).Trim();
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InvalidDataException($"The file '{file}' holds '{text}', not the highest version number; write {Newest()} into it.");
    }

    // A reader sees the old content or the new, never a part.
    static void ReplaceFile(string file, string text)
    {
        WriteFile(file + NewSuffix, Encoding.UTF8.GetBytes(text));
        File.Move(file + NewSuffix, file, overwrite: true);
    }

    static bool TryParse(string folder, out int number) =>
        int.TryParse(folder, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0 && folder.Length >= 4;
}
