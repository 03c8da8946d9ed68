using Microsoft.Win32.SafeHandles;

namespace WarmLeads.ML.Training;

/// <summary>A temporary file that is appended to and read at any place; it is gone when closed, and when the process dies.</summary>
sealed class SpillFile : IDisposable
{
    readonly SafeFileHandle _file;

    /// <summary>Makes an empty one.</summary>
    /// <param name="folder">Where it lies; null for the folder of temporary files.</param>
    public SpillFile(string? folder = null)
    {
        var path = Path.Combine(folder ?? Path.GetTempPath(), $"warmleads-{Guid.NewGuid():N}.tmp");
        _file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
        // Where a file without a name lives on while it is open, even a killed process leaves nothing behind.
        if (!OperatingSystem.IsWindows())
            File.Delete(path);
    }

    /// <summary>Bytes appended so far.</summary>
    public long Length { get; private set; }

    /// <summary>Appends bytes.</summary>
    /// <exception cref="IOException">The disk of temporary files is full.</exception>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        RandomAccess.Write(_file, bytes, Length);
        Length += bytes.Length;
    }

    /// <summary>Reads from a place on; returns how much was read, 0 at the end.</summary>
    public int Read(Span<byte> bytes, long from) => RandomAccess.Read(_file, bytes, from);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
