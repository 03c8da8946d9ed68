using WarmLeads.ML.BoostedTrees;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>Finds columns of leads that are only known when a lead has ended, such as why it was lost: no attributes to learn from.</summary>
/// <param name="outcomes">Whether each lead converted; leads that are still open are absent.</param>
sealed class LateColumns(IReadOnlyDictionary<string, bool> outcomes)
{
    // A column that ranks so well alone was never known at the start; one with a telling name needs to do less.
    const double CertainAuc = 0.95, SuspiciousAuc = 0.75;

    // Shares of leads with and without a value that part outcomes, and how many leads make a share.
    const double HardlyAny = 0.02, Many = 0.2, SettledRate = 0.98, SettledShare = 0.05, MostOfOneOutcome = 0.7;
    const int FewestLeads = 30, MostTexts = 100;

    /// <summary>Why a column seems to be known only at the end, as the rest of a sentence about it; null where it does not.</summary>
    /// <param name="column">The column.</param>
    /// <param name="values">Its value by lead; leads without one are empty or absent.</param>
    /// <param name="leads">All leads.</param>
    public string? WhyLate(SampledColumn column, IReadOnlyDictionary<string, string> values, IReadOnlyCollection<string> leads)
    {
        if (column.IsNamed(ColumnWords.AtTheEnd))
            return "is called like something that is known at the end";
        var rows = leads.Select(lead => (Text: values.GetValueOrDefault(lead) ?? "", Converted: outcomes.TryGetValue(lead, out var won) ? won : (bool?)null)).ToArray();
        var ended = rows.Where(row => row.Converted is not null).ToArray();
        var won = ended.Count(row => row.Converted == true);
        var lost = ended.Length - won;
        if (Math.Min(won, lost) < FewestLeads)
            return null;

        return ByFilling(rows) ?? ByText(ended, won, lost) ?? ByRank(column, ended);
    }

    static string? ByFilling((string Text, bool? Converted)[] rows)
    {
        // Nought stands for nothing where it is the rule.
        var open = rows.Where(row => row.Converted is null).ToArray();
        foreach (var (isFilled, what) in (ReadOnlySpan<(Func<string, bool>, string)>)[(text => text.Length > 0, "filled"), (IsMoreThanNought, "above 0")])
        {
            double Share((string Text, bool? Converted)[] some) => some.Count(row => isFilled(row.Text)) / (double)some.Length;
            var (won, lost) = (Share([.. rows.Where(row => row.Converted == true)]), Share([.. rows.Where(row => row.Converted == false)]));
            if (Math.Min(won, lost) <= HardlyAny && Math.Max(won, lost) >= Many)
                return $"is {what} for {Figures.Percent(won)} of the leads that converted and {Figures.Percent(lost)} of those that were lost";
            if (open.Length >= FewestLeads && Share(open) <= HardlyAny && Math.Min(won, lost) >= Many)
                return $"is {what} for {Figures.Percent(Math.Min(won, lost))} and more of the leads that have ended and {Figures.Percent(Share(open))} of those still open";
        }

        return null;
    }

    static string? ByText((string Text, bool? Converted)[] ended, int won, int lost)
    {
        foreach (var same in ended.GroupBy(row => row.Text, StringComparer.Ordinal).Where(same => same.Count() >= FewestLeads))
        {
            var converted = same.Count(row => row.Converted == true);
            var settlesWon = converted >= SettledRate * same.Count() && converted >= SettledShare * won && won <= MostOfOneOutcome * ended.Length;
            var settlesLost = same.Count() - converted >= SettledRate * same.Count() && same.Count() - converted >= SettledShare * lost && lost <= MostOfOneOutcome * ended.Length;
            if (settlesWon || settlesLost)
                return $"settles by '{same.Key}' that a lead {(settlesWon ? "converted" : "was lost")}";
        }

        return null;
    }

    static string? ByRank(SampledColumn column, (string Text, bool? Converted)[] ended)
    {
        double[] values;
        if (column.IsNumber || column.HasDecimalCommas)
            values = [.. ended.Select(row => Number(row.Text) ?? double.NegativeInfinity)];
        else if (column.Texts.Count <= MostTexts)
        {
            var rates = ended.GroupBy(row => row.Text, StringComparer.Ordinal)
                .ToDictionary(same => same.Key, same => same.Average(row => row.Converted == true ? 1.0 : 0), StringComparer.Ordinal);
            values = [.. ended.Select(row => rates[row.Text])];
        }
        else
            return null;

        // As probabilities by their order, since only the order matters.
        var order = values.Distinct().Order().Select((value, place) => (value, place)).ToDictionary(pair => pair.value, pair => pair.place);
        var auc = BinaryClassificationMetrics.Evaluate(
            [.. values.Select(value => (order[value] + 1.0) / (order.Count + 1))], [.. ended.Select(row => row.Converted == true ? 1f : 0f)]).AreaUnderRocCurve;
        auc = Math.Max(auc, 1 - auc);
        return auc >= CertainAuc || (auc >= SuspiciousAuc && column.IsNamed(ColumnWords.UntilTheEnd)) ? $"alone ranks leads with AUC {Figures.Number(auc)}" : null;
    }

    static bool IsMoreThanNought(string text) => Number(text) is > 0;

    static double? Number(string text) => ValueText.TryParseNumber(text, out var number) || (DecimalComma.TryMend(text, out var mended) && ValueText.TryParseNumber(mended, out number))
        ? number
        : null;
}
