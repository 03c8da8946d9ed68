namespace WarmLeads.ML.BoostedTrees;

/// <summary>A calibration map as bytes.</summary>
static class CalibrationBytes
{
    const uint Version = 1;
    const int MostKnots = 64;

    public static byte[] Write(CalibrationMap map)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(Version);
        writer.Write((int)map.Kind);
        writer.Write(map.Intercept);
        foreach (var numbers in new[] { map.Knots.ToArray(), map.Slopes.ToArray() })
        {
            writer.Write(numbers.Length);
            Array.ForEach(numbers, writer.Write);
        }

        return bytes.ToArray();
    }

    public static CalibrationMap Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new SectionReader("Calibration", bytes);
        var version = reader.UInt32();
        if (version != Version)
        {
            throw reader.Refuse($"the version is {version} where {Version} is known");
        }

        var kind = (CalibrationKind)reader.Int32();
        if (!Enum.IsDefined(kind))
        {
            throw reader.Refuse($"the kind of map {(int)kind} is unknown");
        }

        var intercept = reader.Double();
        var (knots, slopes) = (Numbers(ref reader), Numbers(ref reader));
        reader.ExpectEnd();
        var (knotCount, slopeCount) = kind switch
        {
            CalibrationKind.Beta => (0, 2),
            CalibrationKind.Quadratic => (2, 2),
            CalibrationKind.Spline => (Math.Clamp(knots.Length, 3, MostKnots), knots.Length),
            _ => (0, 1),
        };
        if (knots.Length != knotCount || slopes.Length != slopeCount)
        {
            throw reader.Refuse($"a map of kind {kind} has {knots.Length} knots and {slopes.Length} slopes");
        }

        if (!double.IsFinite(intercept) || !Array.TrueForAll(knots, double.IsFinite))
        {
            throw reader.Refuse("the intercept or a knot is no finite number");
        }

        for (var i = 1; i < knots.Length; i++)
        {
            if (!(knots[i] > knots[i - 1]))
            {
                throw reader.Refuse($"knot {i} does not lie above the one before it");
            }
        }

        if (!Array.TrueForAll(slopes, slope => slope > 0 && double.IsFinite(slope)))
        {
            throw reader.Refuse("a slope is not above 0 and finite, so the map would not rise");
        }

        var map = new CalibrationMap(kind, intercept, knots, slopes);
        var isStraightAsNamed = kind switch
        {
            CalibrationKind.Identity => intercept == 0 && slopes[0] == 1,
            CalibrationKind.Temperature => intercept == 0,
            _ => true,
        };
        return isStraightAsNamed && (knots.Length == 0 || double.IsFinite(map.Apply(knots[^1])))
            ? map
            : throw reader.Refuse($"the numbers do not make a map of kind {kind}");
    }

    static double[] Numbers(ref SectionReader reader)
    {
        var numbers = new double[reader.Count(sizeof(double))];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = reader.Double();
        }

        return numbers;
    }
}
