namespace WarmLeads.ML.BoostedTrees;

/// <summary>Category tables and the sets over them as bytes.</summary>
static class CategoriesSection
{
    const int LeastBytesPerTable = 5, BytesPerSet = 36;

    public static byte[] Write(CategorySet[] sets)
    {
        var tables = sets.Select(set => set.Table).Distinct().ToList();
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(tables.Count);
        foreach (var table in tables)
        {
            writer.Write(table.BinOfCode.Length);
            writer.Write(table.OtherBin);
            writer.Write(table.BinOfCode);
        }

        writer.Write(sets.Length);
        foreach (var set in sets)
        {
            writer.Write(tables.IndexOf(set.Table));
            writer.Write(set.Bins.Bits0);
            writer.Write(set.Bins.Bits1);
            writer.Write(set.Bins.Bits2);
            writer.Write(set.Bins.Bits3);
        }

        return bytes.ToArray();
    }

    public static CategorySet[] Read(ReadOnlyMemory<byte> content)
    {
        var reader = new SectionReader(nameof(ModelSection.Categories), content.Span);
        var tables = new CategoryTable[reader.Count(LeastBytesPerTable)];
        for (var i = 0; i < tables.Length; i++)
        {
            var codes = reader.UInt32();
            var other = reader.Byte();
            if (codes is 0 or > Feature.MaximumCategoryCount || other is 0 or > BinMapper.MaximumValueBinCount)
            {
                throw reader.Refuse($"table {i} has {codes} codes and {other} bins");
            }

            var bins = reader.Bytes((int)codes).ToArray();
            if (bins.Any(bin => bin == 0 || bin > other))
            {
                throw reader.Refuse($"table {i} names a bin beyond its {other}");
            }

            tables[i] = new CategoryTable(bins, other);
        }

        var sets = new CategorySet[reader.Count(BytesPerSet)];
        for (var i = 0; i < sets.Length; i++)
        {
            var table = reader.UInt32();
            if (table >= tables.Length)
            {
                throw reader.Refuse($"set {i} is over table {table} of {tables.Length}");
            }

            sets[i] = new CategorySet(tables[table], new BinSet(reader.UInt64(), reader.UInt64(), reader.UInt64(), reader.UInt64()));
        }

        reader.ExpectEnd();
        return sets;
    }
}
