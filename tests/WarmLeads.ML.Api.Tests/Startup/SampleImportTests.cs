using WarmLeads.ML.Leads;
using WarmLeads.ML.Storage;

namespace WarmLeads.ML.Api.Tests;

public sealed class SampleImportTests : IAsyncLifetime
{
    static readonly DateTimeOffset Now = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    readonly TemporaryFolder _folder = new();
    SqliteLeadStore _store = null!;

    public async ValueTask InitializeAsync()
    {
        ServiceFactory.WriteSample(_folder["sample"]);
        _store = new SqliteLeadStore(_folder["leads.db"]);
        await _store.InitializeAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_newest_event_happened_within_the_last_day_and_none_after_now()
    {
        Assert.StartsWith("Loaded the sample history of sample: 700 leads, ", await LoadAsync(Now), StringComparison.Ordinal);
        var newest = DateTimeOffset.MinValue;
        await foreach (var history in _store.ReadAsync(CancellationToken.None))
            newest = history.Events.Aggregate(newest, (latest, item) => item.OccurredAt > latest ? item.OccurredAt : latest);
        Assert.InRange(newest, Now.AddDays(-1), Now);
    }

    [Fact]
    public async Task A_store_that_holds_leads_is_left_alone()
    {
        await _store.PutLeadsAsync([new Lead("mine", Now)], CancellationToken.None);
        Assert.Null(await LoadAsync(Now));
        Assert.Equal(1, (await _store.CountAsync(CancellationToken.None)).Leads);
    }

    [Fact]
    public async Task What_was_loaded_is_not_loaded_again()
    {
        await LoadAsync(Now);
        Assert.Null(await LoadAsync(Now.AddDays(40)));
    }

    [Fact]
    public async Task A_load_that_was_killed_is_taken_up_with_the_same_shift_on_a_later_day()
    {
        await LoadAsync(Now);
        var whole = await _store.CountAsync(CancellationToken.None);
        // As a killed load leaves it: the run still running, of the rows as many as got in.
        var run = (await _store.FindRunAsync("sample", CancellationToken.None))!;
        await using var other = new SqliteLeadStore(_folder["other.db"]);
        await other.InitializeAsync(CancellationToken.None);
        await other.PutRunAsync(run with { Status = JobStatus.Running, FinishedAt = null }, CancellationToken.None);
        await foreach (var history in _store.ReadAsync(CancellationToken.None))
        {
            await other.PutLeadsAsync([history.Lead], CancellationToken.None);
            await other.AppendEventsAsync(history.Events, CancellationToken.None);
            if (string.CompareOrdinal(history.Lead.Id, "L000040") > 0)
                break;
        }

        Assert.NotNull(await LoadAsync(Now.AddDays(3), other));

        Assert.Equal(whole, await other.CountAsync(CancellationToken.None));
    }

    Task<string?> LoadAsync(DateTimeOffset now, ILeadStore? store = null)
    {
        var folders = new ServiceFolders(new ServiceOptions { Root = _folder.Path, Sample = "sample" });
        return new SampleImport(store ?? _store, folders, new FixedClock(now)).LoadWhenEmptyAsync(CancellationToken.None);
    }

    sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
