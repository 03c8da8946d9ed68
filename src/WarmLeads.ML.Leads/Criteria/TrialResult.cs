namespace WarmLeads.ML.Leads;

/// <summary>What criteria would have done on a history.</summary>
/// <param name="CriteriaVersion">Their version.</param>
/// <param name="Leads">Leads that were replayed.</param>
/// <param name="Conversions">Of these, converted.</param>
public sealed record TrialResult(string CriteriaVersion, int Leads, int Conversions)
{
    /// <summary>Leads that were warm or hot at some time.</summary>
    public required int LeadsWarm { get; init; }

    /// <summary>Leads that were hot at some time.</summary>
    public required int LeadsHot { get; init; }

    /// <summary>Leads that were marketing-qualified at some time.</summary>
    public required int LeadsMql { get; init; }

    /// <summary>Conversions of leads that were hot within the <see cref="CriteriaTrial.HorizonDays"/> before.</summary>
    public required int Caught { get; init; }

    /// <summary>Conversions of the others.</summary>
    public int Missed => Conversions - Caught;

    /// <summary>Times a lead turned hot of which it is known whether it converted within the horizon.</summary>
    public required int HotSpellsDecided { get; init; }

    /// <summary>Of these, it did.</summary>
    public required int HotSpellsPaid { get; init; }

    /// <summary>Days from turning hot to the conversion, the median of those caught; null when none was.</summary>
    public required double? MedianNoticeDays { get; init; }

    /// <summary>How often leads moved from state to state.</summary>
    public required IReadOnlyList<TrialMove> Moves { get; init; }

    /// <summary>How many leads rose in each month.</summary>
    public required IReadOnlyList<TrialMonth> Months { get; init; }

    /// <summary>Alerts a week by what they say; `State` is a lead that turned hot.</summary>
    public required IReadOnlyDictionary<TransitionKind, double> AlertsAWeek { get; init; }
}
