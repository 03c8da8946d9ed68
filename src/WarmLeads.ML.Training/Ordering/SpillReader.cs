namespace WarmLeads.ML.Training;

/// <summary>A stretch of a spill file as a stream; many may read one file side by side.</summary>
/// <param name="file">The file; stays open.</param>
/// <param name="from">Where the stretch starts.</param>
/// <param name="to">Where it ends.</param>
sealed class SpillReader(SpillFile file, long from, long to) : Stream
{
    readonly long _from = from;
    long _at = from;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => to - _from;

    public override long Position { get => _at - _from; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        var read = file.Read(buffer[..(int)Math.Min(buffer.Length, to - _at)], _at);
        _at += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        // Nothing is written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
