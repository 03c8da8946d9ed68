using System.Globalization;
using System.Text;

namespace WarmLeads.ML.Benchmarks;

/// <summary>A small flat table of leads whose true chances are known.</summary>
/// <remarks>Six numbers and a category; the chance is logistic in three of the numbers and the category, so half of all leads convert.</remarks>
sealed class SmallTable
{
    static readonly string[] s_sources = ["ads", "event", "partner", "web"];
    static readonly double[] s_effects = [-0.6, 0, 0.6, 0];

    readonly List<(double[] Numbers, int Source, double Chance, bool Converted)> _rows = [];

    /// <summary>Column names, the label last.</summary>
    public static IReadOnlyList<string> Names { get; } = ["visits", "mails", "calls", "noise_a", "noise_b", "noise_c", "source", "converted"];

    /// <summary>The rows' true chances.</summary>
    public IReadOnlyList<double> Chances => [.. _rows.Select(row => row.Chance)];

    /// <summary>So many rows of each outcome.</summary>
    public static SmallTable OfEach(int count, Random random)
    {
        var table = new SmallTable();
        int[] left = [count, count];
        while (left[0] + left[1] > 0)
        {
            var row = Draw(random);
            if (left[row.Converted ? 1 : 0]-- > 0)
                table._rows.Add(row);
            else
                left[row.Converted ? 1 : 0] = 0;
        }

        return table;
    }

    /// <summary>So many rows as they come.</summary>
    public static SmallTable Of(int count, Random random)
    {
        var table = new SmallTable();
        for (var i = 0; i < count; i++)
            table._rows.Add(Draw(random));
        return table;
    }

    /// <summary>The texts of a row, in the order of <see cref="Names"/>.</summary>
    public string[] Texts(int row) =>
    [
        .. _rows[row].Numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture)), s_sources[_rows[row].Source], _rows[row].Converted ? "1" : "0",
    ];

    /// <summary>Whether a row converted.</summary>
    public bool Converted(int row) => _rows[row].Converted;

    /// <summary>Writes it as CSV.</summary>
    public void Write(string path)
    {
        var text = new StringBuilder().AppendJoin(',', Names).Append('\n');
        for (var row = 0; row < _rows.Count; row++)
            text.AppendJoin(',', Texts(row)).Append('\n');
        File.WriteAllText(path, text.ToString());
    }

    static (double[] Numbers, int Source, double Chance, bool Converted) Draw(Random random)
    {
        double[] numbers = [.. Enumerable.Range(0, 6).Select(_ => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];
        var source = random.Next(s_sources.Length);
        var chance = 1 / (1 + Math.Exp(-((0.9 * numbers[0]) + (0.6 * numbers[1]) - (0.4 * numbers[2]) + s_effects[source])));
        return (numbers, source, chance, random.NextDouble() < chance);
    }
}
