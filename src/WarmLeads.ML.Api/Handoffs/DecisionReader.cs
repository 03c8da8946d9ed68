using System.Text.Json;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>Reads a decision of sales, and says what is wrong with it.</summary>
static class DecisionReader
{
    const int LongestNote = 2000, LongestName = 200;

    /// <summary>The decision; null and the mistake when it cannot be understood.</summary>
    public static HandoffDecision? Read(DecisionInput input, DateTimeOffset now, out InvalidRequest mistake)
    {
        mistake = null!;
        if (input.Decision is not ("accepted" or "rejected"))
            return Wrong($"$.decision is '{input.Decision}'; give accepted or rejected.", out mistake);
        if (input.Note?.Length > LongestNote || input.By?.Length > LongestName || input.Note?.Contains('\0') == true || input.By?.Contains('\0') == true)
            return Wrong($"$.note has more than {LongestNote} characters or $.by more than {LongestName}, or one has a NUL; shorten it.", out mistake);
        var decision = new HandoffDecision(input.Decision == "accepted", now, input.By ?? "") { Note = input.Note ?? "" };
        if (decision.IsAccepted)
            return input.Reason is null ? decision : Wrong("$.reason is there although the lead is accepted; leave it out.", out mistake);
        if (input.Reason is null || !QueryWord.TryParse<HandoffRejection>(input.Reason, out var reason))
            return Wrong($"$.reason is '{input.Reason}'; give one of {string.Join(", ", Enum.GetValues<HandoffRejection>().Select(Name))}.", out mistake);
        if (reason == HandoffRejection.Other && decision.Note.Trim().Length == 0)
            return Wrong("$.reason is other and $.note is empty; say in $.note what it is.", out mistake);
        return decision with { Rejection = reason };
    }

    /// <summary>The event that tells the lead's history of a decision: a signal of ours, never the lead's engagement.</summary>
    public static EngagementEvent Tell(Handoff handoff, HandoffDecision decision) =>
        new(handoff.LeadId, decision.IsAccepted ? "sales_accepted" : "sales_rejected", decision.At, decision.At)
        {
            Source = "warmleads.handoff",
            EventId = handoff.Id,
            Properties = decision.Rejection is { } reason
                ? new Dictionary<string, string>(StringComparer.Ordinal) { ["reason"] = Name(reason) }
                : new Dictionary<string, string>(StringComparer.Ordinal),
        };

    static string Name(HandoffRejection reason) => JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString());

    static HandoffDecision? Wrong(string sentence, out InvalidRequest mistake)
    {
        mistake = new InvalidRequest(sentence);
        return null;
    }
}
