using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Cli;

/// <summary>What HubSpot exports: properties by their labels, or by their internal names.</summary>
static class HubSpotShapes
{
    const string System = "hubspot";

    static readonly LeadExport Contacts = new()
    {
        System = System,
        Id = ["Record ID", "Record ID - Contact", "Contact ID", "hs_object_id"],
        CreatedAt = ["Create Date", "createdate"],
        UpdatedAt = ["Last Modified Date", "lastmodifieddate"],
        Account = ["Primary Associated Company ID", "Associated Company IDs", "Associated Company ID", "associatedcompanyid"],
        ConvertedAt = ["Became a Customer Date", "hs_lifecyclestage_customer_date"],
        State = ["Lead Status", "hs_lead_status"],
        Ends = ([], ["unqualified", "bad fit", "closed lost"]),
        Consents =
        [
            (["Unsubscribed from all email", "hs_email_optout"], ConsentKind.Contact, true),
            (["Do not contact", "do_not_contact"], ConsentKind.DoNotContact, false),
        ],
    };

    static readonly ActivityExport Activities = new()
    {
        System = System,
        Id = ["Record ID", "Engagement ID", "hs_object_id"],
        Lead = ["Associated Contact IDs", "Associated Contact ID", "Contact ID"],
        OccurredAt = ["Activity date", "hs_timestamp"],
        CreatedAt = ["Create Date", "hs_createdate"],
        KindColumns = ["Activity type", "Call outcome", "Call direction", "Email direction", "Meeting outcome"],
        KindOf = ActivityKind,
    };

    static readonly DealExport Deals = new()
    {
        Lead = ["Associated Contact IDs", "Associated Contact ID"],
        ClosedAt = ["Close Date", "closedate"],
        StateColumns = ["Deal Stage", "Is Closed Won", "Is Closed Lost"],
        IsWon = DealIsWon,
    };

    public static IReadOnlyList<ImportShape> All { get; } =
    [
        new("HubSpot deals", ["Deal Stage", "Close Date", "Associated Contact IDs"], 2, columns => new DealExportReader(columns, Deals)),
        new("HubSpot activities", ["Activity date", "Associated Contact IDs"], 1, columns => new ActivityExportReader(columns, Activities)),
        new("HubSpot activities", ["hs_timestamp", "Associated Contact IDs"], 1, columns => new ActivityExportReader(columns, Activities)),
        new("HubSpot contacts", ["Record ID", "Create Date", "Email"], 0, columns => new LeadExportReader(columns, Contacts)),
        new("HubSpot contacts", ["Record ID - Contact", "Create Date"], 0, columns => new LeadExportReader(columns, Contacts)),
        new("HubSpot contacts", ["Contact ID", "Create Date", "Email"], 0, columns => new LeadExportReader(columns, Contacts)),
        new("HubSpot contacts", ["hs_object_id", "createdate", "email"], 0, columns => new LeadExportReader(columns, Contacts)),
    ];

    static (string? Kind, string? Direction) ActivityKind(string[] texts)
    {
        var (type, callOutcome, callDirection, emailDirection, meetingOutcome) = (texts[0], texts[1], texts[2], texts[3], texts[4]);
        if (type.Contains("call", StringComparison.Ordinal) || callOutcome.Length > 0)
        {
            return callDirection.StartsWith("inbound", StringComparison.Ordinal) ? ("call_connected", "in")
                : callOutcome.Contains("connected", StringComparison.Ordinal) ? ("call_connected", null)
                : callOutcome.Contains("voicemail", StringComparison.Ordinal) ? ("voicemail_left", "out")
                : ("call_attempted", "out");
        }

        if (type.Contains("email", StringComparison.Ordinal) || emailDirection.Length > 0)
            return emailDirection.Contains("incoming", StringComparison.Ordinal) || type.Contains("incoming", StringComparison.Ordinal) ? ("email_replied", "in") : ("email_sent", "out");
        if (!type.Contains("meeting", StringComparison.Ordinal) && meetingOutcome.Length == 0)
            return (null, null);
        return meetingOutcome is "scheduled" or "rescheduled" ? ("meeting_booked", null)
            : meetingOutcome is "no show" or "no_show" or "canceled" or "cancelled" ? (null, null)
            : ("meeting_held", null);
    }

    static bool? DealIsWon(string[] texts)
    {
        var stage = string.Concat(texts[0].Where(char.IsLetter));
        if (texts[1] is "true" or "yes" || stage.StartsWith("closedwon", StringComparison.Ordinal))
            return true;
        return texts[2] is "true" or "yes" || stage.StartsWith("closedlost", StringComparison.Ordinal) ? false : null;
    }
}
