using System.Collections.Concurrent;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Cli;

/// <summary>A model's chance for a lead as of any moment, from what was known then. For many threads.</summary>
/// <param name="model">A model that was trained on histories.</param>
sealed class HistoryModel(ConversionModel model)
{
    readonly LeadScorer _scorer = new(new LeadFeatureBuilder());
    readonly ConcurrentBag<RowEncoder> _rows = [];

    /// <summary>The days within which the model predicts a conversion; those of the trial when it has no horizon.</summary>
    public int HorizonDays => model.HorizonDays ?? CriteriaTrial.HorizonDays;

    /// <summary>Whether it measures colleagues at the same account.</summary>
    public bool MeasuresColleagues => model.Schema.MeasuresColleagues;

    /// <summary>The chance, without its reasons.</summary>
    public ModelView Look(LeadHistory history, DateTimeOffset now)
    {
        var row = _rows.TryTake(out var idle) ? idle : new RowEncoder(model.Schema);
        _scorer.Fill(row, history, now);
        var score = model.Score(row.Encode());
        _rows.Add(row);
        return new ModelView(ConversionModel.Probability(score), score, model.Name, model.Version, model.Hash, []);
    }
}
