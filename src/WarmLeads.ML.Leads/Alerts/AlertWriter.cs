using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace WarmLeads.ML.Leads;

/// <summary>From what changed to who is told what: thin messages with ids, states and links, and nothing about the person.</summary>
/// <remarks>The same change told to the same address always has the same id, so that a receiver can tell a repetition.</remarks>
public static class AlertWriter
{
    /// <summary>The kind of the alert that tests an address.</summary>
    public const string Test = "test";

    /// <summary>The kind of the alert that a lead was handed to sales.</summary>
    public const string HandoffCreated = "handoff.created";

    /// <summary>The kind of the alert that sales has not answered in time.</summary>
    public const string HandoffOverdue = "handoff.overdue";

    /// <summary>Every kind there is.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    [
        .. Enum.GetValues<LeadState>().Select(KindOf),
        .. Enum.GetValues<TransitionKind>().Where(kind => kind != TransitionKind.State).Select(KindOf),
        HandoffCreated, HandoffOverdue, Test,
    ];

    /// <summary>The kind of a transition's alert: `lead.hot`, `lead.heating`, `lead.mql_gained`…</summary>
    public static string KindOf(Transition transition)
    {
        ArgumentNullException.ThrowIfNull(transition);
        return transition.Kind == TransitionKind.State ? KindOf(transition.To) : KindOf(transition.Kind);
    }

    /// <summary>The alerts of a transition.</summary>
    /// <param name="transition">What changed.</param>
    /// <param name="webhooks">Who might want to know.</param>
    /// <param name="debounce">How long after the one before an alert of the same lead and kind waits.</param>
    public static IEnumerable<Alert> Of(Transition transition, IReadOnlyList<Webhook> webhooks, TimeSpan debounce)
    {
        var kind = KindOf(transition);
        return webhooks.Where(webhook => webhook.Wants(kind)).Select(webhook =>
            new Alert(
                Id(webhook.Id, transition.LeadId, $"transition {transition.Number}"), webhook.Id, transition.LeadId, kind, transition.At,
                Body(kind, transition.At, json =>
                {
                    json.WriteString("leadId", transition.LeadId);
                    json.WriteNumber("transition", transition.Number);
                    json.WriteString("from", Name(transition.From));
                    json.WriteString("to", Name(transition.To));
                    json.WriteString("link", $"/v1/leads/{Uri.EscapeDataString(transition.LeadId)}");
                })) { Debounce = debounce });
    }

    /// <summary>The alerts of a handoff.</summary>
    /// <param name="handoff">The handoff.</param>
    /// <param name="kind"><see cref="HandoffCreated"/> or <see cref="HandoffOverdue"/>.</param>
    /// <param name="at">When it began, or when its time was over.</param>
    /// <param name="webhooks">Who might want to know.</param>
    public static IEnumerable<Alert> Of(Handoff handoff, string kind, DateTimeOffset at, IReadOnlyList<Webhook> webhooks) =>
        webhooks.Where(webhook => webhook.Wants(kind)).Select(webhook =>
            new Alert(Id(webhook.Id, handoff.LeadId, $"{kind} {handoff.Id}"), webhook.Id, handoff.LeadId, kind, at, Body(kind, at, json =>
            {
                json.WriteString("handoffId", handoff.Id);
                json.WriteString("leadId", handoff.LeadId);
                json.WriteString("dueAt", handoff.DueAt);
                json.WriteString("link", $"/v1/handoffs/{handoff.Id}");
            })));

    /// <summary>An alert that tests an address.</summary>
    /// <param name="webhook">The address.</param>
    /// <param name="at">When it was asked for.</param>
    public static Alert OfTest(Webhook webhook, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(webhook);
        return new Alert(
            Id(webhook.Id, "", $"{Test} {at.UtcTicks}"), webhook.Id, "", Test, at,
            Body(Test, at, json => json.WriteString("webhookId", webhook.Id)));
    }

    /// <summary>An id that follows from what it names: 128 bits of SHA-256 in hexadecimal.</summary>
    public static string Id(params ReadOnlySpan<string> parts)
    {
        // A length before each part: no two lists of parts have the same text.
        var text = new StringBuilder();
        foreach (var part in parts)
            text.Append(part.Length).Append(':').Append(part);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan()[..16]);
    }

    static string Body(string kind, DateTimeOffset at, Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("type", kind);
            json.WriteString("timestamp", at.ToUniversalTime());
            json.WriteStartObject("data");
            write(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    static string KindOf(LeadState state) => $"lead.{Name(state)}";

    static string KindOf(TransitionKind kind) => $"lead.{JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString())}";

    static string Name(LeadState state) => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());
}
