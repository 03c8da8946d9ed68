namespace WarmLeads.ML.BoostedTrees;

/// <summary>Between log-odds, ln(p / (1 - p)), and the logarithm of the hazard that has added up, ln(-ln(1 - p)).</summary>
/// <remarks>Both rise with the probability, so the order of rows is the same on either scale.</remarks>
public static class LogHazard
{
    /// <summary>Log-odds go no further than this either way: the probability is then nearer to 0 or 1 than anybody can tell.</summary>
    public const double LargestLogOdds = 40;

    const double Largest = 30;

    /// <summary>ln(e^(e^z) - 1), at most <see cref="LargestLogOdds"/> from 0.</summary>
    /// <param name="logHazard">z = ln(-ln(1 - p)).</param>
    public static double ToLogOdds(double logHazard)
    {
        var hazard = PortableMath.Exp(Math.Clamp(logHazard, -LargestLogOdds, Largest));
        return Math.Clamp(hazard + PortableMath.Log(PortableMath.ComplementaryExp(hazard)), -LargestLogOdds, LargestLogOdds);
    }

    /// <summary>ln(ln(1 + e^s)): the way back.</summary>
    /// <param name="logOdds">s; beyond <see cref="LargestLogOdds"/> it counts as that.</param>
    public static double FromLogOdds(double logOdds)
    {
        var score = Math.Clamp(logOdds, -LargestLogOdds, LargestLogOdds);
        var exp = PortableMath.Exp(-Math.Abs(score));

        // ln(1 + e) loses small e; its series begins with e - e^2/2 + e^3/3.
        var softly = exp < 1e-5 ? exp * (1 - (exp * (0.5 - (exp / 3)))) : PortableMath.Log(1 + exp);
        return PortableMath.Log(Math.Max(score, 0) + softly);
    }

    /// <summary>How fast the log-odds rise there: 1 where the probability is small, more where it is not.</summary>
    /// <param name="logHazard">z.</param>
    public static double SlopeOfLogOdds(double logHazard)
    {
        var hazard = PortableMath.Exp(Math.Clamp(logHazard, -LargestLogOdds, Largest));
        return hazard / PortableMath.ComplementaryExp(hazard);
    }

    /// <summary>1 - e^(-e^z): the probability.</summary>
    /// <param name="logHazard">z.</param>
    public static double Probability(double logHazard) =>
        PortableMath.ComplementaryExp(PortableMath.Exp(Math.Clamp(logHazard, -LargestLogOdds, Largest)));
}
