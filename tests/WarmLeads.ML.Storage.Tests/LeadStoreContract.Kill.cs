using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage.Tests;

// What was acknowledged is stored exactly once, whenever the process is killed.
public abstract partial class LeadStoreContract
{
    // The long form: WARMLEADS_TEST_KILLS=50 dotnet test.
    static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("WARMLEADS_TEST_KILLS"), out var kills) ? kills : 3;

    [Fact]
    public async Task Killed_at_any_moment_it_has_every_acknowledged_batch_exactly_once_and_no_half_of_one()
    {
        var random = new Random(11);
        var batches = 0;
        for (var round = 0; round < Kills; round++)
        {
            // The same round twice: the second process sends again what the first one was killed over.
            var acknowledged = new HashSet<string>(StringComparer.Ordinal);
            foreach (var _ in Enumerable.Range(0, 2))
                acknowledged.UnionWith(await IntakeProcess.KillAsync(place.Setting, round, TimeSpan.FromMilliseconds(random.Next(1, 250)), Stop));
            batches += acknowledged.Count;

            var stored = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var lead in IntakeProcess.Leads(round))
            {
                if (await Store.FindAsync(lead, Stop) is not { } history)
                    continue;
                foreach (var (source, count) in history.Events.CountBy(happened => happened.Source))
                    stored[source] = stored.GetValueOrDefault(source) + count;
                // One transaction holds the change of the lead and its events.
                Assert.Equal(history.Events.Select(happened => happened.Source).Max(StringComparer.Ordinal), history.Lead.Attributes["latest"]);
            }

            Assert.All(stored.Values, count => Assert.Equal(IntakeProcess.EventsPerBatch, count));
            Assert.Empty(acknowledged.Except(stored.Keys, StringComparer.Ordinal));
        }

        Assert.True(batches >= Kills);
    }
}
