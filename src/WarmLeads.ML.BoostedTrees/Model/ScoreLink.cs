namespace WarmLeads.ML.BoostedTrees;

/// <summary>What a score means: the scale on which trees and contributions add up. The numbers are those of the model file.</summary>
public enum ScoreLink
{
    /// <summary>Score = ln(p / (1 - p)): log-odds of a probability.</summary>
    Logistic = 0,

    /// <summary>Score = the value itself.</summary>
    Identity = 1,

    /// <summary>Score = the logarithm of a count or an amount.</summary>
    Exponential = 2,

    /// <summary>Score = ln(-ln(1 - p)): the logarithm of the hazard that has added up until a horizon.</summary>
    ComplementaryLogLog = 3,
}
