using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Reports;

/// <summary>What the families of signals mean to a marketer.</summary>
static class FamilyWords
{
    /// <summary>A few words on a family; null for a family of the customer's own.</summary>
    public static string? Describe(string family) => family switch
    {
        nameof(SignalFamily.Content) => "downloads, webinars and events",
        nameof(SignalFamily.Website) => "visits and page views",
        nameof(SignalFamily.Email) => "opens, clicks, replies and unsubscribes",
        nameof(SignalFamily.Outreach) => "calls, meetings and replies",
        nameof(SignalFamily.Inquiry) => "demo requests and direct inquiries",
        nameof(SignalFamily.Chat) => "conversations with a chat bot or an assistant",
        nameof(SignalFamily.Product) => "trials and use of the product",
        nameof(SignalFamily.Intent) => "interest that third parties report",
        nameof(SignalFamily.Fit) => "who the lead is, and how it came",
        nameof(SignalFamily.Engagement) => "engagement of every kind together",
        nameof(SignalFamily.Other) => "events of kinds that have no family yet",
        // The family of the columns of a flat table.
        "Attributes" => "what the table knows of the lead",
        _ => null,
    };
}
