namespace WarmLeads.ML.BoostedTrees;

/// <summary>The link as bytes. A file without this section has log-odds for scores.</summary>
static class LinkSection
{
    public static byte[] Write(ForestLink link)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write((uint)link.Kind);
        return bytes.ToArray();
    }

    public static ForestLink Read(ReadOnlyMemory<byte> content)
    {
        var reader = new SectionReader(nameof(ModelSection.Link), content.Span);
        var kind = reader.UInt32();
        if (!Enum.IsDefined((ScoreLink)kind) || kind == (uint)ScoreLink.ComplementaryLogLog)
        {
            throw reader.Refuse($"the link has the unknown number {kind}");
        }

        reader.ExpectEnd();
        return new ForestLink((ScoreLink)kind);
    }
}
