namespace WarmLeads.ML.BoostedTrees;

/// <summary>What a fit minimises, and with it what the model answers.</summary>
public enum Objective
{
    /// <summary>Log-loss of a probability. Labels lie in 0..1; scores are log-odds.</summary>
    LogLoss,

    /// <summary>Squared error of a value. Labels are any finite numbers; scores are in their unit.</summary>
    SquaredError,

    /// <summary>Poisson log-likelihood of a count or an amount. Labels are 0 or more; scores are logarithms of the mean.</summary>
    Poisson,

    /// <summary>
    /// Time to an event under a proportional hazard that is constant within intervals. Labels are 1 where the event came
    /// and 0 where it was not seen to come; the data set holds the follow-up. One model answers every horizon.
    /// </summary>
    Hazard,
}
