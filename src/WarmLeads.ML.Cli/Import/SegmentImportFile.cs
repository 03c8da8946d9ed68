using System.IO.Compression;
using System.Text;
using WarmLeads.ML.Api;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Cli;

/// <summary>A file of Segment calls, one JSON object on a line, plain or gzip.</summary>
sealed class SegmentImportFile : IImportFile
{
    // A call has at most 32 kB by Segment's own limits.
    const int LongestLine = 1 << 20;

    readonly FileStream _file;
    readonly StreamReader _text;
    readonly SegmentLineReader _reader;
    readonly string _name;
    readonly DateTimeOffset _now;
    string _line = "";

    SegmentImportFile(FileStream file, Stream content, EventNames names, DateTimeOffset now)
    {
        (_file, _now, _name) = (file, now, Path.GetFileName(file.Name));
        _text = new StreamReader(content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false));
        _reader = new SegmentLineReader(names);
    }

    public string Shape => "Segment calls";

    public int Order => 1;

    public long Line { get; private set; }

    public double Fraction => _file.Length == 0 ? 1 : (double)_file.Position / _file.Length;

    /// <summary>Opens a file whose first character is a brace; null when it is another.</summary>
    public static SegmentImportFile? TryOpen(string path, EventNames names, DateTimeOffset now)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        var isGzip = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        var opened = new SegmentImportFile(file, isGzip ? new GZipStream(file, CompressionMode.Decompress) : file, names, now);
        if (opened._text.Peek() == '{')
            return opened;
        opened.Dispose();
        return null;
    }

    public bool Next()
    {
        do
        {
            if (_text.ReadLine() is not { } line)
                return false;
            Line++;
            _line = line;
        }
        while (string.IsNullOrWhiteSpace(_line));
        return true;
    }

    public bool Read(ImportBatch batch)
    {
        if (_line.Length > LongestLine)
            throw new InvalidDataException($"{_name} line {Line}: the line has {_line.Length} characters; a call has at most {LongestLine}.");
        if (!_reader.TryRead(_line, _now, out var content, out var problem))
            throw new InvalidDataException($"{_name} line {Line}: {problem}");
        batch.Aliases.AddRange(content.Aliases);
        batch.Changes.AddRange(content.Changes);
        batch.Events.AddRange(content.Events);
        batch.Consents.AddRange(content.Consents);
        return true;
    }

    public void Dispose()
    {
        _text.Dispose();
        _file.Dispose();
    }
}
