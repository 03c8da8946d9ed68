namespace WarmLeads.ML.BoostedTrees;

/// <summary>The families of maps from score to calibrated score, simplest first.</summary>
public enum CalibrationKind
{
    /// <summary>The score as it is.</summary>
    Identity,

    /// <summary>score x slope.</summary>
    Temperature,

    /// <summary>intercept + score x slope.</summary>
    Affine,

    /// <summary>intercept + a ln p - b ln(1 - p), where p is the probability of the score: one slope for each end.</summary>
    Beta,

    /// <summary>A slope that changes evenly from the lowest score seen to the highest, and straight on beyond them.</summary>
    Quadratic,

    /// <summary>A slope that changes evenly from knot to knot at quantiles of the scores, and straight on beyond them.</summary>
    Spline,
}
