namespace WarmLeads.ML.Leads;

/// <summary>What to do with a lead, what not to do, when next, and why. Advice only: nothing is ever sent.</summary>
public sealed record NurtureAdvice
{
    /// <summary>More, same, less, or stop.</summary>
    public required TouchAdvice Touch { get; init; }

    /// <summary>Why, in one sentence.</summary>
    public required string Why { get; init; }

    /// <summary>The days between touches; null when there should be none.</summary>
    public TouchRhythm? Rhythm { get; init; }

    /// <summary>When the next touch is due, not before the moment of the advice; null when there should be none.</summary>
    public DateTimeOffset? NextTouchAt { get; init; }

    /// <summary>Whole days until then, rounded up; 0 is today.</summary>
    public int? DaysUntilNextTouch { get; init; }

    /// <summary>Whether the latest day for it has passed.</summary>
    public bool IsOverdue { get; init; }

    /// <summary>Our latest touch that is known; null when there is none.</summary>
    public DateTimeOffset? LastTouchAt { get; init; }

    /// <summary>On how many days we touched it since it last engaged.</summary>
    public required int UnansweredTouches { get; init; }

    /// <summary>The content next; null when there should be none.</summary>
    public ContentAdvice? Content { get; init; }

    /// <summary>What is good to do in this state.</summary>
    public required IReadOnlyList<ActionAdvice> Allowed { get; init; }

    /// <summary>What is not to be done in this state, and why.</summary>
    public required IReadOnlyList<ActionAdvice> Disallowed { get; init; }

    /// <summary>What goes wrong with this lead; mostly empty.</summary>
    public required IReadOnlyList<AdviceGuard> Guards { get; init; }
}
