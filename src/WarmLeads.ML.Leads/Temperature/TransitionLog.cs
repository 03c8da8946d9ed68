namespace WarmLeads.ML.Leads;

/// <summary>The transitions of one look, numbered on from those before.</summary>
sealed class TransitionLog(LeadStanding? before, string leadId, ModelView? model, string criteriaVersion, DateTimeOffset now)
{
    List<Transition>? _transitions;

    public IReadOnlyList<Transition> Transitions => _transitions ?? (IReadOnlyList<Transition>)[];

    public long LastNumber { get; set; } = before?.TransitionNumber ?? 0;

    public void Add(TransitionKind kind, LeadState from, LeadState to, string cause, IReadOnlyList<string> signals) =>
        (_transitions ??= []).Add(new Transition(leadId, ++LastNumber, now, kind, from, to)
        {
            Cause = cause,
            Signals = signals,
            Probability = model?.Probability,
            Score = model?.Score,
            Contributions = model?.Contributions ?? [],
            ModelName = model?.ModelName ?? "",
            ModelVersion = model?.ModelVersion ?? "",
            ModelHash = model?.ModelHash ?? "",
            CriteriaVersion = criteriaVersion,
        });
}
