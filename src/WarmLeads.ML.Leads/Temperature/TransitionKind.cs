namespace WarmLeads.ML.Leads;

/// <summary>What changed in what is believed of a lead.</summary>
public enum TransitionKind
{
    /// <summary>The state: from <see cref="Transition.From"/> to <see cref="Transition.To"/>.</summary>
    State,

    /// <summary>The trend became <see cref="LeadTrend.Heating"/>.</summary>
    Heating,

    /// <summary>The trend became <see cref="LeadTrend.Cooling"/>.</summary>
    Cooling,

    /// <summary>The trend became <see cref="LeadTrend.Steady"/>.</summary>
    Steady,

    /// <summary>The lead engaged again after a long silence; happens as often as the lead does it.</summary>
    Rewarmed,

    /// <summary>The lead became a marketing-qualified lead.</summary>
    MqlGained,

    /// <summary>The lead is no longer a marketing-qualified lead.</summary>
    MqlLost,

    /// <summary>Sales accepted the lead.</summary>
    SqlGained,

    /// <summary>Sales gave the lead back.</summary>
    SqlLost,
}
