namespace WarmLeads.ML.Api;

/// <summary>When a call happened by our clock, as Segment reckons it.</summary>
/// <remarks>
/// occurred = received - (sent - original): how long the call waited at the sender is told by the sender's clock alone,
/// and when it arrived by ours, so that a clock that is wrong does no harm. Without `sentAt` the sender's clock is believed.
/// A call never happened after it arrived.
/// </remarks>
static class SegmentClock
{
    /// <summary>The moment.</summary>
    /// <param name="original">When the call was made, by the sender's clock; null when it does not say: then it happened when it arrived.</param>
    /// <param name="corrected">When it happened, as Segment has reckoned it already; null when it has not.</param>
    /// <param name="sent">When it was sent, by the sender's clock; null when it does not say.</param>
    /// <param name="received">When it arrived, by ours.</param>
    public static DateTimeOffset OccurredAt(DateTimeOffset? original, DateTimeOffset? corrected, DateTimeOffset? sent, DateTimeOffset received)
    {
        var occurred = (original, corrected, sent) switch
        {
            (not null, { } reckoned, _) => reckoned,
            ({ } made, null, { } gone) => Back(received, gone - made),
            ({ } made, null, null) => made,
            (null, { } made, { } gone) => Back(received, gone - made),
            (null, { } made, null) => made,
            _ => received,
        };
        return occurred < received ? occurred : received;
    }

    // A clock may be wrong by centuries.
    static DateTimeOffset Back(DateTimeOffset received, TimeSpan waited) =>
        waited > received - DateTimeOffset.UnixEpoch ? DateTimeOffset.UnixEpoch : waited < TimeSpan.Zero ? received : received - waited;
}
