using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Cli;

/// <summary>What Dynamics 365 exports: columns by their logical names, or by the labels of its workbooks.</summary>
static class DynamicsShapes
{
    const string System = "dynamics";

    static readonly LeadExport Leads = new()
    {
        System = System,
        Id = ["leadid", "(Do Not Modify) Lead", "contactid", "(Do Not Modify) Contact"],
        CreatedAt = ["createdon", "Created On"],
        UpdatedAt = ["modifiedon", "(Do Not Modify) Modified On", "Modified On"],
        Account = ["parentaccountid", "parentcustomerid", "Parent Account for lead"],
        Value = ["estimatedamount", "Est. Value"],
        State = ["statecode", "Status"],
        Ends = (["1", "qualified"], ["2", "disqualified"]),
        Consents =
        [
            (["donotemail", "Do not allow Emails"], ConsentKind.Contact, true), (["donotphone", "Do not allow Phone Calls"], ConsentKind.Contact, true),
            (["donotbulkemail", "Do not allow Bulk Emails"], ConsentKind.Contact, true),
        ],
    };

    public static IReadOnlyList<ImportShape> All { get; } =
    [
        new("Dynamics activities", ["activityid", "activitytypecode", "regardingobjectid"], 1, columns => new ActivityExportReader(columns, new ActivityExport
        {
            System = System,
            Id = ["activityid"],
            Lead = ["regardingobjectid"],
            OccurredAt = ["actualend", "scheduledstart", "scheduledend"],
            CreatedAt = ["createdon"],
            KindColumns = ["activitytypecode", "directioncode", "statecode"],
            KindOf = ActivityKind,
        })),
        new("Dynamics opportunities", ["opportunityid", "statecode", "actualclosedate", "originatingleadid"], 2, columns => new DealExportReader(columns, new DealExport
        {
            Lead = ["originatingleadid"],
            ClosedAt = ["actualclosedate"],
            StateColumns = ["statecode"],
            IsWon = texts => texts[0] is "1" or "won" ? true : texts[0] is "2" or "lost" ? false : null,
        })),
        new("Dynamics leads", ["leadid", "createdon"], 0, columns => new LeadExportReader(columns, Leads)),
        new("Dynamics leads", ["(Do Not Modify) Lead", "Created On"], 0, columns => new LeadExportReader(columns, Leads)),
        // A contact that is inactive has not been lost.
        new("Dynamics contacts", ["contactid", "createdon"], 0, columns => new LeadExportReader(columns, Leads with { Ends = ([], []) })),
    ];

    // States: 0 open, 1 completed, 2 cancelled, 3 scheduled.
    static (string? Kind, string? Direction) ActivityKind(string[] texts)
    {
        var (type, isOut, isDone) = (texts[0], texts[1] is "true" or "1" or "outgoing", texts[2] is "" or "1" or "completed");
        if (!isDone)
            return (null, null);
        return type switch
        {
            "phonecall" or "phone call" or "4210" => ("call_connected", isOut ? null : "in"),
            "email" or "4202" => isOut ? ("email_sent", "out") : ("email_replied", "in"),
            "appointment" or "4201" => ("meeting_held", null),
            _ => (null, null),
        };
    }
}
