using System.Collections.Frozen;
using System.Text;

namespace WarmLeads.ML.Leads;

/// <summary>Which kind an event name of another system is: `Demo Requested` is `demo_request`.</summary>
/// <remarks>
/// A name is looked for as it is in the configured names, then in the words of a kind (`demo_requested`) among the shipped names;
/// one that nobody knows becomes a kind of its own in those words.
/// </remarks>
/// <param name="own">The configured names, as they are written in the other system.</param>
public sealed class EventNames(IReadOnlyDictionary<string, string> own)
{
    const int LongestKind = 200;

    static readonly FrozenDictionary<string, string> s_shipped = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["page_viewed"] = "page_view",
        ["viewed_page"] = "page_view",
        ["demo_requested"] = "demo_request",
        ["requested_demo"] = "demo_request",
        ["request_demo"] = "demo_request",
        ["contact_form_submitted"] = "contact_form",
        ["contact_us"] = "contact_form",
        ["quote_requested"] = "quote_request",
        ["requested_quote"] = "quote_request",
        ["inquiry_submitted"] = "direct_inquiry",
        ["content_downloaded"] = "content_download",
        ["downloaded_content"] = "content_download",
        ["report_downloaded"] = "report_download",
        ["whitepaper_downloaded"] = "whitepaper_download",
        ["case_study_downloaded"] = "case_study_download",
        ["registered_for_webinar"] = "webinar_registered",
        ["attended_webinar"] = "webinar_attended",
        ["attended_event"] = "event_attended",
        ["email_link_clicked"] = "email_clicked",
        ["email_click"] = "email_clicked",
        ["email_open"] = "email_opened",
        ["email_reply"] = "email_replied",
        ["email_bounce"] = "email_bounced",
        ["email_marked_as_spam"] = "email_complained",
        ["unsubscribed"] = "email_unsubscribed",
        ["email_unsubscribe"] = "email_unsubscribed",
        ["call_completed"] = "call_connected",
        ["meeting_scheduled"] = "meeting_booked",
        ["meeting_completed"] = "meeting_held",
        ["started_trial"] = "trial_started",
        ["trial_start"] = "trial_started",
        ["feature_usage"] = "feature_used",
        ["used_feature"] = "feature_used",
        ["seats_added"] = "seat_added",
        ["live_chat_conversation_started"] = "chatbot_conversation",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The configured names.</summary>
    public IReadOnlyDictionary<string, string> Own => own;

    /// <summary>The kind of a name.</summary>
    /// <param name="name">The name, not empty.</param>
    public string KindOf(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (own.TryGetValue(name, out var configured))
            return configured;
        var words = Words(name);
        return words.Length == 0 ? name : s_shipped.GetValueOrDefault(words, words);
    }

    // Demo Requested, demoRequested and demo-requested are demo_requested.
    static string Words(string name)
    {
        var words = new StringBuilder(name.Length + 4);
        var wasLower = false;
        foreach (var letter in name)
        {
            if (!char.IsLetterOrDigit(letter))
            {
                wasLower = false;
                if (words.Length > 0 && words[^1] != '_')
                    words.Append('_');
                continue;
            }

            if (char.IsUpper(letter) && wasLower)
                words.Append('_');
            words.Append(char.ToLowerInvariant(letter));
            wasLower = char.IsLower(letter) || char.IsDigit(letter);
        }

        if (words.Length > 0 && words[^1] == '_')
            words.Length--;
        return words.Length > LongestKind ? words.ToString(0, LongestKind) : words.ToString();
    }
}
