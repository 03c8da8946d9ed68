namespace WarmLeads.ML.Scoring;

public class ValueTextTests
{
    [Theory]
    [InlineData("12", 12)]
    [InlineData(" -3.5 ", -3.5)]
    [InlineData("1,234.5", 1234.5)]
    [InlineData("12,345,678", 12345678)]
    [InlineData("12 %", 12)]
    [InlineData("$1,000", 1000)]
    [InlineData("1e3", 1000)]
    public void Numbers_are_read_as_a_crm_writes_them(string text, double expected)
    {
        Assert.True(ValueText.TryParseNumber(text, out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("1,5")]
    [InlineData("12,34")]
    [InlineData("1.5,000")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("")]
    [InlineData("12 leads")]
    public void What_is_not_surely_a_number_is_none(string text) => Assert.False(ValueText.TryParseNumber(text, out _));

    [Theory]
    [InlineData("2026-03-29T01:30:00+01:00", "2026-03-29T00:30:00Z")]
    [InlineData("2026-03-29", "2026-03-29T00:00:00Z")]
    [InlineData("2026-03-29 12:00:00.25", "2026-03-29T12:00:00.25Z")]
    public void Instants_are_moments_whatever_their_offset(string text, string utc)
    {
        Assert.True(ValueText.TryParseInstant(text, out var value));
        Assert.Equal(DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture), value);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("  ", true)]
    [InlineData("select", true)]
    [InlineData("n/a", true)]
    [InlineData("Selection", false)]
    public void Missing_markers_ignore_case_and_blanks(string text, bool expected) =>
        Assert.Equal(expected, ValueText.IsMissing(text, ModelSchema.DefaultMissingMarkers));
}
