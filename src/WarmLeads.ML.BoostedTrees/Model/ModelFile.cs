using System.Buffers.Binary;
using System.Security.Cryptography;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>The frame of a model file: header, table of sections, checksum. The README of this project has it byte by byte.</summary>
static class ModelFile
{
    /// <summary>The version that this code writes, and the only one it reads.</summary>
    public const uint Version = 1;

    const int HeaderLength = 64, ChecksumAt = 32, ChecksumLength = 32, EntryLength = 32, Alignment = 64, ReadLength = 1 << 16;
    const uint CriticalFlag = 1, MostSections = 100_000;

    static ReadOnlySpan<byte> Magic => "WLMLBT\r\n"u8;

    /// <summary>Writes a forest and the caller's attachments.</summary>
    public static void Write(Stream stream, Forest forest, IReadOnlyDictionary<string, byte[]> attachments)
    {
        var sections = new List<(ModelSection Kind, byte[] Content)>
        {
            (ModelSection.Schema, SchemaSection.Write(forest.Schema)),
            (ModelSection.Categories, CategoriesSection.Write(forest.Sets)),
            (ModelSection.Trees, TreesSection.Write(forest)),
        };
        if (forest.Link != ForestLink.Logistic)
        {
            sections.Add((ModelSection.Link, LinkSection.Write(forest.Link)));
        }

        foreach (var (name, content) in attachments.OrderBy(attachment => attachment.Key, StringComparer.Ordinal))
        {
            sections.Add((ModelSection.Attachment, AttachmentSection.Write(name, content)));
        }

        var length = Align(HeaderLength + (sections.Count * EntryLength));
        var offsets = new long[sections.Count];
        for (var i = 0; i < offsets.Length; i++)
        {
            offsets[i] = length;
            length = Align(length + sections[i].Content.Length);
        }

        var file = new byte[length];
        Magic.CopyTo(file);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(8), Version);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(12), (uint)sections.Count);
        BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(16), length);
        for (var i = 0; i < offsets.Length; i++)
        {
            var (kind, content) = sections[i];
            var entry = file.AsSpan(HeaderLength + (i * EntryLength), EntryLength);
            BinaryPrimitives.WriteUInt32LittleEndian(entry, (uint)kind);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[4..], kind == ModelSection.Attachment ? 0 : CriticalFlag);
            BinaryPrimitives.WriteInt64LittleEndian(entry[8..], offsets[i]);
            BinaryPrimitives.WriteInt64LittleEndian(entry[16..], content.Length);
            content.CopyTo(file, offsets[i]);
        }

        Checksum(file).CopyTo(file, ChecksumAt);
        stream.Write(file);
    }

    /// <summary>Reads a forest and the attachments, or refuses the file.</summary>
    public static Forest Read(Stream stream, long maximumBytes, out IReadOnlyDictionary<string, byte[]> attachments)
    {
        var file = ReadWhole(stream, maximumBytes);
        var contents = Sections(file);
        var schema = SchemaSection.Read(Single(contents, ModelSection.Schema));
        var sets = CategoriesSection.Read(Single(contents, ModelSection.Categories));
        var link = contents.Exists(section => section.Kind == ModelSection.Link)
            ? LinkSection.Read(Single(contents, ModelSection.Link))
            : ForestLink.Logistic;
        var forest = TreesSection.Read(Single(contents, ModelSection.Trees), schema, sets, link);
        var named = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var (_, content) in contents.Where(section => section.Kind == ModelSection.Attachment))
        {
            var (name, bytes) = AttachmentSection.Read(content);
            if (!named.TryAdd(name, bytes))
            {
                throw Damaged($"it has two attachments named '{name}'");
            }
        }

        attachments = named;
        return forest;
    }

    /// <summary>The one sentence for all damage.</summary>
    public static InvalidDataException Damaged(string what) =>
        new($"The model file is damaged: {what}. Copy it again, or retrain.");

    // Grows with what has really arrived: a length that lies costs no memory.
    static byte[] ReadWhole(Stream stream, long maximumBytes)
    {
        var header = new byte[HeaderLength];
        var got = stream.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false);
        if (got < Magic.Length || !header.AsSpan(0, Magic.Length).SequenceEqual(Magic))
        {
            throw new InvalidDataException("This is no model file: it does not start with the mark of one. Pass a file that training has written.");
        }

        if (got < HeaderLength)
        {
            throw Damaged($"it ends after {got} bytes, within its header");
        }

        var version = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(8));
        if (version != Version)
        {
            throw new InvalidDataException(
                $"The model file has format version {version}; this program reads version {Version}. Retrain the model with this program.");
        }

        var length = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(16));
        if (length < HeaderLength || length > Array.MaxLength)
        {
            throw Damaged($"its header gives a length of {length} bytes");
        }

        if (length > maximumBytes)
        {
            throw new InvalidDataException(
                $"The model file is {length} bytes long; the limit is {maximumBytes}. Raise the limit if the file can be trusted.");
        }

        using var whole = new MemoryStream();
        whole.Write(header);
        var buffer = new byte[ReadLength];
        while (whole.Length <= length)
        {
            var most = (int)Math.Min(buffer.Length, length - whole.Length + 1);
            var count = stream.Read(buffer, 0, most);
            if (count == 0)
            {
                break;
            }

            whole.Write(buffer, 0, count);
        }

        if (whole.Length != length)
        {
            throw Damaged(whole.Length < length
                ? $"it ends after {whole.Length} of {length} bytes"
                : $"it goes on after its {length} bytes");
        }

        var file = whole.ToArray();
        if (!Checksum(file).AsSpan().SequenceEqual(file.AsSpan(ChecksumAt, ChecksumLength)))
        {
            throw Damaged("its checksum does not fit its content");
        }

        return file;
    }

    static List<(ModelSection Kind, ReadOnlyMemory<byte> Content)> Sections(byte[] file)
    {
        var count = BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(12));
        if (count > MostSections || HeaderLength + ((long)count * EntryLength) > file.Length)
        {
            throw Damaged($"it claims {count} sections");
        }

        var sections = new List<(ModelSection, ReadOnlyMemory<byte>)>();
        var at = Align(HeaderLength + (count * EntryLength));
        for (var i = 0; i < count; i++)
        {
            var entry = file.AsSpan(HeaderLength + (i * EntryLength), EntryLength);
            var kind = BinaryPrimitives.ReadUInt32LittleEndian(entry);
            var offset = BinaryPrimitives.ReadInt64LittleEndian(entry[8..]);
            var length = BinaryPrimitives.ReadInt64LittleEndian(entry[16..]);
            if (offset != at || length < 0 || length > file.Length - offset)
            {
                throw Damaged($"section {i} is said to be {length} bytes at {offset}");
            }

            at = Align(offset + length);
            if (Enum.IsDefined((ModelSection)kind))
            {
                sections.Add(((ModelSection)kind, file.AsMemory((int)offset, (int)length)));
            }
            else if ((BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]) & CriticalFlag) != 0)
            {
                throw new InvalidDataException(
                    $"The model file has a section of kind {kind} that this program does not know and must not skip. Use a newer program, or retrain.");
            }
        }

        return at == file.Length ? sections : throw Damaged($"its sections end at {at} of {file.Length} bytes");
    }

    static ReadOnlyMemory<byte> Single(List<(ModelSection Kind, ReadOnlyMemory<byte> Content)> sections, ModelSection kind)
    {
        var found = sections.FindAll(section => section.Kind == kind);
        return found.Count == 1 ? found[0].Content : throw Damaged($"it has {found.Count} sections of kind {kind} where one belongs");
    }

    static byte[] Checksum(byte[] file)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(file, 0, ChecksumAt);
        hash.AppendData(file, HeaderLength, file.Length - HeaderLength);
        return hash.GetHashAndReset();
    }

    static long Align(long position) => (position + Alignment - 1) / Alignment * Alignment;
}
