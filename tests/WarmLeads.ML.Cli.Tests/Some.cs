using System.Globalization;
using System.Text;

namespace WarmLeads.ML.Cli.Tests;

/// <summary>Small generated exports: what converts depends on visits and source, so that there is something to learn.</summary>
static class Some
{
    public const string Header = "Lead Id,Visits,Source,Country,Call Again,Note,Converted";

    static readonly string[] Sources = ["Google", "Referral", "Ads", "Select"];
    static readonly string[] Countries = ["India", "Norway", "Brazil", ""];

    /// <summary>An export.</summary>
    /// <param name="rows">Rows, without the header.</param>
    /// <param name="seed">The same seed gives the same text.</param>
    public static string Export(int rows, int seed = 1)
    {
        var random = new Random(seed);
        var text = new StringBuilder(Header).Append('\n');
        for (var i = 1; i <= rows; i++)
        {
            var visits = random.Next(30);
            var source = random.Next(Sources.Length);
            var chance = 1 / (1 + Math.Exp(3.2 - 0.18 * visits - (source == 1 ? 1.5 : 0)));
            text.Append(CultureInfo.InvariantCulture,
                $"L{i:0000},{visits},{Sources[source]},{Countries[random.Next(Countries.Length)]},{(random.Next(2) == 0 ? "No" : "Yes")},")
                .Append(CultureInfo.InvariantCulture, $"same,{(random.NextDouble() < chance ? 1 : 0)}\n");
        }

        return text.ToString();
    }
}
