using System.Globalization;
using static WarmLeads.ML.Leads.SignalFamily;

namespace WarmLeads.ML.Leads;

/// <summary>Third-party intent: how strong it is, and whether it stands out from the baseline of the lead, or of its account.</summary>
/// <remarks>Looks at the property `score` of events of the family Intent, on whatever scale the provider uses.</remarks>
/// <param name="ofAccount">Whether it is fed the events of the lead and of its colleagues.</param>
sealed class IntentBlock(bool ofAccount = false) : IFeatureBlock
{
    const long Window = 30 * TimeSpan.TicksPerDay;

    static readonly FeatureDefinition[] s_definitions =
    [
        new("intent_score_30d", "Strongest intent in the last 30 days", Intent, "score",
            "Highest intent score in the 30 days before the cutoff; missing when there was none."),
        new("intent_score_before", "Usual intent before that", Intent, "score",
            "Mean intent score up to 30 days before the cutoff; missing when there was none."),
        new("intent_spike", "Intent above the own baseline", Intent, "score",
            "Highest intent score of the last 30 days minus the mean score before; missing when either is."),
    ];

    /// <summary>The same of the account: a provider names the company, and which of its people the intent is filed under is chance.</summary>
    public static IReadOnlyList<FeatureDefinition> OfAccount { get; } =
    [
        new("account_intent_score_30d", "Strongest intent of the account in the last 30 days", Intent, "score",
            "Highest intent score of all leads of the account in the 30 days before the cutoff; missing when there was none."),
        new("account_intent_score_before", "Usual intent of the account before that", Intent, "score",
            "Mean intent score of all leads of the account up to 30 days before the cutoff; missing when there was none."),
        new("account_intent_spike", "Intent above the account's baseline", Intent, "score",
            "Highest intent score of all leads of the account in the last 30 days minus their mean score before; missing when either is."),
    ];

    long _cutoff;
    double _recent, _sum;
    int _count;

    public IReadOnlyList<FeatureDefinition> Definitions => ofAccount ? OfAccount : s_definitions;

    public void Begin(long cutoff)
    {
        _cutoff = cutoff;
        _recent = double.NaN;
        _sum = 0;
        _count = 0;
    }

    public void Add(in KnownEvent known)
    {
        if (known.Meaning.Family != Intent || !known.Event.Properties.TryGetValue("score", out var text) ||
            !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var score) || !double.IsFinite(score))
        {
            return;
        }
        if (_cutoff - known.OccurredAt <= Window)
        {
            _recent = _recent >= score ? _recent : score;
        }
        else
        {
            _sum += score;
            _count++;
        }
    }

    public void Write(Lead lead, Span<double> features)
    {
        var before = _count == 0 ? double.NaN : _sum / _count;
        features[0] = _recent;
        features[1] = before;
        features[2] = _recent - before;
    }
}
