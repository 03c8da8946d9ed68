using System.Globalization;

namespace WarmLeads.ML.Scoring;

/// <summary>Figures as people read them, the same in every culture.</summary>
public static class Figures
{
    /// <summary>A number with thousands commas and as few decimals as tell it: 1,024, 12.5, 0.25, 0.0532.</summary>
    public static string Number(double value)
    {
        if (double.IsNaN(value))
            return "missing";
        var size = Math.Abs(value);
        var format = size >= 1000 || value == Math.Round(value) ? "#,0" : size >= 10 ? "#,0.#" : size >= 0.1 ? "0.##" : size >= 0.001 ? "0.####" : "0.##e-0";
        return value.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>A share of 1 as a percentage: 0.1234 is "12.3 %".</summary>
    public static string Percent(double share) =>
        double.IsNaN(share) ? "unknown" : (share * 100).ToString(share is > 0 and < 0.01 ? "0.##" : "0.#", CultureInfo.InvariantCulture) + " %";

    /// <summary>Percentage points with their sign: "+4.2", "-0.3", "0.0".</summary>
    public static string Points(double points) => points.ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture);

    /// <summary>A number of things with thousands commas.</summary>
    public static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}
