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

    static readonly string[] Sources = ["Google", "Referral", "Cold list", "Select"];
}
