using System.Buffers;
using System.IO.Compression;
using System.Text.Unicode;

namespace WarmLeads.ML.Training;

/// <summary>The text of a file, plain or gzip, read strictly as UTF-8 in small blocks.</summary>
/// <remarks>
/// After the last character it hands out a line break and <see cref="EndMark"/>. A parser that then returns a record of
/// the mark alone has come to the end properly; one that returns more was still inside quotes.
/// </remarks>
sealed class Utf8Text : TextReader
{
    /// <summary>Stands alone on the line after the last; U+FFFF is no character, and its place is checked too.</summary>
    public const char EndMark = '\uFFFF';

    const int BlockBytes = 1 << 16;

    readonly FileStream _file;
    readonly Stream _bytes;
    readonly byte[] _block = new byte[BlockBytes];
    readonly char[] _chars = new char[BlockBytes + 2];
    int _blockLength, _charStart, _charEnd;
    bool _isLastBlock;
    long _bytesDecoded;

    Utf8Text(FileStream file, Stream bytes)
    {
        (_file, _bytes) = (file, bytes);
        FileName = Path.GetFileName(file.Name);
    }

    /// <summary>The file's name without its folder.</summary>
    public string FileName { get; }

    /// <summary>Called before more characters are handed out: the place to stop what grows too long.</summary>
    public Action? BeforeRead { get; set; }

    /// <summary>Characters handed out so far, the end's line break and mark included.</summary>
    public long CharactersRead { get; private set; }

    /// <summary>Whether everything was handed out.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>How much of the file's bytes was read, 0..1.</summary>
    public double Fraction => _file.Length == 0 ? 1 : (double)_file.Position / _file.Length;

    /// <summary>The characters that wait to be handed out.</summary>
    public ReadOnlySpan<char> Waiting => _chars.AsSpan(_charStart.._charEnd);

    /// <summary>Opens a file and reads its first block.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is empty, or neither UTF-8 text nor gzip of it.</exception>
    public static Utf8Text Open(string path)
    {
        if (Directory.Exists(path))
            throw new FileNotFoundException($"{path} is a folder; give the file in it.", path);
        if (!File.Exists(path))
            throw new FileNotFoundException($"{path} does not exist; check the path.", path);

        var file = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        try
        {
            Span<byte> magic = stackalloc byte[4];
            magic = magic[..file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false)];
            file.Position = 0;
            if (magic.StartsWith("PK\u0003\u0004"u8))
            {
                throw new InvalidDataException(
                    $"{Path.GetFileName(path)} is a ZIP archive, perhaps an Excel workbook; save it as CSV (UTF-8), plain or .gz.");
            }

            var isGzip = magic.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]);
            var text = new Utf8Text(file, isGzip ? new GZipStream(new EndMarkedGzip(file), CompressionMode.Decompress) : file);
            text.ReadFirstBlock();
            return text;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override int Read(char[] buffer, int index, int count)
    {
        BeforeRead?.Invoke();
        if (_charStart == _charEnd && !HasEnded)
            ReadBlock();
        var handed = Math.Min(count, _charEnd - _charStart);
        Waiting[..handed].CopyTo(buffer.AsSpan(index));
        _charStart += handed;
        CharactersRead += handed;
        return handed;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _bytes.Dispose();
        _file.Dispose();
        base.Dispose(disposing);
    }

    void ReadFirstBlock()
    {
        FillBlock();
        var start = _block.AsSpan(0, _blockLength);
        if (start.IsEmpty)
            throw new InvalidDataException($"{FileName} is empty; the first line must name the columns.");
        if (start.StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe]) || start.StartsWith((ReadOnlySpan<byte>)[0xfe, 0xff]))
            throw new InvalidDataException($"{FileName} is UTF-16 text; save it as UTF-8.");
        if (start.StartsWith((ReadOnlySpan<byte>)[0xef, 0xbb, 0xbf]))
        {
            start[3..].CopyTo(_block);
            _blockLength -= 3;
            _bytesDecoded = 3;
        }

        Decode();
    }

    void ReadBlock()
    {
        FillBlock();
        Decode();
    }

    // Fills what the undecoded rest of the block before left free, until the block is full or the file ends.
    void FillBlock()
    {
        try
        {
            _blockLength += _bytes.ReadAtLeast(
                _block.AsSpan(_blockLength), _block.Length - _blockLength, throwOnEndOfStream: false);
        }
        catch (InvalidDataException damage)
        {
            throw DamagedGzip(damage);
        }

        _isLastBlock = _blockLength < _block.Length;
        if (_isLastBlock && _bytes is GZipStream)
        {
            if (_blockLength == 0 || _block[_blockLength - 1] != EndMarkedGzip.Mark)
                throw DamagedGzip(cause: null);
            _blockLength--;
        }
    }

    InvalidDataException DamagedGzip(Exception? cause) => new(
        $"{FileName} is damaged: its gzip data cannot be unpacked to the end; make or copy the file again.", cause);

    void Decode()
    {
        var status = Utf8.ToUtf16(
            _block.AsSpan(0, _blockLength), _chars, out var bytes, out var chars, replaceInvalidSequences: false, _isLastBlock);
        if (status == OperationStatus.InvalidData)
            throw NotUtf8(_bytesDecoded + bytes, _block[bytes]);

        _block.AsSpan(bytes, _blockLength - bytes).CopyTo(_block);
        _blockLength -= bytes;
        _bytesDecoded += bytes;
        (_charStart, _charEnd) = (0, chars);
        if (!_isLastBlock)
            return;
        _chars[_charEnd++] = '\n';
        _chars[_charEnd++] = EndMark;
        HasEnded = true;
    }

    // Reads the file again up to the byte: counting lines all along would slow every good file down.
    InvalidDataException NotUtf8(long position, byte value)
    {
        long line = 1, lineStart = 0;
        var previous = (byte)0;
        _file.Position = 0;
        using var again = _bytes is GZipStream ? new GZipStream(_file, CompressionMode.Decompress) : (Stream)_file;
        for (var at = 0L; at < position;)
        {
            var read = again.Read(_block, 0, (int)Math.Min(_block.Length, position - at));
            for (var i = 0; i < read; i++, at++)
            {
                var isBreak = _block[i] == '\r' || (_block[i] == '\n' && previous != '\r');
                if (isBreak)
                    line++;
                if (isBreak || _block[i] == '\n')
                    lineStart = at + 1;
                previous = _block[i];
            }
        }

        return new InvalidDataException(
            $"{FileName} line {line}, byte {position - lineStart + 1} of the line (byte {position + 1} of the text): " +
            $"0x{value:X2} is not UTF-8 here; save the file as UTF-8.");
    }
}
