namespace WarmLeads.ML.BoostedTrees.Tests;

public class ProtobufMessageTests
{
    // The examples of protobuf.dev, "Encoding", and what follows from its rules.
    [Fact]
    public void Fields_are_written_as_protocol_buffers_say()
    {
        Assert.Equal([0x08, 0x96, 0x01], Bytes(new ProtobufMessage().Add(1, 150)));
        Assert.Equal([0x12, 0x07, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6E, 0x67], Bytes(new ProtobufMessage().Add(2, "testing")));
        Assert.Equal([0x1A, 0x03, 0x08, 0x96, 0x01], Bytes(new ProtobufMessage().Add(3, new ProtobufMessage().Add(1, 150))));
        Assert.Equal([0x32, 0x06, 0x03, 0x8E, 0x02, 0x9E, 0xA7, 0x05], Bytes(new ProtobufMessage().Add(6, new long[] { 3, 270, 86942 })));
        Assert.Equal([0xA0, 0x01, 0x02], Bytes(new ProtobufMessage().Add(20, 2)));
        Assert.Equal([0x08, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], Bytes(new ProtobufMessage().Add(1, -1)));
        Assert.Equal([0x0A, 0x01, 0x61, 0x0A, 0x00], Bytes(new ProtobufMessage().Add(1, new[] { "a", "" })));
        Assert.Equal([0x4A, 0x08, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F], Bytes(new ProtobufMessage().AddRaw(9, [1.0])));
    }

    static byte[] Bytes(ProtobufMessage message)
    {
        using var stream = new MemoryStream();
        message.CopyTo(stream);
        return stream.ToArray();
    }
}
