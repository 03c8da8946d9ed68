namespace WarmLeads.ML.Training;

/// <summary>The names that files, columns, kinds and outcomes have in other people's data, the most telling first.</summary>
static class ColumnWords
{
    public static readonly string[] EventFiles = ["events", "event", "log", "activities", "activity", "clicks", "transactions", "interactions", "ereignisse", "protokoll"];

    public static readonly string[] LeadFiles =
        ["leads", "lead", "opportunities", "applications", "prospects", "contacts", "cases", "customers", "users", "visitors", "accounts", "deals", "kunden", "clientes", "clients"];

    public static readonly string[] OutcomeFiles = ["outcomes", "outcome", "results", "labels", "decisions", "targets", "ergebnisse", "resultados"];

    /// <summary>Files with a row for each lead that converted, besides the words for converted.</summary>
    public static readonly string[] WonFiles = ["conversions", "wins", "sales", "closed_deals", "orders"];

    public static readonly string[] Ids =
    [
        "lead_id", "leadid", "case_id", "caseid", "case_concept_name", "lead", "opportunity_id", "deal_id", "prospect_id", "mql_id", "contact_id", "customer_id",
        "customerid", "client_id", "user_id", "userid", "visitor_id", "visitorid", "fullvisitorid", "person_id", "member_id", "subscriber_id", "account_id",
        "application_id", "session_id", "case", "customer", "user", "visitor", "client", "fallnummer", "fall_id", "vorgangsnummer", "kundennummer", "kunden_id",
        "kunde", "cliente", "caso", "dossier", "id",
    ];

    public static readonly string[] Moments =
    [
        "occurred_at", "occurred", "event_time", "timestamp", "complete_timestamp", "time_timestamp", "time", "datetime", "date", "event_date", "order_date",
        "created_at", "created", "zeitstempel", "zeitpunkt", "datum", "fecha", "horodatage", "data", "at", "ts",
    ];

    public static readonly string[] Registered =
    [
        "created_at", "created_date", "create_date", "registered_at", "registered", "registration", "created", "signup", "signed_up", "first_contact_date",
        "first_seen", "start", "started", "opened", "joined", "received", "angelegt", "erstellt", "creado", "date", "at",
    ];

    public static readonly string[] Kinds =
    [
        "kind", "activity", "event", "event_type", "event_name", "action", "concept_name", "type", "task", "step", "aktivität", "aktivitaet", "ereignis",
        "actividad", "evento", "activité", "événement", "stage",
    ];

    public static readonly string[] Lifecycles = ["lifecycle", "lifecycle_transition", "transition"];

    public static readonly string[] Orders = ["event_no", "event_number", "sequence", "seq", "position", "event_index", "order_no", "row_no", "nr"];

    public static readonly string[] EventIds = ["event_id", "eventid", "message_id", "uuid", "activity_id"];

    public static readonly string[] Received = ["received_at", "received", "ingested_at", "ingested", "loaded_at", "processed_at", "synced_at"];

    public static readonly string[] Outcomes =
    [
        "outcome", "result", "converted", "conversion", "won", "is_won", "label", "final", "decision", "churned", "churn", "ergebnis", "resultado", "résultat", "comprado", "vendido", "gekauft", "abschluss", "status",
        "deal_stage", "stage", "state", "target", "y",
    ];

    /// <summary>When a lead ended, in names that say nothing else.</summary>
    public static readonly string[] Ended =
    [
        "outcome_at", "outcome_date", "closed_at", "close_date", "closed_date", "won_date", "lost_date", "closed", "ended_at", "end_date", "end", "decided_at",
        "decision_date", "converted_at", "conversion_date", "finished", "completed_at", "abgeschlossen",
    ];

    public static readonly string[] Recorded = ["recorded_at", "recorded", "entered_at", "logged_at"];

    public static readonly string[] Won =
    [
        "converted", "won", "closed_won", "purchase", "purchased", "transaction", "order_placed", "bought", "order", "subscribed", "signed", "paid", "payment",
        "checkout_completed", "approved", "accepted", "success", "successful", "yes", "true", "customer", "deviant", "positive", "gewonnen", "verkauft", "genehmigt",
        "angenommen", "ganado", "ganada", "comprado", "vendido", "aprobado", "gagné", "ja", "si", "sí", "oui",
    ];

    public static readonly string[] Lost =
    [
        "lost", "closed_lost", "declined", "rejected", "denied", "refused", "cancelled", "canceled", "withdrawn", "abandoned", "disqualified", "unqualified",
        "churned", "expired", "failed", "no", "false", "negative", "verloren", "abgelehnt", "storniert", "perdido", "perdida", "rechazado", "perdu", "nein", "non",
    ];

    /// <summary>Texts too short to be looked for within others.</summary>
    public static readonly string[] WonAlone = ["1", "1.0", "y", "t", "j", "s"], LostAlone = ["0", "0.0", "-1", "n", "f"];

    /// <summary>What makes the opposite of a word that means converted.</summary>
    public static readonly string[] Negations = ["not", "non", "no", "never", "un", "nicht", "pas"];

    public static readonly string[] Open =
    [
        "open", "pending", "in_progress", "active", "running", "undecided", "prospecting", "qualification", "qualified", "engaging", "negotiation", "proposal",
        "working", "contacted", "new", "nurturing", "offen", "abierto", "ouvert",
    ];

    /// <summary>What a column is called that is filled in when a lead ends.</summary>
    public static readonly string[] AtTheEnd =
    [
        "closed", "close", "close_date", "won", "lost", "loss", "lost_reason", "loss_reason", "close_reason", "converted", "conversion", "outcome", "outcome_at", "final",
        "churned", "won_date", "closed_at", "converted_at",
    ];

    /// <summary>What a column may be called that goes on changing until a lead ends.</summary>
    public static readonly string[] UntilTheEnd =
    [
        "last", "latest", "reason", "result", "status", "stage", "state", "revenue", "paid", "total", "count", "number", "num", "n", "duration", "elapsed", "cycle", "days",
        "end", "ended", "letzte", "anzahl", "último", "dernier",
    ];
}
