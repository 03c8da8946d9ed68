using System.Globalization;

namespace WarmLeads.ML.Training.Tests;

public sealed class InstantTextTests
{
    [Theory]
    [InlineData("2026-03-01T09:30:00Z", "2026-03-01T09:30:00.0000000+00:00")]
    [InlineData("2026-03-01T09:30:00.25+02:00", "2026-03-01T07:30:00.2500000+00:00")]
    [InlineData("2026-03-01 09:30:00.123456789-05:30", "2026-03-01T15:00:00.1234567+00:00")]
    [InlineData("2026-03-01t09:30z", "2026-03-01T09:30:00.0000000+00:00")]
    [InlineData("2024-02-29T23:59:59+0100", "2024-02-29T22:59:59.0000000+00:00")]
    [InlineData("2024-03-31T02:00:00+02", "2024-03-31T00:00:00.0000000+00:00")]
    public void Instants_with_an_offset_are_read_as_utc(string text, string expected)
    {
        Assert.True(InstantText.TryParse(text, out var instant, out _));
        Assert.Equal(expected, instant.ToString("O", CultureInfo.InvariantCulture));
        Assert.Equal(TimeSpan.Zero, instant.Offset);
    }

    [Theory]
    [InlineData("2026-03-01", true)]
    [InlineData("2026-03-01T09:30", true)]
    [InlineData("2026-03-01T09:30:00", true)]
    [InlineData("2026-03-01 09:30:00.5", true)]
    [InlineData("", false)]
    [InlineData("2026-3-1T09:30:00Z", false)]
    [InlineData("2026-02-29T09:30:00Z", false)]
    [InlineData("2026-13-01T09:30:00Z", false)]
    [InlineData("2026-03-01T24:00:00Z", false)]
    [InlineData("2026-03-01T09:60:00Z", false)]
    [InlineData("2026-03-01T09:30:60Z", false)]
    [InlineData("2026-03-01T09:30:00.Z", false)]
    [InlineData("2026-03-01T09:30:00+", false)]
    [InlineData("2026-03-01T09:30:00+02:", false)]
    [InlineData("2026-03-01T09:30:00+02:0", false)]
    [InlineData("2026-03-01T09:30:00+15:00", false)]
    [InlineData("2026-03-01T09:30:00Z ", false)]
    [InlineData("2026-03-01T09:30:00 Europe/Berlin", false)]
    [InlineData("0001-01-01T00:00:00+02:00", false)]
    [InlineData("01/03/2026 09:30", false)]
    public void Anything_else_is_refused_and_a_missing_offset_is_told_apart(string text, bool lacksOffset)
    {
        Assert.False(InstantText.TryParse(text, out _, out var lacks));
        Assert.Equal(lacksOffset, lacks);
    }

    [Fact]
    public void It_agrees_with_the_runtimes_parser()
    {
        var random = new Random(4);
        for (var i = 0; i < 20_000; i++)
        {
            var expected = new DateTimeOffset(
                random.NextInt64(TimeSpan.TicksPerDay * 2, DateTime.MaxValue.Ticks - (TimeSpan.TicksPerDay * 2)), TimeSpan.FromMinutes(random.Next(-840, 841)));
            var text = expected.ToString(i % 2 == 0 ? "O" : "yyyy-MM-dd HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);
            Assert.True(InstantText.TryParse(text, out var instant, out _), text);
            Assert.Equal(expected.UtcTicks, instant.UtcTicks);
        }
    }
}
