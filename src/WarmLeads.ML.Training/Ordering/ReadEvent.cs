using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Training;

/// <summary>An event as it stood in its file.</summary>
/// <param name="Lead">Place of its lead among all leads in ordinal order of account and id.</param>
/// <param name="Line">Where its row starts.</param>
/// <param name="Event">The event.</param>
/// <param name="NeedsId">Whether the file gives it no id, so that one must be made of its content.</param>
/// <param name="HasAnotherOffset">Whether its moment says another offset from UTC than the file's first.</param>
readonly record struct ReadEvent(int Lead, long Line, EngagementEvent Event, bool NeedsId, bool HasAnotherOffset) : IComparable<ReadEvent>
{
    /// <summary>By lead, then by line.</summary>
    public int CompareTo(ReadEvent other) => Lead != other.Lead ? Lead.CompareTo(other.Lead) : Line.CompareTo(other.Line);
}
