namespace WarmLeads.ML.Training;

/// <summary>The spread of a figure from what each lead adds to it: leads are independent, their rows are not.</summary>
/// <remarks>Infinitesimal jackknife over leads. Source: Efron 1982; for the AUC, DeLong et al. 1988 and Obuchowski 1997.</remarks>
static class LeadInfluence
{
    /// <summary>The standard error.</summary>
    /// <param name="influences">By how much each row moves the figure, shape [rows]; they add up to 0.</param>
    /// <param name="groups">The lead of each row; null when each is its own.</param>
    /// <param name="outcomes">Leads of the rarer outcome, for the small-sample factor m / (m - 1).</param>
    public static double StandardError(double[] influences, int[]? groups, int outcomes)
    {
        var squares = groups is null
            ? influences.Sum(influence => influence * influence)
            : Enumerable.Range(0, influences.Length).GroupBy(row => groups[row]).Sum(rows => Square(rows.Sum(row => influences[row])));
        return Math.Sqrt(squares * outcomes / Math.Max(1.0, outcomes - 1));
    }

    /// <summary>Leads of the rarer outcome; a lead with a converted row counts as converted.</summary>
    /// <param name="labels">Shape [rows].</param>
    /// <param name="groups">The lead of each row; null when each is its own.</param>
    public static int Outcomes(float[] labels, int[]? groups)
    {
        if (groups is null)
            return Math.Min(labels.Count(label => label > 0.5f), labels.Count(label => label <= 0.5f));
        var converted = new Dictionary<int, bool>();
        for (var row = 0; row < labels.Length; row++)
            converted[groups[row]] = converted.GetValueOrDefault(groups[row]) || labels[row] > 0.5f;
        return Math.Min(converted.Values.Count(won => won), converted.Values.Count(won => !won));
    }

    static double Square(double value) => value * value;
}
