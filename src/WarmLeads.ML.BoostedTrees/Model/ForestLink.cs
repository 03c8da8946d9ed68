namespace WarmLeads.ML.BoostedTrees;

/// <summary>How a forest's score is to be read.</summary>
/// <param name="Kind">The scale of the score.</param>
readonly record struct ForestLink(ScoreLink Kind)
{
    public static ForestLink Logistic => default;

    public static ForestLink Identity => new(ScoreLink.Identity);

    public static ForestLink Exponential => new(ScoreLink.Exponential);
}
