using System.Globalization;
using Spectre.Console;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Cli;

/// <summary>The cost of each threshold as a curve that stands in a terminal, and the least of it in words.</summary>
static class ThresholdTable
{
    const int MostRows = 16, BarWidth = 40;

    /// <summary>Writes the result.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="result">The result.</param>
    public static void Write(Terminal terminal, ThresholdResult result)
    {
        terminal.Output.WriteLine(
            $"{Figures.Count(result.Leads)} leads over {Weeks(result.Weeks)}, {Figures.Count(result.Conversions)} converted; a call too early costs " +
            $"{Figures.Number(result.CostTooEarly)}, a conversion that nobody called {Figures.Number(Math.Round(result.CostTooLate, 2))}.");
        terminal.Output.WriteLine(result.Threshold is { } threshold
            ? $"Call leads from a chance of {Chance(threshold)} on ({Chance(result.ThresholdRange.Low)} to {Chance(result.ThresholdRange.High)}): " +
              $"{Figure(result.Best.Calls / result.Weeks)} calls a week ({Range(result.CallsAWeek)}), " +
              $"{Figure(result.Best.Caught)} conversions caught in time ({Range(result.Caught)}), {Figure(result.Best.Missed)} missed ({Range(result.Missed)}); " +
              $"cost {Figure(result.Best.Cost)} ({Range(result.Cost)})."
            : $"Call nobody: every call costs more than it saves; {Figure(result.Best.Missed)} conversions are missed, cost {Figure(result.Best.Cost)} ({Range(result.Cost)}).");
        if (result.CapacityAWeek is { } capacity && result.Unlimited != result.Best)
        {
            terminal.Output.WriteLine(
                $"{Figures.Number(capacity)} calls a week are the limit: without it the threshold would be {Chance(result.Unlimited.Threshold)}, with " +
                $"{Figure(result.Unlimited.Calls / result.Weeks)} calls a week, {Figure(result.Unlimited.Caught)} conversions caught and a cost of {Figure(result.Unlimited.Cost)}.");
        }

        var table = new Table().Border(terminal.Results.Profile.Capabilities.Unicode ? TableBorder.Simple : TableBorder.Ascii);
        foreach (var column in (string[])["call from", "calls a week", "caught", "too early", "missed", "cost"])
            table.AddColumn(new TableColumn(column).RightAligned());
        table.AddColumn("");
        var most = result.Curve.Max(point => point.Cost);
        foreach (var point in Shown(result))
        {
            var isBest = point == result.Best;
            var bar = new string(terminal.Results.Profile.Capabilities.Unicode ? '█' : '#', (int)Math.Round(BarWidth * point.Cost / most));
            table.AddRow(
                new Text(Chance(point.Threshold)), new Text(Figure(point.Calls / result.Weeks)), new Text(Figure(point.Caught)), new Text(Figure(point.TooEarly)),
                new Text(Figure(point.Missed)), new Text(Figure(point.Cost)), new Text(isBest ? bar + " least" : bar, isBest ? new Style(Color.Orange1) : Style.Plain));
        }
        terminal.Results.Write(table);
    }

    /// <summary>Points evenly apart in calls, and the best.</summary>
    static IEnumerable<HandoffPoint> Shown(ThresholdResult result)
    {
        var calls = result.Curve[^1].Calls;
        var shown = new SortedSet<int> { 0, result.Curve.Count - 1 };
        for (var i = 1; i < MostRows; i++)
        {
            // Half of the rows stand where the chances are high and decisions are made.
            var share = Math.Pow(i / (double)MostRows, 2);
            var place = 0;
            while (result.Curve[place].Calls < share * calls)
                place++;
            shown.Add(place);
        }
        var best = 0;
        while (result.Curve[best] != result.Best)
            best++;
        shown.Add(best);
        return shown.Select(place => result.Curve[place]);
    }

    static string Weeks(double weeks) => weeks == 1 ? "1 week" : $"{Figures.Number(Math.Round(weeks, 1))} weeks";

    static string Chance(double threshold) => double.IsFinite(threshold) ? threshold.ToString("0.000", CultureInfo.InvariantCulture) : "nobody";

    static string Figure(double value) => value.ToString(value >= 100 || value == Math.Round(value) ? "#,0" : "0.0", CultureInfo.InvariantCulture);

    static string Range(HandoffRange range) => $"{Figure(range.Low)} to {Figure(range.High)}";
}
