namespace WarmLeads.ML.BoostedTrees;

/// <summary>The caller's bytes under a name.</summary>
static class AttachmentSection
{
    public static byte[] Write(string name, byte[] content)
    {
        if (string.IsNullOrEmpty(name))
        {
            throw new ArgumentException("An attachment has no name; give every attachment a name.");
        }

        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.WriteText(name);
        writer.Write(content);
        return bytes.ToArray();
    }

    public static (string Name, byte[] Content) Read(ReadOnlyMemory<byte> content)
    {
        var reader = new SectionReader(nameof(ModelSection.Attachment), content.Span);
        return (reader.Text(), reader.Rest().ToArray());
    }
}
