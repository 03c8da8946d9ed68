using System.Globalization;

namespace WarmLeads.ML.Leads;

/// <summary>Template plans by state and segment, made of the rules of advice and the criteria, so that a CRM can load them.</summary>
/// <remarks>
/// The touches follow the days of the rules; after as many unanswered ones as are bearable the days between them double, and after
/// twice as many the plan ends, as advice for a single lead would have it.
/// </remarks>
/// <param name="Plans">The plans, those without a segment first.</param>
public sealed record Playbook(IReadOnlyList<PlaybookPlan> Plans)
{
    // What comes in which order; the last one is what goes on.
    static readonly (string Action, string Content)[]
        s_hot = [("sales_call", "conversation"), ("connect", "conversation"), ("demo", "conversation"), ("sales_call", "value_proof"), ("sales_call", "conversation")],
        s_back = [("welcome_back", "what_is_new"), ("share_content", "what_is_new"), ("share_content", "case_study"), ("offer_conversation", "conversation")],
        s_warm =
        [
            ("share_content", "guide"), ("connect", "guide"), ("invite_webinar", "webinar"), ("share_content", "case_study"), ("share_content", "value_proof"),
            ("check_in", "newsletter"),
        ],
        s_cold = [("share_content", "guide"), ("check_in", "newsletter")];

    /// <summary>The plans of rules and criteria.</summary>
    public static Playbook Of(AdviceRules rules, Criteria criteria)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(criteria);
        return new Playbook(
        [
            .. PlansOf("", rules, criteria.Rules),
            .. criteria.Segments.OrderBy(segment => segment.Key, StringComparer.Ordinal).SelectMany(segment => PlansOf(segment.Key, rules, segment.Value)),
        ]);
    }

    /// <summary>Writes the plans as a table with a line for each step: segment, state, step, day, action, what_to_do, content, allowed, disallowed.</summary>
    /// <param name="output">Takes the table; lines end in LF.</param>
    public void WriteCsv(TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        HistoryCsvWriter.WriteLine(output, "segment", "state", "step", "day", "action", "what_to_do", "content", "allowed", "disallowed");
        foreach (var plan in Plans)
        {
            foreach (var step in plan.Steps)
            {
                HistoryCsvWriter.WriteLine(
                    output, plan.Segment, plan.State, step.Number.ToString(CultureInfo.InvariantCulture), step.Day.ToString("0.##", CultureInfo.InvariantCulture), step.Action,
                    step.Words, step.Content, Names(plan.Allowed), Names(plan.Disallowed));
            }
        }
    }

    static PlaybookPlan[] PlansOf(string segment, AdviceRules rules, CriteriaRules criteria) =>
    [
        Plan("hot", segment, rules.HotTouchDays, rules.NeglectDays, s_hot, StateActions.Of(LeadState.Hot, isRewarmed: false, isKeen: false), rules),
        Plan("rewarmed", segment, rules.RewarmedTouchDays, criteria.RewarmedForDays, s_back, StateActions.Of(LeadState.Warm, isRewarmed: true, isKeen: false), rules),
        Plan("warm", segment, rules.WarmTouchDays, criteria.PatienceDays, s_warm, StateActions.Of(LeadState.Warm, isRewarmed: false, isKeen: false), rules),
        Plan("cold", segment, rules.ColdTouchDays, double.PositiveInfinity, s_cold, StateActions.Of(LeadState.Cold, isRewarmed: false, isKeen: false), rules),
    ];

    static PlaybookPlan Plan(
        string state, string segment, double everyDays, double endsAfter, (string Action, string Content)[] order,
        (IReadOnlyList<ActionAdvice> Allowed, IReadOnlyList<ActionAdvice> Disallowed) actions, AdviceRules rules)
    {
        var steps = new List<PlaybookStep>();
        var day = 0.0;
        while (day < endsAfter && steps.Count < 2 * rules.MostUnansweredTouches)
        {
            var (action, content) = order[Math.Min(steps.Count, order.Length - 1)];
            steps.Add(new PlaybookStep(steps.Count + 1, day, action, actions.Allowed.First(allowed => allowed.Name == action).Words, content));
            day += steps.Count < rules.MostUnansweredTouches ? everyDays : 2 * everyDays;
        }
        return new PlaybookPlan(state, segment, Math.Min(day, endsAfter), steps, actions.Allowed, actions.Disallowed);
    }

    static string Names(IReadOnlyList<ActionAdvice> actions) => string.Join(' ', actions.Select(action => action.Name));
}
