namespace WarmLeads.ML.Training;

/// <summary>What can be wrong with a row of a history while the rest of the history is good.</summary>
public enum HistoryProblemKind
{
    /// <summary>A lead's id stood in an earlier row of leads.csv; the first row is kept.</summary>
    DuplicateLead,

    /// <summary>A lead registered after the present; it is kept and is no lead yet.</summary>
    LeadFromTheFuture,

    /// <summary>A registration with another offset from UTC than the first row's; it is read as the instant it is.</summary>
    LeadWithAnotherOffset,

    /// <summary>An event of a lead that leads.csv lacks; it is left out.</summary>
    EventOfUnknownLead,

    /// <summary>An event without a lead's id, a moment or a kind; it is left out.</summary>
    IncompleteEvent,

    /// <summary>An event whose source and id stood in an earlier row; it is counted once.</summary>
    DuplicateEvent,

    /// <summary>An event received before it occurred; it is kept and becomes known when it occurred.</summary>
    EventReceivedBeforeItOccurred,

    /// <summary>An event that occurred before its lead was registered; it is kept and counts.</summary>
    EventBeforeRegistration,

    /// <summary>An event that stands after a later one of the same lead; it is put in order.</summary>
    EventOutOfOrder,

    /// <summary>An event with another offset from UTC than the first row's; it is read as the instant it is.</summary>
    EventWithAnotherOffset,

    /// <summary>An event received after the present; it is kept and not known yet.</summary>
    EventFromTheFuture,

    /// <summary>An outcome of a lead that leads.csv lacks; it is left out.</summary>
    OutcomeOfUnknownLead,

    /// <summary>A second outcome of a lead; the one recorded first is kept.</summary>
    DuplicateOutcome,

    /// <summary>An outcome without a moment; it is left out, so the lead counts as open.</summary>
    OutcomeWithoutMoment,

    /// <summary>An outcome before the lead was registered; it is kept, so the lead was never open and nothing is learned from it.</summary>
    OutcomeBeforeRegistration,

    /// <summary>An outcome recorded after the present; it is kept and not known yet.</summary>
    OutcomeFromTheFuture,
}
