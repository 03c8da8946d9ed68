namespace WarmLeads.ML.BoostedTrees;

/// <summary>A model's answer for one row.</summary>
/// <param name="Score">What the trees add up to, on the scale of the link.</param>
/// <param name="Link">What the score means; log-odds unless the model was fitted to something else.</param>
public readonly record struct Prediction(double Score, ScoreLink Link = ScoreLink.Logistic)
{
    /// <summary>Probability of a positive label, or of an event within the horizon, 0..1.</summary>
    /// <exception cref="InvalidOperationException">The model answers values, not probabilities.</exception>
    public double Probability => Link is ScoreLink.Logistic or ScoreLink.ComplementaryLogLog
        ? Mean
        : throw new InvalidOperationException("The model answers a value and not a probability; read Mean instead.");

    /// <summary>The label to be expected: a probability, a value or a count, as the link says.</summary>
    public double Mean => Link switch
    {
        ScoreLink.Logistic => PortableMath.Logistic(Score),
        ScoreLink.Identity => Score,
        ScoreLink.Exponential => PortableMath.Exp(Score),
        _ => PortableMath.ComplementaryExp(PortableMath.Exp(Score)),
    };
}
