using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Reports;

/// <summary>Names of states, trends and touches as a reader expects them.</summary>
static class PoolWords
{
    public static string Of(TouchAdvice touch) => touch switch
    {
        TouchAdvice.More => "Touch more",
        TouchAdvice.Same => "Go on as it is",
        TouchAdvice.Less => "Touch less",
        _ => "Do not touch",
    };

    public static string Next(NurtureAdvice advice) => advice switch
    {
        { NextTouchAt: null } => "none",
        { IsOverdue: true } => "overdue",
        { DaysUntilNextTouch: 0 } => "today",
        { DaysUntilNextTouch: 1 } => "tomorrow",
        { DaysUntilNextTouch: { } days } => $"in {PageFigures.Count(days)} days",
        _ => "none",
    };

    public static string Describe(Transition transition) => transition.Kind switch
    {
        TransitionKind.State => $"{transition.From} to {transition.To}",
        TransitionKind.Rewarmed => "Re-warmed",
        TransitionKind.MqlGained => "Marketing-qualified",
        TransitionKind.MqlLost => "No longer marketing-qualified",
        TransitionKind.SqlGained => "Accepted by sales",
        TransitionKind.SqlLost => "Given back by sales",
        TransitionKind.Heating => "Heating",
        TransitionKind.Cooling => "Cooling",
        _ => "Steady",
    };
}
