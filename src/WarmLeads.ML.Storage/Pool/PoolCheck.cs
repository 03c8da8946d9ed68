using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage;

/// <summary>What both databases can keep of the pool; anything else is refused before it is written.</summary>
static class PoolCheck
{
    public static void Check(IReadOnlyList<PoolChange> changes)
    {
        var seen = new HashSet<string>(changes.Count, StringComparer.Ordinal);
        foreach (var change in changes)
        {
            var lead = change.Standing.LeadId;
            if (!seen.Add(lead))
                throw new ArgumentException($"Two changes are of lead '{lead}'; commit one change of each lead at a time.");
            if (change.Standing.Number != change.ExpectedNumber + 1)
                throw new ArgumentException(
                    $"The standing of lead '{lead}' has number {change.Standing.Number} and is to replace number {change.ExpectedNumber}; " +
                    "count every standing by one.");
            if (change.Standing.Probability is { } probability && !(probability is >= 0 and <= 1))
                throw new ArgumentException($"The probability of lead '{lead}' is {probability}; it must lie in 0..1.");
            foreach (var alert in change.Alerts)
                Check(alert);
        }
    }

    public static void Check(Alert alert)
    {
        RecordCheck.Key(alert.Id, "id", "an alert");
        RecordCheck.Key(alert.WebhookId, "webhook id", $"alert '{alert.Id}'");
        RecordCheck.Key(alert.Kind, "kind", $"alert '{alert.Id}'");
    }

    public static void Check(Webhook webhook)
    {
        RecordCheck.Key(webhook.Id, "id", "a webhook");
        RecordCheck.Text(webhook.Url, "address", $"webhook '{webhook.Id}'");
    }

    public static void Check(HandoffDecision decision)
    {
        RecordCheck.Text(decision.By, "name", "a decision");
        RecordCheck.Text(decision.Note, "note", "a decision");
        if (decision.IsAccepted == decision.Rejection.HasValue)
            throw new ArgumentException(decision.IsAccepted
                ? "The decision accepts the lead and has a reason to reject it; leave the reason out."
                : "The decision rejects the lead without a reason; give one.");
    }

    /// <summary>Every model that the changes name.</summary>
    public static IEnumerable<StoredModel> ModelsOf(IEnumerable<PoolChange> changes)
    {
        foreach (var change in changes)
        {
            yield return new StoredModel(change.Standing.ModelName, change.Standing.ModelVersion, change.Standing.ModelHash);
            foreach (var t in change.Transitions)
                yield return new StoredModel(t.ModelName, t.ModelVersion, t.ModelHash);
            if (change.Score is { } score)
                yield return new StoredModel(score.ModelName, score.ModelVersion, score.ModelHash);
            if (change.Handoff is { } handoff)
                yield return new StoredModel(handoff.ModelName, handoff.ModelVersion, handoff.ModelHash);
        }
    }
}
