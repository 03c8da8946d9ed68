namespace WarmLeads.ML.Leads;

/// <summary>What decides the temperature of a lead of one segment. The defaults are the shipped criteria.</summary>
public sealed record CriteriaRules
{
    /// <summary>For so many days a warm act (a kind with the trait `warm`) makes a lead warm, more than 0.</summary>
    public double WarmActDays { get; init; } = 30;

    /// <summary>Engagement that makes a lead warm together; may be empty.</summary>
    public IReadOnlyList<EngagementLevel> WarmLevels { get; init; } =
        [new("opens_and_visits", 30, [new("email_open", 3), new("site_visit", 2)])];

    /// <summary>A lead is hot from this chance of conversion on, between 0 and 1.</summary>
    public double HotEnter { get; init; } = 0.35;

    /// <summary>And no longer below this one, more than 0, not above <see cref="HotEnter"/>: the room between keeps it from flapping.</summary>
    public double HotLeave { get; init; } = 0.25;

    /// <summary>For so many days a decisive act (a kind with the trait `decisive`) makes a lead hot, more than 0.</summary>
    public double DecisiveActDays { get; init; } = 30;

    /// <summary>A lead that became hot stays so for so many days at least, 0 or more. It may always rise at once.</summary>
    public double DwellDays { get; init; } = 7;

    /// <summary>How marketing-qualified leads relate to warm ones.</summary>
    public MqlRelation MqlRelation { get; init; } = MqlRelation.SubsetOfWarm;

    /// <summary>A warm lead is marketing-qualified from this chance on, between 0 and 1, not above <see cref="HotEnter"/>.</summary>
    public double MqlEnter { get; init; } = 0.15;

    /// <summary>And no longer below this one, more than 0, not above <see cref="MqlEnter"/>.</summary>
    public double MqlLeave { get; init; } = 0.10;

    /// <summary>Kinds of acts that make a warm lead marketing-qualified by themselves; each is a warm or a decisive act.</summary>
    public IReadOnlyList<string> MqlActs { get; init; } = ["meeting_booked", "trial_started", "activation_milestone", "email_replied"];

    /// <summary>For so many days such an act counts, more than 0.</summary>
    public double MqlActDays { get; init; } = 30;

    /// <summary>Kinds of events by which sales accepts a lead.</summary>
    public IReadOnlyList<string> SqlAcceptedBy { get; init; } = ["sales_accepted", "opportunity_created"];

    /// <summary>Kinds of events by which sales gives a lead back.</summary>
    public IReadOnlyList<string> SqlReturnedBy { get; init; } = ["sales_rejected", "opportunity_lost"];

    /// <summary>A lead that engages after so many days of silence, or turns warm after so many days of being cold, is re-warmed; more than 0.</summary>
    public double RewarmSilenceDays { get; init; } = 90;

    /// <summary>For so many days it then counts as re-warmed, more than 0.</summary>
    public double RewarmedForDays { get; init; } = 30;

    /// <summary>A warm lead turns cold after so many days without any engagement, not less than <see cref="WarmActDays"/>.</summary>
    public double PatienceDays { get; init; } = 75;

    /// <summary>How often a lead whose rhythm does not change may be called heating, a year; more than 0, at most 12.</summary>
    public double HeatingFalseAlarmsAYear { get; init; } = 0.5;

    /// <summary>How often a lead whose rhythm does not change may be called cooling, a year; more than 0, at most 12.</summary>
    public double CoolingFalseAlarmsAYear { get; init; } = 0.25;

    /// <summary>
    /// Up to which ratio of variance to mean of the active days a week a rhythm is taken to be steady, 1 or more: 1 when they come
    /// independently of each other, more when they come in bursts. Raise it when bursts are called heating.
    /// </summary>
    public double Burstiness { get; init; } = 1.25;
}
