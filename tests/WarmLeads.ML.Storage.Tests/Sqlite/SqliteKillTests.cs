using Microsoft.Data.Sqlite;

namespace WarmLeads.ML.Storage.Tests;

public sealed class SqliteKillTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("warmleads-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_killed_writer_leaves_every_acknowledged_batch_exactly_once_and_no_half_of_one()
    {
        var stop = TestContext.Current.CancellationToken;
        var file = Path.Combine(_folder, "leads.db");
        var acknowledged = -1;
        foreach (var batches in new[] { 3, 20, 47 })
        {
            acknowledged = Math.Max(acknowledged, await WriterProcess.KillAfterAsync(file, batches, stop));
            Assert.True(acknowledged >= batches);
            await using var store = new SqliteLeadStore(file);
            await store.InitializeAsync(stop);
            await store.PutLeadsAsync([Some.Lead("a")], stop);
            var stored = (await store.FindAsync("a", stop))!.Events.CountBy(e => e.Source).ToDictionary();
            Assert.All(stored.Values, count => Assert.Equal(WriterProcess.EventsPerBatch, count));
            // The kill may fall between the commit and the line that acknowledges it.
            Assert.InRange(stored.Count, acknowledged + 1, acknowledged + 2);
            Assert.All(Enumerable.Range(0, acknowledged + 1), batch => Assert.Contains(WriterProcess.Source(batch), stored.Keys));
            acknowledged = stored.Count - 1;
        }
    }
}
