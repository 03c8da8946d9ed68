namespace WarmLeads.ML.Training;

/// <summary>An open lead looked at as of one moment, and what became of it.</summary>
/// <param name="Lead">Number of the lead, in the order it was read.</param>
/// <param name="Cutoff">The moment.</param>
/// <param name="Converted">Whether it converted in [cutoff, cutoff + horizon), or in the end where there is no horizon.</param>
/// <param name="Nights">Nights that the snapshot stands for: its weight, so that the mean chance is that of the pool on a night.</param>
/// <param name="ChampionScore">The serving model's score of the same lead at the same moment, log-odds; NaN when there is no serving model.</param>
public readonly record struct Snapshot(int Lead, DateTimeOffset Cutoff, bool Converted, int Nights, double ChampionScore)
{
    /// <summary>When the lead was registered.</summary>
    public DateTimeOffset RegisteredAt { get; init; }

    /// <summary>From when on it is known what became of the lead; the latest moment there is when it is not known yet.</summary>
    public DateTimeOffset KnownFrom { get; init; }

    /// <summary>The first conversion at or after the cutoff, however late; the latest moment there is when none is known.</summary>
    public DateTimeOffset ConvertedAt { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>From when on that conversion is known; the latest moment there is when none is.</summary>
    public DateTimeOffset ToldAt { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>Whether it is known what became of the lead within the horizon, or in the end where there is none.</summary>
    public bool IsDecided => KnownFrom < DateTimeOffset.MaxValue;

    /// <summary>How long the lead was followed from the cutoff on, and whether that ended with its conversion.</summary>
    /// <remarks>A lead that was lost stays at risk until the end of knowledge: its conversion did not come, and the chance is that among all leads.</remarks>
    /// <param name="until">The end of knowledge: what was told from then on is not known.</param>
    /// <param name="mostDays">Days after which nobody looks any more: a conversion then or later did not come.</param>
    public (double Days, bool Converted) FollowUp(DateTimeOffset until, double mostDays)
    {
        var isTold = ConvertedAt < until && ToldAt < until;
        var days = ((isTold ? ConvertedAt : until) - Cutoff).TotalDays;
        return days >= mostDays ? (mostDays, false) : (Math.Max(0, days), isTold);
    }
}
