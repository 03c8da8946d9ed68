namespace WarmLeads.ML.BoostedTrees;

/// <summary>The link as bytes. A file without this section has log-odds for scores.</summary>
static class LinkSection
{
    const int BytesPerInterval = 16;

    public static byte[] Write(ForestLink link)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write((uint)link.Kind);
        writer.Write(link.Baseline?.Ends.Length ?? 0);
        for (var j = 0; j < link.Baseline?.Ends.Length; j++)
        {
            writer.Write(link.Baseline.Ends[j]);
            writer.Write(link.Baseline.Cumulative[j]);
        }

        return bytes.ToArray();
    }

    public static ForestLink Read(ReadOnlyMemory<byte> content)
    {
        var reader = new SectionReader(nameof(ModelSection.Link), content.Span);
        var kind = reader.UInt32();
        if (!Enum.IsDefined((ScoreLink)kind))
        {
            throw reader.Refuse($"the link has the unknown number {kind}");
        }

        var count = reader.Count(BytesPerInterval);
        if (count > 0 != ((ScoreLink)kind == ScoreLink.ComplementaryLogLog))
        {
            throw reader.Refuse($"the link {(ScoreLink)kind} has {count} intervals");
        }

        var (ends, cumulative) = (new double[count], new double[count]);
        for (var j = 0; j < count; j++)
        {
            (ends[j], cumulative[j]) = (reader.Double(), reader.Double());
            var isAscending = j == 0 ? ends[j] > 0 && cumulative[j] > 0 : ends[j] > ends[j - 1] && cumulative[j] >= cumulative[j - 1];
            if (!isAscending || !double.IsNormal(ends[j]) || !double.IsNormal(cumulative[j]))
            {
                throw reader.Refuse($"interval {j} ends after {ends[j]} days at the hazard {cumulative[j]}");
            }
        }

        reader.ExpectEnd();
        return new ForestLink((ScoreLink)kind, count > 0 ? new BaselineHazard(ends, cumulative) : null);
    }
}
