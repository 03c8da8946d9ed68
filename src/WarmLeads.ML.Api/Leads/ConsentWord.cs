using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>One statement about consent.</summary>
/// <param name="Holds">Whether it is so: contact allowed, contact forbidden, profiling objected to.</param>
/// <param name="At">When it was said.</param>
/// <param name="Source">Where it was said.</param>
sealed record ConsentWord(bool Holds, DateTimeOffset At, string Source)
{
    /// <summary>The word of a statement; null of none.</summary>
    public static ConsentWord? From(ConsentStatement? statement) =>
        statement is null ? null : new ConsentWord(statement.Holds, statement.At, statement.Source);
}
