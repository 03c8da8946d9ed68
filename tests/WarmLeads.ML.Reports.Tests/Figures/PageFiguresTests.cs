using System.Globalization;

namespace WarmLeads.ML.Reports.Tests;

public sealed class PageFiguresTests
{
    [Theory]
    [InlineData(0, "0.0\u00a0%")]
    [InlineData(0.1234, "12.3\u00a0%")]
    [InlineData(0.12350001, "12.4\u00a0%")]
    [InlineData(0.0001, "<0.1\u00a0%")]
    [InlineData(0.9999, ">99.9\u00a0%")]
    [InlineData(1, "100.0\u00a0%")]
    [InlineData(double.NaN, "not measurable")]
    public void A_share_is_a_percentage_with_one_decimal_that_never_claims_certainty(double share, string expected) =>
        Assert.Equal(expected, PageFigures.Percent(share));

    [Theory]
    [InlineData(12, "+1.2")]
    [InlineData(-3, "−0.3")]
    [InlineData(0, "0.0")]
    public void Tenths_carry_their_sign(int tenths, string expected) => Assert.Equal(expected, PageFigures.SignedTenths(tenths));

    [Fact]
    public void Counts_are_grouped_by_thousands() => Assert.Equal("1,234,567", PageFigures.Count(1_234_567));

    [Theory]
    [InlineData(0, "0 signals")]
    [InlineData(1, "1 signal")]
    [InlineData(1_234, "1,234 signals")]
    public void One_thing_is_not_a_plural(int count, string expected) => Assert.Equal(expected, PageFigures.Counted(count, "signal"));

    [Fact]
    public void A_moment_is_written_in_utc() =>
        Assert.Equal("2026-06-30 22:05\u00a0UTC", PageFigures.Moment(new DateTimeOffset(2026, 7, 1, 0, 5, 0, TimeSpan.FromHours(2))));

    [Fact]
    public async Task Pages_do_not_depend_on_the_culture()
    {
        await using var renderer = new PageRenderer();
        var expected = await renderer.RenderReportAsync(Some.Report());
        var culture = CultureInfo.CurrentCulture;
        try
        {
            var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (other.NumberFormat.NumberDecimalSeparator, other.NumberFormat.NumberGroupSeparator) = (",", ".");
            other.NumberFormat.NegativeSign = "~";
            CultureInfo.CurrentCulture = other;
            Assert.Equal(expected, await renderer.RenderReportAsync(Some.Report()));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }
}
