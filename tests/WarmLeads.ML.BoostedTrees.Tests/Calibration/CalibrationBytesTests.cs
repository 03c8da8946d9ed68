namespace WarmLeads.ML.BoostedTrees.Tests;

public class CalibrationBytesTests
{
    static readonly CalibrationMap[] s_maps =
    [
        CalibrationMap.Identity,
        new(CalibrationKind.Temperature, 0, [], [0.8]),
        new(CalibrationKind.Affine, -0.3, [], [1.25]),
        new(CalibrationKind.Beta, 0.1, [], [0.6, 1.4]),
        new(CalibrationKind.Quadratic, -3.5, [-4, 3], [0.7, 1.2]),
        new(CalibrationKind.Spline, -3.5, [-4, -1, 0.5, 3], [0.7, 1.2, 0.9, 0.1]),
    ];

    public static TheoryData<int> Maps => [.. Enumerable.Range(0, s_maps.Length)];

    [Theory]
    [MemberData(nameof(Maps))]
    public void A_map_that_was_read_does_what_the_written_one_did(int index)
    {
        var map = s_maps[index];
        var read = CalibrationMap.FromBytes(map.ToBytes());
        Assert.Equal(map.Kind, read.Kind);
        for (var s = -9.0; s < 9; s += 0.37)
        {
            Assert.Equal(map.Apply(s), read.Apply(s));
        }
    }

    [Theory]
    [MemberData(nameof(Maps))]
    public void Damaged_bytes_are_refused_or_are_a_rising_map(int index)
    {
        var bytes = s_maps[index].ToBytes();
        for (var at = 0; at < bytes.Length; at++)
        {
            Assert.Throws<InvalidDataException>(() => CalibrationMap.FromBytes(bytes.AsSpan(0, at)));
            foreach (var flip in new byte[] { 1, 0x10, 0x80, 0xFF })
            {
                var damaged = (byte[])bytes.Clone();
                damaged[at] ^= flip;
                try
                {
                    var map = CalibrationMap.FromBytes(damaged);
                    Assert.True(double.IsFinite(map.Intercept));
                    Assert.All(map.Slopes.ToArray(), slope => Assert.True(slope > 0));
                    Assert.True(map.Apply(1) >= map.Apply(-1));
                }
                catch (InvalidDataException)
                {
                    // Refused: the other good answer.
                    continue;
                }
            }
        }

        Assert.Throws<InvalidDataException>(() => CalibrationMap.FromBytes([.. bytes, 0]));
    }

    [Theory]
    [InlineData(CalibrationKind.Affine, double.NaN, new double[0], new[] { 1.0 }, "the intercept or a knot is no finite number")]
    [InlineData(CalibrationKind.Affine, 0, new double[0], new[] { 0.0 }, "a slope is not above 0 and finite, so the map would not rise")]
    [InlineData(CalibrationKind.Affine, 0, new double[0], new[] { double.NaN }, "a slope is not above 0 and finite, so the map would not rise")]
    [InlineData(CalibrationKind.Beta, 0, new double[0], new[] { 1.0 }, "a map of kind Beta has 0 knots and 1 slopes")]
    [InlineData(CalibrationKind.Quadratic, 0, new[] { 1.0, 1.0 }, new[] { 1.0, 1.0 }, "knot 1 does not lie above the one before it")]
    [InlineData(CalibrationKind.Spline, 0, new[] { 0, 1.0, double.PositiveInfinity }, new[] { 1.0, 1, 1 }, "the intercept or a knot is no finite number")]
    [InlineData(CalibrationKind.Spline, 0, new[] { 0, 1.0, 2 }, new[] { 1.0, -1, 1 }, "a slope is not above 0 and finite, so the map would not rise")]
    [InlineData(CalibrationKind.Spline, 0, new[] { -1e300, 0, 1e300 }, new[] { 1e300, 1, 1 }, "the numbers do not make a map of kind Spline")]
    [InlineData(CalibrationKind.Identity, 0.5, new double[0], new[] { 1.0 }, "the numbers do not make a map of kind Identity")]
    [InlineData((CalibrationKind)9, 0, new double[0], new[] { 1.0 }, "the kind of map 9 is unknown")]
    public void Numbers_that_are_no_rising_map_are_refused(
        CalibrationKind kind, double intercept, double[] knots, double[] slopes, string what)
    {
        var bytes = new CalibrationMap(kind, intercept, knots, slopes).ToBytes();
        var problem = Assert.Throws<InvalidDataException>(() => CalibrationMap.FromBytes(bytes));
        Assert.Equal($"The model file is damaged: in its section Calibration, {what}. Copy it again, or retrain.", problem.Message);
    }

    [Fact]
    public void A_count_that_lies_asks_for_no_memory()
    {
        var bytes = CalibrationMap.Identity.ToBytes();
        bytes.AsSpan(16, 4).Fill(0xFF);
        var problem = Assert.Throws<InvalidDataException>(() => CalibrationMap.FromBytes(bytes));
        Assert.Equal(
            "The model file is damaged: in its section Calibration, it claims 4294967295 items in 12 bytes. Copy it again, or retrain.",
            problem.Message);
    }
}
