namespace WarmLeads.ML.Api;

/// <summary>Settings of the warm pool, in section `WarmLeads:Pool` (`WarmLeads__Pool__SweepCron=…`).</summary>
public sealed record PoolOptions
{
    /// <summary>A criteria.json that says when a lead is warm, hot or cooling. Empty: the shipped criteria.</summary>
    public string Criteria { get; init; } = "";

    /// <summary>An advice.json with other numbers of nurture advice than the shipped ones. Empty: the shipped ones.</summary>
    public string Advice { get; init; } = "";

    /// <summary>When the whole pool is looked at again, as a Quartz cron expression in UTC. Empty: only after a change of the model.</summary>
    public string SweepCron { get; init; } = "0 15 0/6 * * ?";

    /// <summary>Complete sweeps that are kept, 1 to 10,000. A sweep has a score of every open lead.</summary>
    public int SweepsKept { get; init; } = 30;

    /// <summary>Days for which scores after new behaviour are kept, 1 to 10,000.</summary>
    public int ScoreDays { get; init; } = 400;

    /// <summary>Seconds that an alert of the same lead, kind and address waits after the one before, 0 to 86,400.</summary>
    public double AlertDebounceSeconds { get; init; } = 30;

    /// <summary>Seconds that a receiver of alerts may take to answer, 0.1 to 60.</summary>
    public double AlertTimeoutSeconds { get; init; } = 15;

    /// <summary>
    /// Seconds between the attempts to tell an alert, each 0 to 604,800, with commas between them; after the last one it is
    /// dead until it is replayed.
    /// </summary>
    public string AlertRetrySeconds { get; init; } = "5,300,1800,7200,18000,36000,50400,72000,86400";

    /// <summary>Days for which alerts that were told are kept, 1 to 10,000.</summary>
    public int AlertDays { get; init; } = 30;

    /// <summary>Whether alerts may go to this machine and to private networks, and without encryption.</summary>
    public bool AllowPrivateReceivers { get; init; }

    /// <summary>Hours within which sales should answer a handoff, above 0 and up to 8,760.</summary>
    public double HandoffAnswerHours { get; init; } = 4;

    /// <summary>The attribute of a lead that says who should take it; leads without it are routed by their segment.</summary>
    public string HandoffRouteAttribute { get; init; } = "owner";

    /// <summary>The waits between attempts.</summary>
    public IReadOnlyList<TimeSpan> Retries => AlertRetryText.Parse(AlertRetrySeconds) ?? [];
}
