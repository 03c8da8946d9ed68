using System.Runtime.CompilerServices;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Scoring;

/// <summary>A lead of the store, as of a moment, to a prediction: the one path that training, the service and the command line share.</summary>
/// <param name="builder">The builder of features from events.</param>
public sealed class LeadScorer(LeadFeatureBuilder builder)
{
    readonly ConditionalWeakTable<ModelSchema, Plan> _planOf = [];

    /// <summary>The builder of features from events.</summary>
    public LeadFeatureBuilder Builder => builder;

    /// <summary>A lead's attributes as the CRM holds them, and what they say between the lines.</summary>
    public static IEnumerable<KeyValuePair<string, string>> AttributesOf(Lead lead) =>
        lead.Attributes.Concat(DerivedAttributes.Of(lead.Attributes));

    /// <summary>Fills a row with a lead's attributes and the features of its events.</summary>
    /// <param name="row">The row; cleared first.</param>
    /// <param name="history">The lead with its events, in any order, and those of its account where the model measures colleagues.</param>
    /// <param name="cutoff">Only what had occurred and had been received before this moment is used.</param>
    /// <exception cref="ArgumentException">The model measures colleagues, and the account's events were not read.</exception>
    public void Fill(RowEncoder row, LeadHistory history, DateTimeOffset cutoff)
    {
        row.Clear();
        foreach (var (name, text) in AttributesOf(history.Lead))
            row.TrySet(name, text);

        var plan = _planOf.GetValue(row.Schema, MakePlan);
        Span<double> features = stackalloc double[plan.Builder.Definitions.Count];
        plan.Builder.Build(history, cutoff, features);
        for (var i = 0; i < plan.Columns.Length; i++)
        {
            if (plan.Columns[i] >= 0)
                row.SetNumber(plan.Columns[i], features[i]);
        }

        if (plan.TextColumns.Length == 0)
            return;
        var texts = new string[plan.TextColumns.Length];
        plan.Builder.ReadTexts(history.Events, cutoff, texts);
        for (var i = 0; i < texts.Length; i++)
        {
            if (plan.TextColumns[i] >= 0)
                row.SetText(plan.TextColumns[i], texts[i]);
        }
    }

    /// <summary>The builder of a model's features: its own measures beside the shipped ones.</summary>
    /// <param name="measures">What the model measures besides; null for nothing.</param>
    public LeadFeatureBuilder BuilderOf(HistoryMeasures? measures) =>
        measures is null or { IsEmpty: true } ? builder : new LeadFeatureBuilder(builder.Catalog, measures);

    /// <summary>The names of everything that is built from the events of a model's leads, whether or not the model uses it.</summary>
    /// <param name="schema">The model's inputs.</param>
    public IReadOnlySet<string> EventFeaturesOf(ModelSchema schema) => _planOf.GetValue(schema, MakePlan).EventFeatures;

    /// <summary>The chance that the lead converts within the model's horizon after the cutoff, with its reasons.</summary>
    public LeadPrediction Predict(ConversionModel model, LeadHistory history, DateTimeOffset cutoff)
    {
        var row = new RowEncoder(model.Schema);
        Fill(row, history, cutoff);
        return model.Predict(row, history.Lead.Id, cutoff);
    }

    Plan MakePlan(ModelSchema schema)
    {
        var own = BuilderOf(schema.Measures);
        var columnOf = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < schema.Columns.Count; i++)
            columnOf.Add(schema.Columns[i].Name, i);
        return new Plan(
            own, [.. own.Definitions.Select(definition => columnOf.GetValueOrDefault(definition.Name, -1))],
            [.. own.TextDefinitions.Select(definition => columnOf.GetValueOrDefault(definition.Name, -1))],
            own.Definitions.Concat(own.TextDefinitions).Select(definition => definition.Name).ToHashSet(StringComparer.Ordinal));
    }

    sealed record Plan(LeadFeatureBuilder Builder, int[] Columns, int[] TextColumns, IReadOnlySet<string> EventFeatures);
}
