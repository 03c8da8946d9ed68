using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Reports;

/// <summary>What the families of signals mean to a marketer.</summary>
static class FamilyWords
{
    /// <summary>A few words on a family; null for a family of the customer's own.</summary>
    public static string? Describe(string family) => Enum.TryParse<SignalFamily>(family, out var known) ? known switch
    {
        SignalFamily.Content => "downloads, webinars and events",
        SignalFamily.Website => "visits and page views",
        SignalFamily.Email => "opens, clicks, replies and unsubscribes",
        SignalFamily.Outreach => "calls, meetings and replies",
        SignalFamily.Inquiry => "demo requests and direct inquiries",
        SignalFamily.Chat => "conversations with a chat bot or an assistant",
        SignalFamily.Product => "trials and use of the product",
        SignalFamily.Intent => "interest that third parties report",
        SignalFamily.Fit => "who the lead is, and how it came",
        _ => "everything else",
    } : null;
}
