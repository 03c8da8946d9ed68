using System.Buffers.Binary;
using System.Text;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>Reads a section of a model file from front to back; nothing beyond its end.</summary>
ref struct SectionReader(string name, ReadOnlySpan<byte> content)
{
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    ReadOnlySpan<byte> _rest = content;

    public byte Byte() => Bytes(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Bytes(4));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Bytes(8));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Bytes(8));

    public double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Bytes(8));

    /// <summary>A number of items, each of which takes some bytes that must still be there.</summary>
    public int Count(int bytesEach)
    {
        var count = UInt32();
        return count <= _rest.Length / bytesEach ? (int)count : throw Refuse($"it claims {count} items in {_rest.Length} bytes");
    }

    /// <summary>The length in two bytes, then the text in UTF-8.</summary>
    public string Text()
    {
        var bytes = Bytes(UInt16());
        try
        {
            return Strict.GetString(bytes);
        }
        catch (ArgumentException)
        {
            throw Refuse("a text is not UTF-8");
        }
    }

    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (count > _rest.Length)
        {
            throw Refuse("it ends too early");
        }

        var bytes = _rest[..count];
        _rest = _rest[count..];
        return bytes;
    }

    public ReadOnlySpan<byte> Rest() => Bytes(_rest.Length);

    public readonly void ExpectEnd()
    {
        if (_rest.Length > 0)
        {
            throw Refuse($"{_rest.Length} bytes too many follow");
        }
    }

    public readonly InvalidDataException Refuse(string what) => ModelFile.Damaged($"in its section {name}, {what}");
}
