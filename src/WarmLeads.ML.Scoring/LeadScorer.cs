using System.Runtime.CompilerServices;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Scoring;

/// <summary>A lead of the store, as of a moment, to a prediction: the one path that training, the service and the command line share.</summary>
/// <param name="builder">The builder of features from events.</param>
public sealed class LeadScorer(LeadFeatureBuilder builder)
{
    readonly ConditionalWeakTable<ModelSchema, int[]> _columnOfFeature = [];

    /// <summary>The builder of features from events.</summary>
    public LeadFeatureBuilder Builder => builder;

    /// <summary>A lead's attributes as the CRM holds them, and what they say between the lines.</summary>
    public static IEnumerable<KeyValuePair<string, string>> AttributesOf(Lead lead) =>
        lead.Attributes.Concat(DerivedAttributes.Of(lead.Attributes));

    /// <summary>Fills a row with a lead's attributes and the features of its events.</summary>
    /// <param name="row">The row; cleared first.</param>
    /// <param name="lead">The lead.</param>
    /// <param name="events">Its events, in any order.</param>
    /// <param name="cutoff">Only what had occurred and had been received before this moment is used.</param>
    public void Fill(RowEncoder row, Lead lead, IReadOnlyList<EngagementEvent> events, DateTimeOffset cutoff)
    {
        row.Clear();
        foreach (var (name, text) in AttributesOf(lead))
            row.TrySet(name, text);

        Span<double> features = stackalloc double[builder.Definitions.Count];
        builder.Build(lead, events, cutoff, features);
        var columns = _columnOfFeature.GetValue(
            row.Schema, _ => [.. builder.Definitions.Select(definition => row.IndexOf(definition.Name))]);
        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i] >= 0)
                row.SetNumber(columns[i], features[i]);
        }
    }

    /// <summary>The chance that the lead converts within the model's horizon after the cutoff, with its reasons.</summary>
    public LeadPrediction Predict(ConversionModel model, LeadHistory history, DateTimeOffset cutoff)
    {
        var row = new RowEncoder(model.Schema);
        Fill(row, history.Lead, history.Events, cutoff);
        return model.Predict(row, history.Lead.Id, cutoff);
    }
}
