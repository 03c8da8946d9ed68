namespace WarmLeads.ML.Training.Tests;

/// <summary>A clock that stands still: no budget runs out, and what is trained depends on the data alone.</summary>
sealed class FrozenClock : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);

    public override long GetTimestamp() => 0;
}
