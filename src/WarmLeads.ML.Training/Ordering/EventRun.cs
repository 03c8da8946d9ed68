using System.Text;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Training;

/// <summary>Events in order, written to a spill file and read back one at a time.</summary>
/// <param name="file">The file.</param>
/// <param name="from">Where the run starts.</param>
/// <param name="to">Where it ends.</param>
/// <param name="count">Events in it.</param>
sealed class EventRun(SpillFile file, long from, long to, int count)
{
    const int BufferSize = 1 << 16;

    static readonly Dictionary<string, string> s_none = new(StringComparer.Ordinal);

    /// <summary>Writes events, which stand in order, behind what the file holds.</summary>
    public static EventRun Write(SpillFile file, ReadOnlySpan<ReadEvent> events)
    {
        var from = file.Length;
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        foreach (var (lead, line, item, needsId, hasAnotherOffset) in events)
        {
            writer.Write7BitEncodedInt(lead);
            writer.Write7BitEncodedInt64(line);
            writer.Write((byte)((needsId ? 1 : 0) | (hasAnotherOffset ? 2 : 0)));
            writer.Write(item.LeadId);
            writer.Write(item.Kind);
            writer.Write(item.OccurredAt.UtcTicks);
            writer.Write7BitEncodedInt64(item.ReceivedAt.UtcTicks - item.OccurredAt.UtcTicks);
            writer.Write(item.Source);
            writer.Write(item.EventId);
            writer.Write7BitEncodedInt(item.Properties.Count);
            foreach (var (name, value) in item.Properties)
            {
                writer.Write(name);
                writer.Write(value);
            }

            if (bytes.Length >= BufferSize)
                Empty(bytes, file);
        }

        Empty(bytes, file);
        return new EventRun(file, from, file.Length, events.Length);
    }

    /// <summary>Reads the events.</summary>
    /// <param name="words">Kinds, sources and names of properties, which are few and shared by all events.</param>
    public IEnumerable<ReadEvent> Read(Dictionary<string, string> words)
    {
        using var stream = new BufferedStream(new SpillReader(file, from, to), BufferSize);
        using var reader = new BinaryReader(stream, Encoding.UTF8);
        for (var i = 0; i < count; i++)
            yield return ReadOne(reader, words);
    }

    static void Empty(MemoryStream bytes, SpillFile file)
    {
        file.Append(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        bytes.SetLength(0);
    }

    static ReadEvent ReadOne(BinaryReader reader, Dictionary<string, string> words)
    {
        var lead = reader.Read7BitEncodedInt();
        var line = reader.Read7BitEncodedInt64();
        var flags = reader.ReadByte();
        var leadId = reader.ReadString();
        var kind = Word(reader.ReadString(), words);
        var occurredAt = new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero);
        var receivedAt = occurredAt.AddTicks(reader.Read7BitEncodedInt64());
        var source = Word(reader.ReadString(), words);
        var id = reader.ReadString();
        var count = reader.Read7BitEncodedInt();
        var properties = count == 0 ? s_none : new Dictionary<string, string>(count, StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
            properties.Add(Word(reader.ReadString(), words), reader.ReadString());
        return new ReadEvent(
            lead, line, new EngagementEvent(leadId, kind, occurredAt, receivedAt) { Source = source, EventId = id, Properties = properties },
            (flags & 1) != 0, (flags & 2) != 0);
    }

    static string Word(string text, Dictionary<string, string> words) => words.TryGetValue(text, out var known) ? known : words[text] = text;
}
