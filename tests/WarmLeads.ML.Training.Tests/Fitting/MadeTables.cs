using System.Globalization;
using System.Text;

namespace WarmLeads.ML.Training.Tests;

/// <summary>CSV files whose outcome is made by a rule that tests know.</summary>
static class MadeTables
{
    /// <summary>Leads with two useful columns, one useless, an id, a constant and, when asked, one that gives the outcome away.</summary>
    public static string Leads(string folder, int rows = 1_500, int seed = 3, bool leak = false, string name = "leads.csv")
    {
        var random = new Random(seed);
        var text = new StringBuilder("Prospect ID,Visits,Source,Noise,Country,Created").Append(leak ? ",Closed Reason" : "").AppendLine(",Converted");
        for (var i = 0; i < rows; i++)
        {
            var visits = random.Next(0, 15);
            var source = random.Next(0, 4);
            var score = -2.2 + 0.22 * visits + (source == 1 ? 1.2 : source == 2 ? -0.7 : 0);
            var converted = random.NextDouble() < 1 / (1 + Math.Exp(-score));
            text.Append(CultureInfo.InvariantCulture, $"lead-{i:00000},{(random.Next(10) == 0 ? "" : visits)},{Sources[source]},{random.NextDouble():0.000},Home,");
            text.Append(new DateTime(2026, 1, 1).AddHours(i).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
            if (leak)
                text.Append(converted ? random.Next(20) == 0 ? "," : ",signed" : ",");
            text.Append(converted ? ",1\n" : ",0\n");
        }

        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text.ToString());
        return path;
    }

    /// <summary>Leads of campaigns and regions of which only the pair tells much, or, when asked, nothing tells anything.</summary>
    public static string Pairs(string folder, int rows = 12_000, bool shuffled = false)
    {
        const int levels = 90, pairs = 500;
        var random = new Random(11);
        var effects = Enumerable.Range(0, pairs).Select(pair => (Campaign: pair % levels, Region: random.Next(levels), Effect: random.Next(2) == 0 ? 1.3 : -1.3)).ToArray();
        var text = new StringBuilder("Visits,Campaign,Region,Converted\n");
        for (var i = 0; i < rows; i++)
        {
            var (campaign, region, effect) = effects[random.Next(pairs)];
            var visits = random.Next(0, 15);
            var score = shuffled ? -1 : -1.7 + 0.1 * visits + effect;
            var converted = random.NextDouble() < 1 / (1 + Math.Exp(-score));
            text.Append(CultureInfo.InvariantCulture, $"{visits},spring {campaign},{(random.Next(50) == 0 ? "" : $"area {region}")},{(converted ? 1 : 0)}\n");
        }

        var path = Path.Combine(folder, "pairs.csv");
        File.WriteAllText(path, text.ToString());
        return path;
    }

    static readonly string[] Sources = ["Google", "Referral", "Cold list", "Select"];
}
