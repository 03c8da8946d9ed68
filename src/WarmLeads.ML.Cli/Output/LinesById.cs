using System.Text;
using Microsoft.Win32.SafeHandles;

namespace WarmLeads.ML.Cli;

/// <summary>Lines that come in any order and are written by id; all but their ids wait in a temporary file.</summary>
sealed class LinesById : IDisposable
{
    readonly List<(string Id, long From, int Length)> _lines = [];
    readonly SafeFileHandle _file = File.OpenHandle(
        Path.Combine(Path.GetTempPath(), $"warmleads-{Guid.NewGuid():N}.tmp"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);

    readonly MemoryStream _held = new();
    long _length;

    /// <summary>Takes up a line.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="line">The line with its end.</param>
    /// <exception cref="IOException">The disk of temporary files is full.</exception>
    public void Add(string id, StringBuilder line)
    {
        var bytes = Encoding.UTF8.GetBytes(line.ToString());
        _lines.Add((id, _length, bytes.Length));
        _length += bytes.Length;
        _held.Write(bytes);
        if (_held.Length > 1 << 20)
            Spill();
    }

    /// <summary>Writes all lines in ordinal order of their ids.</summary>
    public void WriteTo(TextWriter output)
    {
        Spill();
        _lines.Sort((left, right) => string.CompareOrdinal(left.Id, right.Id));
        foreach (var (_, from, length) in _lines)
        {
            var bytes = new byte[length];
            for (var read = 0; read < length;)
                read += RandomAccess.Read(_file, bytes.AsSpan(read), from + read);
            output.Write(Encoding.UTF8.GetString(bytes));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _held.Dispose();
    }

    void Spill()
    {
        RandomAccess.Write(_file, _held.GetBuffer().AsSpan(0, (int)_held.Length), _length - _held.Length);
        _held.SetLength(0);
    }
}
