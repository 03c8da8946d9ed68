using System.Text;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>The features as bytes.</summary>
static class SchemaSection
{
    const int LeastBytesPerFeature = 7;

    public static byte[] Write(FeatureSchema schema)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(schema.Count);
        foreach (var feature in schema)
        {
            writer.Write((byte)feature.Kind);
            writer.Write(feature.CategoryCount);
            writer.WriteText(feature.Name);
        }

        return bytes.ToArray();
    }

    public static FeatureSchema Read(ReadOnlyMemory<byte> content)
    {
        var reader = new SectionReader(nameof(ModelSection.Schema), content.Span);
        var features = new Feature[reader.Count(LeastBytesPerFeature)];
        for (var i = 0; i < features.Length; i++)
        {
            var kind = (FeatureKind)reader.Byte();
            var categoryCount = reader.Int32();
            features[i] = new Feature(reader.Text(), kind, categoryCount);
        }

        reader.ExpectEnd();
        try
        {
            return new FeatureSchema(features);
        }
        catch (ArgumentException wrong)
        {
            throw reader.Refuse($"the features make no schema ({wrong.Message.TrimEnd('.')})");
        }
    }

    /// <summary>The length in two bytes, then the text in UTF-8.</summary>
    public static void WriteText(this BinaryWriter writer, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length > ushort.MaxValue)
        {
            throw new ArgumentException($"The name '{text[..40]}...' takes {bytes.Length} bytes; a model file holds names up to 65535.");
        }

        writer.Write((ushort)bytes.Length);
        writer.Write(bytes);
    }
}
