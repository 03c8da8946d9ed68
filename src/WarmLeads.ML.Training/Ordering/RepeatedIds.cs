using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace WarmLeads.ML.Training;

/// <summary>Finds the lines whose event id an earlier line has, among any number of events in bounded memory.</summary>
/// <remarks>Ids are known by 128 bits of their SHA-256. What does not fit goes to disk, parted by hash, and is looked through part by part.</remarks>
/// <param name="idsInMemory">Ids that are held at once.</param>
sealed class RepeatedIds(int idsInMemory) : IDisposable
{
    const int EntrySize = 24, Parts = 64;

    readonly List<(UInt128 Id, long Line)> _held = [];
    readonly List<long>[] _from = [.. Enumerable.Range(0, Parts).Select(_ => new List<long>())];
    readonly List<int>[] _counts = [.. Enumerable.Range(0, Parts).Select(_ => new List<int>())];
    SpillFile? _file;

    /// <summary>Takes up the id of a line.</summary>
    /// <param name="parts">What the id is made of.</param>
    /// <param name="line">The line; later than those taken up before.</param>
    public void Add((string Lead, string Source, string EventId) parts, long line)
    {
        if (_held.Count == idsInMemory)
            Spill();
        _held.Add((HashOf(parts), line));
    }

    /// <summary>The lines that repeat an id; the first of each id is not among them.</summary>
    public HashSet<long> Find()
    {
        var repeated = new HashSet<long>();
        if (_file is null)
        {
            Collect(_held, repeated);
            return repeated;
        }

        Spill();
        for (var part = 0; part < Parts; part++)
            Collect(ReadPart(part), repeated);
        return repeated;
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    static void Collect(List<(UInt128 Id, long Line)> entries, HashSet<long> repeated)
    {
        var seen = new HashSet<UInt128>(entries.Count);
        foreach (var (id, line) in entries)
        {
            if (!seen.Add(id))
                repeated.Add(line);
        }
    }

    void Spill()
    {
        _file ??= new SpillFile();
        foreach (var part in _held.GroupBy(entry => (int)(entry.Id >> 122)))
        {
            var entries = part.ToArray();
            var bytes = new byte[entries.Length * EntrySize];
            for (var i = 0; i < entries.Length; i++)
            {
                BinaryPrimitives.WriteUInt128LittleEndian(bytes.AsSpan(i * EntrySize), entries[i].Id);
                BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan((i * EntrySize) + 16), entries[i].Line);
            }

            _from[part.Key].Add(_file.Length);
            _counts[part.Key].Add(entries.Length);
            _file.Append(bytes);
        }

        _held.Clear();
    }

    // In the order in which they were taken up, so that the first of an id comes first.
    List<(UInt128 Id, long Line)> ReadPart(int part)
    {
        var entries = new List<(UInt128, long)>();
        for (var i = 0; i < _from[part].Count; i++)
        {
            var bytes = new byte[_counts[part][i] * EntrySize];
            using var stream = new SpillReader(_file!, _from[part][i], _from[part][i] + bytes.Length);
            stream.ReadExactly(bytes);
            for (var at = 0; at < bytes.Length; at += EntrySize)
                entries.Add((BinaryPrimitives.ReadUInt128LittleEndian(bytes.AsSpan(at)), BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at + 16))));
        }

        return entries;
    }

    // With a mark between them that no text holds, no part runs into the next.
    static UInt128 HashOf((string Lead, string Source, string EventId) parts)
    {
        var text = $"{parts.Lead}\0{parts.Source}\0{parts.EventId}";
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan()), hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
