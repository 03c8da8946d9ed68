using WarmLeads.ML.BoostedTrees;
using WarmLeads.ML.Leads;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Benchmarks;

/// <summary>Fresh simulated leads that a model never saw: what it says of each, the truth, and what happened.</summary>
sealed class JudgedLeads
{
    readonly List<double> _scores = [], _truths = [];
    readonly List<float> _outcomes = [];
    readonly List<double[]> _features = [];

    /// <summary>The model's scores, log-odds.</summary>
    public IReadOnlyList<double> Scores => _scores;

    /// <summary>The true chances.</summary>
    public IReadOnlyList<double> Truths => _truths;

    /// <summary>1 where the lead converted within the horizon.</summary>
    public IReadOnlyList<float> Outcomes => _outcomes;

    /// <summary>All features of the shipped builder, shape [leads][features]; empty when they were not asked for.</summary>
    public IReadOnlyList<double[]> Features => _features;

    /// <summary>Judges a model on fresh leads.</summary>
    /// <param name="model">The model.</param>
    /// <param name="count">Leads to judge.</param>
    /// <param name="options">The simulation that they come from; further seeds are simulated until there are enough.</param>
    /// <param name="days">The horizon.</param>
    /// <param name="withFeatures">Whether features are kept.</param>
    /// <param name="onAnyNight">Whether each lead is looked at on a night of its history, drawn at random, and counts if it is open then; else at the end.</param>
    public static JudgedLeads Of(ConversionModel model, int count, SimulationOptions options, int days, bool withFeatures, bool onAnyNight)
    {
        var judged = new JudgedLeads();
        var scorer = new LeadScorer(new LeadFeatureBuilder());
        var row = new RowEncoder(model.Schema);
        for (var seed = options.Seed; judged._scores.Count < count; seed++)
            judged.Add(model, count, options with { Seed = seed }, days, withFeatures, onAnyNight, scorer, row);
        return judged;
    }

    void Add(
        ConversionModel model, int count, SimulationOptions options, int days, bool withFeatures, bool onAnyNight, LeadScorer scorer, RowEncoder row)
    {
        var observer = new IdealObserver(options);
        var random = new Random(options.Seed);
        foreach (var lead in new CrmSimulator(options).Simulate())
        {
            var night = onAnyNight ? options.Start.AddDays(random.Next((int)(options.End - options.Start).TotalDays + 1)) : options.End;
            if (!lead.History.IsOpenAt(night) || _scores.Count >= count)
                continue;
            scorer.Fill(row, lead.History, night);
            _scores.Add(model.Score(row.Encode()));
            _truths.Add(observer.Probability(lead.History, night, days));
            _outcomes.Add(lead.ConvertsAt is { } at && at < night.AddDays(days) ? 1 : 0);
            if (!withFeatures)
                continue;
            var features = new double[scorer.Builder.Definitions.Count];
            scorer.Builder.Build(lead.History.Lead, lead.History.Events, night, features);
            _features.Add(features);
        }
    }

    /// <summary>The figures of some probabilities against what happened.</summary>
    public BinaryClassificationMetrics Metrics(IEnumerable<double> probabilities) =>
        BinaryClassificationMetrics.Evaluate([.. probabilities], [.. _outcomes]);

    /// <summary>Groups of like score with the same number of leads, lowest first.</summary>
    public IEnumerable<int[]> Groups(int count)
    {
        var order = Enumerable.Range(0, _scores.Count).OrderBy(i => _scores[i]).ToArray();
        for (var group = 0; group < count; group++)
            yield return order[(int)((long)order.Length * group / count)..(int)((long)order.Length * (group + 1) / count)];
    }
}
