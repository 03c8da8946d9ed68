using static WarmLeads.ML.Leads.SignalFamily;

namespace WarmLeads.ML.Leads;

/// <summary>How far the lead has come with the product: exploring without activating, and the time it took to activate.</summary>
/// <remarks>
/// Looks at the tracked signals `trial_started`, `feature_used` and `activation`; missing when the catalog has none of them.
/// </remarks>
sealed class ProductBlock(SignalCatalog catalog) : IFeatureBlock
{
    const int ExploringUses = 3;

    static readonly FeatureDefinition[] s_definitions =
    [
        new("explored_not_activated", "Explores the product but has not activated", Product, "yes or no",
            "1 when the lead used product features 3 times or more without an activation milestone, 0 when not; " +
            "missing when it never used the product."),
        new("days_to_activation", "Days from trial to activation", Product, "days",
            "Days from the first trial to the first activation milestone after it; missing until both are there."),
        new("days_in_trial", "Days since the first trial began", Product, "days",
            "Days from the first trial to the cutoff; missing without a trial."),
    ];

    readonly ulong _trial = BitOf(catalog, "trial_started");
    readonly ulong _use = BitOf(catalog, "feature_used");
    readonly ulong _activation = BitOf(catalog, "activation");
    long _cutoff, _firstTrial, _firstActivation;
    int _uses, _activations, _productEvents;

    public IReadOnlyList<FeatureDefinition> Definitions => s_definitions;

    public void Begin(long cutoff)
    {
        _cutoff = cutoff;
        _firstTrial = _firstActivation = long.MinValue;
        _uses = _activations = _productEvents = 0;
    }

    public void Add(in KnownEvent known)
    {
        var signals = known.Meaning.TrackedSignals;
        if (!known.IsEngagement || (signals & (_trial | _use | _activation)) == 0)
            return;
        _productEvents++;
        if ((signals & _use) != 0)
            _uses++;
        if ((signals & _trial) != 0 && _firstTrial == long.MinValue)
            _firstTrial = known.OccurredAt;
        if ((signals & _activation) == 0)
            return;
        _activations++;
        if (_firstTrial != long.MinValue && _firstActivation == long.MinValue)
            _firstActivation = known.OccurredAt;
    }

    public void Write(Lead lead, Span<double> features)
    {
        features[0] = _productEvents == 0 ? double.NaN : _uses >= ExploringUses && _activations == 0 ? 1 : 0;
        features[1] = _firstActivation == long.MinValue ? double.NaN : (_firstActivation - _firstTrial) / (double)TimeSpan.TicksPerDay;
        features[2] = _firstTrial == long.MinValue ? double.NaN : (_cutoff - _firstTrial) / (double)TimeSpan.TicksPerDay;
    }

    static ulong BitOf(SignalCatalog catalog, string name)
    {
        for (var i = 0; i < catalog.TrackedSignals.Count; i++)
        {
            if (catalog.TrackedSignals[i].Name.Equals(name, StringComparison.Ordinal))
                return 1UL << i;
        }
        return 0;
    }
}
