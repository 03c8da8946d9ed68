using System.Text.Json;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>Reads archived Segment calls, one JSON object on a line, as the service reads them when they are sent to it.</summary>
/// <param name="names">Which kind the name of a track call is.</param>
public sealed class SegmentLineReader(EventNames names)
{
    readonly EventKinds _kinds = new(names);

    /// <summary>Reads a line. `receivedAt` says when it was received; without it, it was received when it happened.</summary>
    /// <param name="line">The JSON.</param>
    /// <param name="now">The moment that nothing can have happened after.</param>
    /// <param name="content">What the call says.</param>
    /// <param name="problem">What is wrong with it, in one sentence; empty when nothing is.</param>
    /// <returns>Whether it was understood.</returns>
    public bool TryRead(string line, DateTimeOffset now, out IntakeBatch content, out string problem)
    {
        content = new IntakeBatch();
        problem = "";
        try
        {
            using var document = JsonDocument.Parse(line);
            var body = document.RootElement;
            var received = body.ValueKind == JsonValueKind.Object && body.TryGetProperty("receivedAt", out var at) && at.ValueKind == JsonValueKind.String
                && JsonFields.TryParseInstant(at.GetString(), out var instant) && instant <= now ? instant : (DateTimeOffset?)null;
            var item = SegmentEndpoints.Read(new SegmentReader(_kinds, received ?? now), body, "$", null, null);
            if (item.Errors.Count > 0)
            {
                problem = $"{item.Errors[0].Path}: {item.Errors[0].Detail}";
                return false;
            }

            content = new IntakeBatch
            {
                Aliases = item.Alias is { } alias ? [alias] : [],
                Changes = item.Change is { } change ? [change] : [],
                Events = item.Event is { } happened ? [happened with { ReceivedAt = received ?? happened.OccurredAt }] : [],
                Consents = item.Consents,
            };
            return true;
        }
        catch (JsonException mistake)
        {
            problem = $"this is not JSON (character {(mistake.BytePositionInLine ?? 0) + 1}); correct the line.";
            return false;
        }
    }
}
