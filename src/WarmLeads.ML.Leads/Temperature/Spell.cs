namespace WarmLeads.ML.Leads;

/// <summary>A time during which something held, from an instant to another, both of it included; in UTC ticks.</summary>
/// <param name="From">Its first instant.</param>
/// <param name="Until">Its last instant.</param>
readonly record struct Spell(long From, long Until)
{
    public static readonly Spell None = new(long.MaxValue, long.MinValue);

    public bool Exists => From <= Until;

    public bool Holds(long now) => From <= now && now <= Until;

    /// <summary>The spell made longer, or a new one where it had ended before.</summary>
    public Spell Extend(long from, long until) => Exists && from <= Until ? this with { Until = Math.Max(Until, until) } : new Spell(from, until);
}
