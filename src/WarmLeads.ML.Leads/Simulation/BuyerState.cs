namespace WarmLeads.ML.Leads;

/// <summary>What a simulated lead has in mind; nobody sees it, all its acts come from it.</summary>
enum BuyerState
{
    /// <summary>Has forgotten us, and may remember.</summary>
    Dormant,

    /// <summary>Knows us, no more.</summary>
    Aware,

    /// <summary>Is interested.</summary>
    Warm,

    /// <summary>Compares and wants to know the price.</summary>
    Hot,

    /// <summary>Talks to sales about a purchase.</summary>
    Deciding,

    /// <summary>Will never buy, and has told nobody.</summary>
    Gone,
}
