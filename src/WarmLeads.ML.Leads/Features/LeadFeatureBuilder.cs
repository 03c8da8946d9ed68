using System.Collections.Concurrent;

namespace WarmLeads.ML.Leads;

/// <summary>Turns a lead and its events into numbers as of a cutoff: the one builder of training, serving and monitoring.</summary>
/// <remarks>
/// Only events that had occurred and had been received before the cutoff count, each (source, event id) once, the copy
/// received first; windows are [cutoff - length, cutoff). Any order of arrival gives the same bits. Attributes are not
/// among the features: they are text, and go beside them. May be called from many threads at once.
/// </remarks>
public sealed class LeadFeatureBuilder
{
    readonly ConcurrentBag<FeaturePass> _idle = [];

    /// <summary>A builder of the features of a catalog.</summary>
    /// <param name="catalog">What kinds of events mean.</param>
    /// <param name="measures">
    /// What is measured besides, as the history has it; null for nothing. With colleagues, every lead with an account must be
    /// built with the account's events, in training and in serving.
    /// </param>
    /// <exception cref="ArgumentException">The catalog names a signal so that two features would have one name.</exception>
    public LeadFeatureBuilder(SignalCatalog catalog, HistoryMeasures? measures = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        Catalog = catalog;
        Measures = measures ?? new HistoryMeasures();
        var pass = new FeaturePass(catalog, Measures);
        Definitions = pass.Definitions;
        TextDefinitions = pass.TextDefinitions;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var definition in Definitions.Concat(TextDefinitions))
        {
            if (!names.Add(definition.Name))
            {
                throw new ArgumentException(
                    $"Two features would be named '{definition.Name}'. Rename the signal or sequence that it comes from.",
                    nameof(catalog));
            }
        }
        _idle.Add(pass);
    }

    /// <summary>A builder of the shipped features.</summary>
    public LeadFeatureBuilder()
        : this(SignalCatalog.Default)
    {
    }

    /// <summary>The catalog that it was made of.</summary>
    public SignalCatalog Catalog { get; }

    /// <summary>The features of colleagues' engagement and of the account's intent, which a builder has that measures colleagues.</summary>
    public static IReadOnlyList<FeatureDefinition> ColleagueDefinitions { get; } = [.. ColleagueBlock.Definitions, .. IntentBlock.OfAccount];

    /// <summary>What is measured besides the shipped features.</summary>
    public HistoryMeasures Measures { get; }

    /// <summary>The features, in the order in which `Build` writes them; names are unique and stable.</summary>
    public IReadOnlyList<FeatureDefinition> Definitions { get; }

    /// <summary>What events say in texts, in the order in which <see cref="ReadTexts"/> writes.</summary>
    public IReadOnlyList<FeatureDefinition> TextDefinitions { get; }

    /// <summary>Reads what a lead's events say in texts as of a cutoff.</summary>
    /// <param name="events">Its events in any order; those not known before the cutoff have no effect.</param>
    /// <param name="cutoff">The moment that we pretend it is.</param>
    /// <param name="texts">Receives a text for each of <see cref="TextDefinitions"/>; empty when there is none.</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    public void ReadTexts(IReadOnlyList<EngagementEvent> events, DateTimeOffset cutoff, Span<string> texts)
    {
        ArgumentNullException.ThrowIfNull(events);
        if (texts.Length != TextDefinitions.Count)
        {
            throw new ArgumentException(
                $"There are {TextDefinitions.Count} texts and room for {texts.Length}. Hand in room for exactly as many as there are definitions.",
                nameof(texts));
        }

        var pass = _idle.TryTake(out var idle) ? idle : new FeaturePass(Catalog, Measures);
        pass.ReadTexts(events, cutoff, texts);
        _idle.Add(pass);
    }

    /// <summary>Measures a lead as of a cutoff.</summary>
    /// <param name="lead">The lead.</param>
    /// <param name="events">Its events in any order; those not known before the cutoff have no effect.</param>
    /// <param name="cutoff">The moment that we pretend it is.</param>
    /// <param name="features">Receives one number per definition; NaN when there is nothing to measure.</param>
    /// <exception cref="ArgumentException">
    /// The span has another length than <see cref="Definitions"/>, or colleagues are measured and their events are not there.
    /// </exception>
    public void Build(Lead lead, IReadOnlyList<EngagementEvent> events, DateTimeOffset cutoff, Span<double> features)
    {
        ArgumentNullException.ThrowIfNull(lead);
        ArgumentNullException.ThrowIfNull(events);
        Build(new LeadHistory(lead, events, null), cutoff, features);
    }

    /// <summary>Measures a lead, and its colleagues where they are measured, as of a cutoff.</summary>
    /// <param name="history">
    /// The lead with its events in any order; those not known before the cutoff have no effect. Its outcome is not looked at, and
    /// of its colleagues at most the 100 whose known events are the newest.
    /// </param>
    /// <param name="cutoff">The moment that we pretend it is.</param>
    /// <param name="features">Receives one number per definition; NaN when there is nothing to measure.</param>
    /// <exception cref="ArgumentException">
    /// The span has another length than <see cref="Definitions"/>, or colleagues are measured and their events are not there.
    /// </exception>
    public void Build(LeadHistory history, DateTimeOffset cutoff, Span<double> features)
    {
        ArgumentNullException.ThrowIfNull(history);
        if (features.Length != Definitions.Count)
        {
            throw new ArgumentException(
                $"There are {Definitions.Count} features and room for {features.Length}. " +
                "Hand in room for exactly as many as there are definitions.",
                nameof(features));
        }
        if (Measures.Colleagues && history is { EventsOfAccount: null, Lead.AccountId: { } account })
        {
            throw new ArgumentException(
                $"Lead '{history.Lead.Id}' belongs to account '{account}', and the builder measures colleagues. Hand in the account's events too.",
                nameof(history));
        }

        var pass = _idle.TryTake(out var idle) ? idle : new FeaturePass(Catalog, Measures);
        pass.Run(history, cutoff, features);
        _idle.Add(pass);
    }
}
