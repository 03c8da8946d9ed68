namespace WarmLeads.ML.Training;

/// <summary>One publisher at a time for each model name, over all processes of the machine.</summary>
/// <remarks>The operating system lets go of the lock when its process ends, however it ends.</remarks>
sealed class RegistryLock : IDisposable
{
    const string FileName = ".lock";
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    readonly FileStream _file;

    RegistryLock(FileStream file) => _file = file;

    public static async Task<RegistryLock> TakeAsync(string folder, CancellationToken stop)
    {
        while (true)
        {
            if (TryTake(folder) is { } taken)
                return taken;
            await Task.Delay(Pause, stop);
        }
    }

    public static RegistryLock? TryTake(string folder)
    {
        Directory.CreateDirectory(folder);
        try
        {
            return new RegistryLock(new FileStream(
                Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (File.Exists(Path.Combine(folder, FileName)))
        {
            // Another publisher holds it.
            return null;
        }
    }

    public void Dispose() => _file.Dispose();
}
