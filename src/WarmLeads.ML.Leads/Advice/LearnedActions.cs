namespace WarmLeads.ML.Leads;

/// <summary>Advice with what a history tells of it, where that is clear; elsewhere it stays as it is.</summary>
static class LearnedActions
{
    /// <summary>Allowed actions: those that go with more conversions first, those that go with fewer last, the others as they were.</summary>
    public static IReadOnlyList<ActionAdvice> Ranked(IReadOnlyList<ActionAdvice> allowed, AdviceRules rules)
    {
        if (!allowed.Any(action => Find(action.Name, rules) is not null))
            return allowed;
        return
        [
            .. allowed.Select(action => Find(action.Name, rules) is { } effect ? action with { Words = $"{action.Words} {effect.InWords}", Effect = effect } : action)
                .OrderByDescending(action => action.Effect?.Ratio ?? 1),
        ];
    }

    /// <summary>The content that comes next, with what is told of it.</summary>
    public static ContentAdvice With(ContentAdvice content, AdviceRules rules) =>
        Find(content.Kind, rules) is { } effect ? content with { Words = $"{content.Words} {effect.InWords}", Effect = effect } : content;

    static TouchEffect? Find(string name, AdviceRules rules) =>
        rules.Effects.FirstOrDefault(effect => effect.IsClear && effect.Name.Equals(name, StringComparison.Ordinal));
}
