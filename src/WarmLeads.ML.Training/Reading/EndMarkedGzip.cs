namespace WarmLeads.ML.Training;

/// <summary>A gzip file with one more member behind it, which unpacks to a byte that no UTF-8 text holds.</summary>
/// <remarks>
/// GZipStream takes the end of a truncated file for the end of the data. The added member is found only where the
/// file's own data came to their proper end, so the mark at the end of the text proves that nothing is missing.
/// </remarks>
sealed class EndMarkedGzip(FileStream file) : Stream
{
    /// <summary>The byte that ends complete data.</summary>
    public const byte Mark = 0xff;

    // A stored block of the one byte 0xff, between gzip's header and its checksum and length.
    static readonly byte[] Member =
    [
        0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff,
        1, 1, 0, 0xfe, 0xff, Mark,
        0x00, 0x00, 0x00, 0xff, 1, 0, 0, 0,
    ];

    int _memberPosition;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var read = file.Read(buffer);
        if (read > 0 || buffer.IsEmpty)
            return read;
        var rest = Member.AsSpan(_memberPosition);
        rest = rest[..Math.Min(rest.Length, buffer.Length)];
        rest.CopyTo(buffer);
        _memberPosition += rest.Length;
        return rest.Length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
