using static WarmLeads.ML.Leads.SignalFamily;
using static WarmLeads.ML.Leads.SignalTraits;

namespace WarmLeads.ML.Leads;

/// <summary>The kinds, signals and sequences that ship with the product. `signals.json` changes them without code.</summary>
static class ShippedSignals
{
    public static IReadOnlyList<SignalKind> Kinds { get; } =
    [
        new("content_download", Content, Warm),
        new("report_download", Content, Warm),
        new("whitepaper_download", Content, Warm),
        new("case_study_download", Content, Warm),
        new("webinar_registered", Content, Warm),
        new("webinar_attended", Content, Warm),
        new("event_attended", Content, Warm),

        new("page_view", Website),
        new("site_visit", Website),

        new("email_sent", Email, OwnTouch | MailDelivery),
        new("email_delivered", Email, OwnTouch | MailDelivery),
        new("email_opened", Email, MailOpen),
        new("email_clicked", Email, MailClick),
        new("email_replied", Email, Warm),
        new("email_unsubscribed", Email, Cooling),
        new("email_bounced", Email, Cooling),
        new("email_complained", Email, Cooling),

        new("call_attempted", Outreach, OwnTouch),
        new("voicemail_left", Outreach, OwnTouch),
        new("message_sent", Outreach, OwnTouch),
        new("call_connected", Outreach, Warm),
        new("meeting_booked", Outreach, Warm),
        new("meeting_held", Outreach, Warm),
        new("reply", Outreach, Warm),

        new("sales_accepted", Outreach, OwnTouch),
        new("sales_rejected", Outreach, OwnTouch),
        new("opportunity_created", Outreach, OwnTouch),
        new("opportunity_lost", Outreach, OwnTouch),

        new("demo_request", Inquiry, Decisive | Warm),
        new("direct_inquiry", Inquiry, Decisive | Warm),
        new("contact_form", Inquiry, Decisive | Warm),
        new("quote_request", Inquiry, Decisive | Warm),

        new("chatbot_conversation", Chat),

        new("trial_started", Product, Warm),
        new("feature_used", Product),
        new("activation_milestone", Product, Warm),
        new("seat_added", Product, Warm),
        new("limit_reached", Product, Warm),

        new("intent_signal", Intent),
    ];

    public static IReadOnlyList<TrackedSignal> TrackedSignals { get; } =
    [
        new("content_download", "Content downloads", Content,
            "content_download", "report_download", "whitepaper_download", "case_study_download"),
        new("case_study_download", "Case-study downloads", Content,
            [new SignalSource("case_study_download"), new SignalSource("content_download", "content", ["case_study", "case-study", "case study"])]),
        new("webinar", "Webinars and events attended", Content, "webinar_attended", "event_attended"),
        new("page_view", "Page views", Website, "page_view"),
        new("site_visit", "Site visits", Website, "site_visit"),
        new("pricing_visit", "Pricing page visits", Website, [new SignalSource("page_view", "page", ["pricing"])]),
        new("email_open", "Email opens", Email, "email_opened"),
        new("email_click", "Email clicks", Email, "email_clicked"),
        new("reply", "Replies", Outreach, "email_replied", "reply"),
        new("call_connected", "Calls connected", Outreach, "call_connected"),
        new("meeting", "Meetings booked or held", Outreach, "meeting_booked", "meeting_held"),
        new("demo_request", "Demo requests", Inquiry, "demo_request"),
        new("direct_inquiry", "Direct inquiries", Inquiry, "direct_inquiry", "contact_form", "quote_request"),
        new("chat_evaluation", "Chats that show evaluation", Chat, [new SignalSource("chatbot_conversation", "intent", ["evaluation"])]),
        new("trial_started", "Trials started", Product, "trial_started"),
        new("feature_used", "Product features used", Product, "feature_used"),
        new("activation", "Activation milestones", Product, "activation_milestone"),
        new("expansion", "Seats added or limits reached", Product, "seat_added", "limit_reached"),
    ];

    public static IReadOnlyList<SignalSequence> Sequences { get; } =
    [
        new("content_then_reply", "Content download, then a reply", "content_download", "reply"),
        new("webinar_then_click", "Webinar, then an email click", "webinar", "email_click"),
        new("click_then_pricing", "Email click, then the pricing page", "email_click", "pricing_visit"),
        new("pricing_then_demo", "Pricing page, then a demo request", "pricing_visit", "demo_request"),
    ];
}
