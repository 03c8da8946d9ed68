namespace WarmLeads.ML.Leads;

/// <summary>The latest time during which a probability was above a threshold, with hysteresis: what a lead's standing remembers of it.</summary>
/// <param name="Since">When it rose to the entering threshold; null when it never did.</param>
/// <param name="Until">When it had fallen below the leaving threshold; null while it has not.</param>
public readonly record struct ThresholdSpell(DateTimeOffset? Since, DateTimeOffset? Until)
{
    /// <summary>Whether the spell goes on.</summary>
    public bool IsOpen => Since is not null && Until is null;
}
