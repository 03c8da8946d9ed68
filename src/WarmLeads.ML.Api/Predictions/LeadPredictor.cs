using System.Text.Json;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Api;

/// <summary>Predicts leads that come with a request, and leads of the store.</summary>
/// <param name="scorer">From a lead's history to its row.</param>
/// <param name="encoders">Encoders to reuse.</param>
sealed class LeadPredictor(LeadScorer scorer, RowEncoders encoders)
{
    const int NamesInAWarning = 5;

    /// <summary>Predicts a lead of the store; the explanation is checked.</summary>
    /// <param name="model">The model, taken once for the whole request.</param>
    /// <param name="history">The lead.</param>
    /// <param name="cutoff">The moment as of which it is looked at.</param>
    public LeadPrediction Predict(ConversionModel model, LeadHistory history, DateTimeOffset cutoff)
    {
        var row = encoders.Rent(model);
        scorer.Fill(row, history, cutoff);
        var prediction = model.Predict(row, history.Lead.Id, cutoff);
        encoders.Return(model, row);
        ExactSums.Check(prediction);
        return prediction;
    }

    /// <summary>Predicts the leads of a request, in its order.</summary>
    /// <param name="model">The model, taken once for the whole request.</param>
    /// <param name="request">The leads.</param>
    /// <param name="now">The cutoff of leads that have none of their own.</param>
    /// <exception cref="InvalidRequestException">A lead cannot be looked at as it asks to be; none is predicted.</exception>
    public IReadOnlyList<PredictionAnswer> Predict(ConversionModel model, PredictionRequest request, DateTimeOffset now)
    {
        var mistakes = new JsonMistakes();
        var row = encoders.Rent(model);
        var answers = new List<PredictionAnswer>(request.Leads.Count);
        for (var i = 0; i < request.Leads.Count; i++)
        {
            var path = request.IsBatch ? $"$.leads[{i}]" : "$";
            var lead = request.Leads[i];
            var cutoff = lead.Cutoff ?? now;
            var warnings = lead.Events is null ? FillColumns(model, row, lead) : FillEvents(row, lead, lead.Events, cutoff, path, mistakes);
            if (lead.Columns.Count > 0 && lead.Events is null && lead.Columns.All(column => row.IndexOf(column.Key) < 0))
                mistakes.Add(path, $"Model {model.Name} knows none of the lead's columns; it knows {Names(model.Schema.Columns.Select(column => column.Name))}.");
            var prediction = model.Predict(row, lead.Id, cutoff);
            ExactSums.Check(prediction);
            answers.Add(PredictionAnswer.From(model, prediction with { Warnings = [.. warnings, .. prediction.Warnings] }));
        }

        encoders.Return(model, row);
        mistakes.ThrowIfAny();
        return answers;
    }

    static List<string> FillColumns(ConversionModel model, RowEncoder row, LeadInput lead)
    {
        row.Clear();
        var given = new HashSet<string>(StringComparer.Ordinal);
        List<string> unknown = [];
        foreach (var (name, value) in lead.Columns)
        {
            var column = row.IndexOf(name);
            if (column < 0)
                unknown.Add(name);
            else
                Set(row, column, value);
            given.Add(name);
        }

        // A model of lead histories has learned from what attributes say between the lines; one of a flat table has not.
        if (model.IsOfHistory)
        {
            var texts = Texts(lead);
            foreach (var (name, text) in DerivedAttributes.Of(texts))
            {
                if (given.Add(name))
                    row.TrySet(name, text);
            }

            unknown.RemoveAll(name => IsReadBetweenTheLines(name, texts));
        }

        return Warnings(unknown, row.Schema.Columns.Where(column => !given.Contains(column.Name)), row.Schema.Columns.Count);
    }

    List<string> FillEvents(
        RowEncoder row, LeadInput lead, IReadOnlyList<EngagementEvent> events, DateTimeOffset cutoff, string path, JsonMistakes mistakes)
    {
        var stored = new Lead(lead.Id ?? "", lead.CreatedAt ?? cutoff);
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        var builtOfEvents = scorer.EventFeaturesOf(row.Schema);
        foreach (var (name, value) in lead.Columns)
        {
            if (builtOfEvents.Contains(name))
                mistakes.Add($"{path}.{name}", $"'{name}' is built from the lead's events; leave out either it or 'events'.");
            if (value.ValueKind == JsonValueKind.Null)
                continue;
            // As in leads.csv, these two are the lead's own and no attributes.
            if (name == "accountId")
                stored = stored with { AccountId = JsonWords.Text(value) };
            else if (name == "value" && value.ValueKind == JsonValueKind.Number)
                stored = stored with { Value = value.GetDouble() };
            else
                attributes[name] = JsonWords.Text(value);
        }

        if (lead.CreatedAt >= cutoff)
            mistakes.Add($"{path}.createdAt", $"The lead was registered at {lead.CreatedAt:O}, which is not before the cutoff {cutoff:O}; give a later cutoff.");
        stored = stored with { Attributes = attributes };
        scorer.Fill(row, new LeadHistory(stored, events, null) { EventsOfAccount = lead.EventsOfAccount ?? [] }, cutoff);
        var given = LeadScorer.AttributesOf(stored).Select(attribute => attribute.Key).ToHashSet(StringComparer.Ordinal);
        List<string> aboutColleagues = row.Schema.MeasuresColleagues && stored.AccountId is { } account && lead.EventsOfAccount is null
            ? [$"The model measures what colleagues do, and nothing was said of account '{account}'; it counts as quiet. Send 'eventsOfAccount'."]
            : [];
        return [.. aboutColleagues, .. Warnings(
            [.. attributes.Keys.Where(name => row.IndexOf(name) < 0 && !IsReadBetweenTheLines(name, attributes))],
            row.Schema.Columns.Where(column => column.Source == ColumnSource.Attribute && !given.Contains(column.Name)),
            row.Schema.Columns.Count)];
    }

    // Of use although the model has no column of its name: what it says between the lines is gone without it.
    static bool IsReadBetweenTheLines(string name, Dictionary<string, string> attributes)
    {
        var others = attributes.Where(attribute => attribute.Key != name).ToDictionary(StringComparer.Ordinal);
        return !DerivedAttributes.Of(attributes).SequenceEqual(DerivedAttributes.Of(others));
    }

    static Dictionary<string, string> Texts(LeadInput lead) => lead.Columns
        .Where(column => column.Value.ValueKind != JsonValueKind.Null)
        .ToDictionary(column => column.Key, column => JsonWords.Text(column.Value), StringComparer.Ordinal);

    static void Set(RowEncoder row, int column, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Number:
                row.SetNumber(column, value.GetDouble());
                break;
            case JsonValueKind.Null:
                break;
            default:
                row.SetText(column, JsonWords.Text(value));
                break;
        }
    }

    static List<string> Warnings(List<string> unknown, IEnumerable<InputColumn> absent, int inputs)
    {
        List<string> warnings = [];
        if (unknown.Count > 0)
            warnings.Add($"The model has no use for {unknown.Count} of the columns ({Names(unknown)}); they change nothing.");
        List<string> missing = [.. absent.Select(column => column.Name)];
        if (missing.Count > 0)
            warnings.Add($"{missing.Count} of the model's {inputs} inputs were not given and count as missing ({Names(missing)}).");
        return warnings;
    }

    static string Names(IEnumerable<string> names)
    {
        var all = names.ToList();
        return string.Join(", ", all.Take(NamesInAWarning)) + (all.Count > NamesInAWarning ? ", …" : "");
    }
}
