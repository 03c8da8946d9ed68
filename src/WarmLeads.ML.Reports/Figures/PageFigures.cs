using System.Globalization;

namespace WarmLeads.ML.Reports;

/// <summary>Numbers and moments as every page writes them, whatever the culture and time zone of the machine.</summary>
/// <remarks>A no-break space stands before the percent sign, and a true minus sign before negative numbers.</remarks>
static class PageFigures
{
    const string NotMeasurable = "not measurable";

    /// <summary>A count: "1,234".</summary>
    public static string Count(double count) => count.ToString("#,##0", CultureInfo.InvariantCulture);

    /// <summary>A count of things: "1 signal", "1,234 signals".</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">What one of them is called; "s" makes the plural.</param>
    public static string Counted(double count, string one) => $"{Count(count)} {one}{(count == 1 ? "" : "s")}";

    /// <summary>A share as percent with one decimal: "12.3 %"; "&lt;0.1 %" and "&gt;99.9 %" where rounding would claim certainty.</summary>
    /// <param name="share">The share, 0..1; NaN gives "not measurable".</param>
    public static string Percent(double share)
    {
        if (double.IsNaN(share))
            return NotMeasurable;
        var tenths = TenthsOfPercent(share);
        return tenths switch
        {
            0 when share > 0 => "<0.1\u00a0%",
            1000 when share < 1 => ">99.9\u00a0%",
            _ => Percent(tenths),
        };
    }

    /// <summary>Tenths of a percent as percent: 123 becomes "12.3 %".</summary>
    public static string Percent(int tenths) => Tenths(tenths) + "\u00a0%";

    /// <summary>A share in tenths of a percent, rounded half away from zero: 0.1234 becomes 123.</summary>
    public static int TenthsOfPercent(double share) => (int)Math.Round(share * 1000, MidpointRounding.AwayFromZero);

    /// <summary>A share as whole percent, for axes and sentences: "10 %".</summary>
    public static string WholePercent(double share) =>
        double.IsNaN(share) ? NotMeasurable : (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + "\u00a0%";

    /// <summary>Tenths with their sign: "+1.2", "−0.3", "0.0".</summary>
    public static string SignedTenths(int tenths) => tenths > 0 ? "+" + Tenths(tenths) : Tenths(tenths);

    /// <summary>A figure with three decimals, such as a log-loss: "0.412"; NaN gives "not measurable".</summary>
    public static string Measure(double value) => Number(value, "0.000");

    /// <summary>A figure with three decimals and its sign: "+0.412", "−0.300", "0.000".</summary>
    public static string SignedMeasure(double value) => Number(value, "+0.000;-0.000;0.000");

    /// <summary>A figure with one decimal, such as a lift: "2.8"; NaN gives "not measurable".</summary>
    public static string Rough(double value) => Number(value, "#,##0.0");

    /// <summary>A factor with two decimals: "× 1.39".</summary>
    public static string Factor(double value) => "×\u00a0" + Number(value, "#,##0.00");

    /// <summary>An amount with two decimals where it has any: "12,500" or "99.95".</summary>
    public static string Amount(double value) => Number(value, "#,##0.##");

    /// <summary>A day in UTC: "2026-06-30".</summary>
    public static string Day(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A moment in UTC: "2026-06-30 14:05 UTC".</summary>
    public static string Moment(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + "\u00a0UTC";

    /// <summary>A moment as machines read it: "2026-06-30T14:05:00Z".</summary>
    public static string Iso(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>A sentence from the model, with its percent signs kept beside their figures.</summary>
    public static string Prose(string sentence) => sentence.Replace(" %", "\u00a0%", StringComparison.Ordinal);

    /// <summary>A length or a place in a drawing, with at most two decimals.</summary>
    public static string Coordinate(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);

    static string Tenths(int tenths) => Signed((tenths / 10.0).ToString("0.0", CultureInfo.InvariantCulture));

    static string Number(double value, string format) =>
        double.IsNaN(value) ? NotMeasurable : Signed(value.ToString(format, CultureInfo.InvariantCulture));

    static string Signed(string number) => number.Replace('-', '\u2212');
}
