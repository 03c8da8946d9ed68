using static WarmLeads.ML.Leads.SignalFamily;

namespace WarmLeads.ML.Leads;

/// <summary>What is known of the lead itself, without its events.</summary>
sealed class LeadBlock : IFeatureBlock
{
    static readonly FeatureDefinition[] s_definitions =
    [
        new("tenure_days", "Days since the lead was registered", Fit, "days",
            "Days from the lead's registration to the cutoff."),
        new("lead_value", "Potential value", Fit, "currency",
            "What a conversion would be worth; missing when unknown."),
        new("has_account", "Company is known", Fit, "yes or no", "1 when the lead belongs to an account, else 0."),
    ];

    long _cutoff;

    public IReadOnlyList<FeatureDefinition> Definitions => s_definitions;

    public void Begin(long cutoff) => _cutoff = cutoff;

    public void Add(in KnownEvent known)
    {
        // Events say nothing of these.
    }

    public void Write(Lead lead, Span<double> features)
    {
        features[0] = (_cutoff - lead.CreatedAt.UtcTicks) / (double)TimeSpan.TicksPerDay;
        features[1] = lead.Value ?? double.NaN;
        features[2] = lead.AccountId is null ? 0 : 1;
    }
}
