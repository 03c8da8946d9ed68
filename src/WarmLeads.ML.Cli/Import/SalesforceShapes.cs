using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Cli;

/// <summary>What Salesforce exports: the data export and Data Loader write fields by their API names.</summary>
static class SalesforceShapes
{
    const string System = "salesforce";

    static readonly LeadExport Person = new()
    {
        System = System,
        Id = ["Id"],
        CreatedAt = ["CreatedDate"],
        UpdatedAt = ["LastModifiedDate", "SystemModstamp"],
        Account = ["AccountId"],
        Consents =
        [
            (["HasOptedOutOfEmail"], ConsentKind.Contact, true), (["DoNotCall"], ConsentKind.Contact, true), (["IndividualHasOptedOutProfile"], ConsentKind.ProfilingObjection, false),
        ],
    };

    public static IReadOnlyList<ImportShape> All { get; } =
    [
        new("Salesforce leads", ["Id", "CreatedDate", "Company", "IsConverted"], 0, columns => new LeadExportReader(columns, Person with
        {
            ConvertedAt = ["ConvertedDate"],
            State = ["Status"],
            Ends = ([], ["closed - not converted", "unqualified", "disqualified", "junk", "dead"]),
        })),
        new("Salesforce tasks", ["Id", "WhoId", "Subject", "ActivityDate", "Status"], 1, columns => new ActivityExportReader(columns, new ActivityExport
        {
            System = System,
            Id = ["Id"],
            Lead = ["WhoId"],
            OccurredAt = ["CompletedDateTime", "ActivityDate"],
            CreatedAt = ["CreatedDate"],
            KindColumns = ["TaskSubtype", "CallType", "CallDurationInSeconds", "Status", "Subject", "IsClosed"],
            KindOf = TaskKind,
            Properties = [("CallDisposition", "disposition")],
        })),
        new("Salesforce events", ["Id", "WhoId", "Subject", "StartDateTime"], 1, columns => new ActivityExportReader(columns, new ActivityExport
        {
            System = System,
            Id = ["Id"],
            Lead = ["WhoId"],
            OccurredAt = ["StartDateTime", "ActivityDateTime"],
            KindColumns = [],
            KindOf = _ => ("meeting_held", null),
        })),
        new("Salesforce campaign members", ["Id", "CampaignId", "HasResponded", "CreatedDate"], 1, columns => new ActivityExportReader(columns, new ActivityExport
        {
            System = System,
            Id = ["Id"],
            Lead = ["LeadId", "ContactId", "LeadOrContactId"],
            OccurredAt = ["FirstRespondedDate"],
            CreatedAt = ["CreatedDate"],
            KindColumns = ["HasResponded"],
            KindOf = texts => texts[0] is "true" or "1" ? ("campaign_response", null) : (null, null),
            Properties = [("CampaignId", "campaign"), ("Status", "status")],
        })),
        new("Salesforce opportunities", ["StageName", "CloseDate", "IsWon", "IsClosed", "ContactId"], 2, columns => new DealExportReader(columns, new DealExport
        {
            Lead = ["ContactId"],
            ClosedAt = ["CloseDate"],
            StateColumns = ["IsClosed", "IsWon"],
            IsWon = texts => texts[0] is not ("true" or "1") ? null : texts[1] is "true" or "1",
        })),
        new("Salesforce contacts", ["Id", "AccountId", "LastName", "CreatedDate"], 0, columns => new LeadExportReader(columns, Person)),
    ];

    // A task that is still to be done is nobody's act.
    static (string? Kind, string? Direction) TaskKind(string[] texts)
    {
        var (subtype, callType, duration, status, subject, isClosed) = (texts[0], texts[1], texts[2], texts[3], texts[4], texts[5]);
        if (status != "completed" && isClosed is not ("true" or "1"))
            return (null, null);
        if (subtype == "call" || callType.Length > 0)
            return callType == "inbound" ? ("call_connected", "in") : duration is "" or "0" ? ("call_attempted", "out") : ("call_connected", null);
        return subtype is "email" or "listemail" || subject.StartsWith("email:", StringComparison.Ordinal) ? ("email_sent", "out") : (null, null);
    }
}
