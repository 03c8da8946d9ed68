namespace WarmLeads.ML.BoostedTrees;

/// <summary>An encoder as bytes; the README of this project has them one by one.</summary>
static class EncoderFile
{
    const uint Version = 1;
    const int BytesPerLevel = 24, LeastBytesPerStatistic = 28, MostStatistics = 10_000;

    // Sums of the same numbers in another order may differ in their last bits.
    const double Rounding = 1 + 1e-9;

    public static byte[] Write(TargetEncoder encoder)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        var schema = SchemaSection.Write(encoder.Schema.Source);
        writer.Write(Version);
        writer.Write(schema.Length);
        writer.Write(schema);
        writer.Write(encoder.PriorWeight);
        writer.Write(encoder.Tables.Count);
        for (var i = 0; i < encoder.Tables.Count; i++)
        {
            var (statistic, table) = (encoder.Schema.Statistics[i], encoder.Tables[i]);
            writer.Write(statistic.Feature);
            writer.Write(statistic.Partner);
            writer.Write(table.Positives);
            writer.Write(table.Weight);
            writer.Write(table.Keys.Length);
            for (var level = 0; level < table.Keys.Length; level++)
            {
                writer.Write(table.Keys[level]);
                writer.Write(table.LevelPositives[level]);
                writer.Write(table.LevelWeights[level]);
            }
        }

        return bytes.ToArray();
    }

    public static TargetEncoder Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new SectionReader("Encoder", bytes);
        if (reader.UInt32() is var version && version != Version)
        {
            throw reader.Refuse($"the version is {version} where this program reads {Version}");
        }

        var source = SchemaSection.Read(reader.Bytes(reader.Count(1)).ToArray());
        var priorWeight = reader.Double();
        if (!(priorWeight > 0 && double.IsFinite(priorWeight)))
        {
            throw reader.Refuse($"the prior weight is {priorWeight}");
        }

        var statistics = new CategoryStatistic[reader.Count(LeastBytesPerStatistic)];
        if (statistics.Length > MostStatistics)
        {
            throw reader.Refuse($"it claims {statistics.Length} statistics");
        }

        var tables = new LevelTable[statistics.Length];
        try
        {
            for (var i = 0; i < tables.Length; i++)
            {
                statistics[i] = new CategoryStatistic(reader.Int32(), reader.Int32());
                WidenedSchema.Check(source, statistics[i]);
                tables[i] = ReadTable(ref reader, new LevelKeys(statistics[i], source), priorWeight);
            }

            reader.ExpectEnd();
            return new TargetEncoder(new WidenedSchema(source, statistics), priorWeight, tables);
        }
        catch (ArgumentException wrong)
        {
            throw reader.Refuse($"a statistic cannot be ({wrong.Message.TrimEnd('.')})");
        }
    }

    static LevelTable ReadTable(ref SectionReader reader, LevelKeys keys, double priorWeight)
    {
        var (positives, weight) = (reader.Double(), reader.Double());
        CheckSums(ref reader, positives, weight, "all examples");
        var levels = new long[reader.Count(BytesPerLevel)];
        var (levelPositives, levelWeights) = (new double[levels.Length], new double[levels.Length]);
        for (var i = 0; i < levels.Length; i++)
        {
            (levels[i], levelPositives[i], levelWeights[i]) = (reader.Int64(), reader.Double(), reader.Double());
            if (levels[i] <= (i == 0 ? -1 : levels[i - 1]) || levels[i] >= keys.Bound)
            {
                throw reader.Refuse($"level {i} has the key {levels[i]}, which is out of order or range");
            }

            CheckSums(ref reader, levelPositives[i], levelWeights[i], $"level {i}");
        }

        return new LevelTable(priorWeight, positives, weight, levels, levelPositives, levelWeights);
    }

    static void CheckSums(ref SectionReader reader, double positives, double weight, string what)
    {
        if (!(weight > 0 && double.IsFinite(weight) && positives >= 0 && positives <= weight * Rounding))
        {
            throw reader.Refuse($"{what} count {positives} positives among {weight}");
        }
    }
}
