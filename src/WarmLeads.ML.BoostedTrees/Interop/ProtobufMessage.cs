using System.Buffers.Binary;
using System.Text;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>A message in the wire format of protocol buffers, field by field; the little that ONNX needs.</summary>
/// <remarks>Source: protobuf.dev, "Encoding". A field starts with its number times 8 plus the way its value is written.</remarks>
sealed class ProtobufMessage
{
    const int Varint = 0, LengthDelimited = 2;

    readonly MemoryStream _bytes = new();

    /// <summary>A whole number or an enumeration.</summary>
    public ProtobufMessage Add(int field, long value)
    {
        WriteVarint((ulong)((field * 8) + Varint));
        WriteVarint((ulong)value);
        return this;
    }

    /// <summary>A text.</summary>
    public ProtobufMessage Add(int field, string value) => Add(field, Encoding.UTF8.GetBytes(value));

    /// <summary>A message within.</summary>
    public ProtobufMessage Add(int field, ProtobufMessage value) => Add(field, value._bytes.GetBuffer().AsSpan(0, (int)value._bytes.Length));

    /// <summary>Bytes.</summary>
    public ProtobufMessage Add(int field, ReadOnlySpan<byte> value)
    {
        WriteVarint((ulong)((field * 8) + LengthDelimited));
        WriteVarint((ulong)value.Length);
        _bytes.Write(value);
        return this;
    }

    /// <summary>Whole numbers, packed behind each other.</summary>
    public ProtobufMessage Add(int field, IEnumerable<long> values)
    {
        var packed = new ProtobufMessage();
        foreach (var value in values)
        {
            packed.WriteVarint((ulong)value);
        }

        return Add(field, packed);
    }

    /// <summary>Texts, a field each.</summary>
    public ProtobufMessage Add(int field, IEnumerable<string> values)
    {
        foreach (var value in values)
        {
            Add(field, value);
        }

        return this;
    }

    /// <summary>Doubles as raw bytes, little-endian.</summary>
    public ProtobufMessage AddRaw(int field, IReadOnlyList<double> values)
    {
        var raw = new byte[values.Count * sizeof(double)];
        for (var i = 0; i < values.Count; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(raw.AsSpan(i * sizeof(double)), values[i]);
        }

        return Add(field, raw);
    }

    /// <summary>Writes the message.</summary>
    public void CopyTo(Stream stream)
    {
        _bytes.Position = 0;
        _bytes.CopyTo(stream);
    }

    void WriteVarint(ulong value)
    {
        for (; value >= 128; value >>= 7)
        {
            _bytes.WriteByte((byte)(value | 128));
        }

        _bytes.WriteByte((byte)value);
    }
}
