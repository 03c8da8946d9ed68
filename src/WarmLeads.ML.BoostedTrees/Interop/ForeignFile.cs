namespace WarmLeads.ML.BoostedTrees;

/// <summary>The bytes of another engine's file.</summary>
static class ForeignFile
{
    const int ReadLength = 1 << 16;

    /// <summary>Reads a stream to its end; memory grows with what has really arrived.</summary>
    public static byte[] ReadWhole(Stream stream, string source, long maximumBytes)
    {
        using var whole = new MemoryStream();
        var buffer = new byte[ReadLength];
        for (var count = stream.Read(buffer); count > 0; count = stream.Read(buffer))
        {
            if (whole.Length + count > Math.Min(maximumBytes, Array.MaxLength))
            {
                throw new InvalidDataException(
                    $"The {source} model is longer than the limit of {maximumBytes} bytes. Raise the limit if the file can be trusted.");
            }

            whole.Write(buffer, 0, count);
        }

        return whole.ToArray();
    }

    /// <summary>The iterations a caller wants, or all.</summary>
    public static Range Iterations(Range? wanted, int count, string source)
    {
        var range = wanted ?? Range.All;
        var (start, end) = (range.Start.GetOffset(count), range.End.GetOffset(count));
        return start >= 0 && start <= end && end <= count
            ? start..end
            : throw new ArgumentOutOfRangeException(
                nameof(wanted), $"The iterations {range} are asked for; the {source} model has {count}. Ask for some of them.");
    }
}
