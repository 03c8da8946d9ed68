namespace WarmLeads.ML.Leads;

/// <summary>Which advised action, and which content, one of our touches was.</summary>
/// <remarks>
/// A touch that says its `action` or `content` in a property is that one; without an action its kind tells. A kind that nothing
/// is known of is an action by its own name.
/// </remarks>
static class TouchActions
{
    /// <summary>The names that a touch counts for.</summary>
    public static IEnumerable<string> Of(EngagementEvent touch)
    {
        yield return Property(touch, "action") ?? touch.Kind switch
        {
            "call_attempted" or "voicemail_left" => "sales_call",
            "proposal_sent" or "quote_sent" or "discount_offered" => "quote",
            "email_sent" or "email_delivered" => "share_content",
            "message_sent" or "reply" => "check_in",
            var kind => kind,
        };
        if (Property(touch, "content") is { } content)
            yield return content;
    }

    static string? Property(EngagementEvent touch, string name) =>
        touch.Properties.TryGetValue(name, out var text) && text.Length > 0 ? text : null;
}
