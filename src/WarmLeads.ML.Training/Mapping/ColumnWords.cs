namespace WarmLeads.ML.Training;

/// <summary>The names that columns, kinds and outcomes have in other people's files, the most telling first.</summary>
static class ColumnWords
{
    public static readonly string[] Ids =
    [
        "lead_id", "leadid", "case_id", "caseid", "case_concept_name", "lead", "opportunity_id", "deal_id", "prospect_id", "mql_id", "contact_id", "customer_id",
        "customerid", "client_id", "user_id", "userid", "visitor_id", "visitorid", "fullvisitorid", "person_id", "member_id", "subscriber_id", "account_id",
        "application_id", "session_id", "case", "customer", "user", "visitor", "client", "id",
    ];

    public static readonly string[] Moments =
    [
        "occurred_at", "occurred", "event_time", "timestamp", "complete_timestamp", "time_timestamp", "time", "datetime", "date", "event_date", "order_date",
        "created_at", "created", "at", "ts",
    ];

    public static readonly string[] Registered =
    [
        "created_at", "created_date", "create_date", "registered_at", "registered", "registration", "created", "signup", "signed_up", "first_contact_date",
        "first_seen", "start", "started", "opened", "joined", "received", "date", "at",
    ];

    public static readonly string[] Kinds = ["kind", "activity", "event", "event_type", "event_name", "action", "concept_name", "type", "task", "step", "stage"];

    public static readonly string[] Lifecycles = ["lifecycle", "lifecycle_transition", "transition"];

    public static readonly string[] Orders = ["event_no", "event_number", "sequence", "seq", "position", "event_index", "order_no", "row_no", "nr"];

    public static readonly string[] EventIds = ["event_id", "eventid", "message_id", "uuid", "activity_id"];

    public static readonly string[] Received = ["received_at", "received", "ingested_at", "ingested", "loaded_at", "processed_at", "synced_at"];

    public static readonly string[] Outcomes =
        ["outcome", "result", "converted", "conversion", "won", "is_won", "label", "final", "decision", "status", "deal_stage", "stage", "state", "target", "y"];

    /// <summary>When a lead ended, in names that say nothing else.</summary>
    public static readonly string[] Ended =
    [
        "outcome_at", "outcome_date", "closed_at", "close_date", "closed_date", "won_date", "closed", "ended_at", "end_date", "end", "decided_at",
        "decision_date", "converted_at", "conversion_date", "finished", "completed_at",
    ];

    public static readonly string[] Recorded = ["recorded_at", "recorded", "entered_at", "logged_at"];

    public static readonly string[] Won =
    [
        "converted", "won", "closed_won", "purchase", "purchased", "transaction", "order_placed", "bought", "order", "subscribed", "signed", "paid", "payment",
        "checkout_completed", "approved", "accepted", "success", "successful", "yes", "true", "1", "customer",
    ];

    public static readonly string[] Lost =
    [
        "lost", "closed_lost", "declined", "rejected", "denied", "refused", "cancelled", "canceled", "withdrawn", "abandoned", "disqualified", "unqualified",
        "churned", "expired", "failed",
    ];

    public static readonly string[] Open =
    [
        "open", "pending", "in_progress", "active", "running", "undecided", "prospecting", "qualification", "qualified", "engaging", "negotiation", "proposal",
        "working", "contacted", "new", "nurturing",
    ];
}
