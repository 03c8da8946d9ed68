namespace WarmLeads.ML.BoostedTrees;

/// <summary>The maps from score to calibrated score that keep contributions exact, simplest first.</summary>
public enum CalibrationKind
{
    /// <summary>The score as it is.</summary>
    Identity,

    /// <summary>score x slope.</summary>
    Temperature,

    /// <summary>intercept + score x slope.</summary>
    Affine,
}
