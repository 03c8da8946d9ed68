namespace WarmLeads.ML.Leads;

/// <summary>One part of an engagement level.</summary>
/// <param name="Signal">A tracked signal of the catalog: `email_open`. What a machine opened or followed does not count.</param>
/// <param name="AtLeast">How often it must have happened, 1 or more.</param>
public sealed record LevelCount(string Signal, int AtLeast);
