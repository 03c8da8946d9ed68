using Npgsql;

namespace WarmLeads.ML.Storage.Tests;

public sealed class PostgreSqlLeadStoreTests : LeadStoreContract
{
    readonly PostgreSqlPlace _place;

    public PostgreSqlLeadStoreTests()
        : this(new PostgreSqlPlace())
    {
    }

    PostgreSqlLeadStoreTests(PostgreSqlPlace place)
        : base(place) => _place = place;

    string Schema => _place.Schema;

    [Fact]
    public async Task A_database_that_does_not_answer_is_named_in_a_sentence()
    {
        await using var store = new PostgreSqlLeadStore("Host=127.0.0.1;Port=1;Database=crm;Username=u;Password=secret;Timeout=5");
        var error = await Assert.ThrowsAsync<IOException>(() => store.InitializeAsync(Stop));
        Assert.Equal(
            "PostgreSQL database crm on 127.0.0.1:1 cannot be used as a store (Failed to connect to 127.0.0.1:1); " +
            "check that it runs and that the connection setting is right.", error.Message);
    }

    [Fact]
    public async Task Two_nodes_take_different_leads_and_those_of_a_node_that_is_gone_are_free_at_once()
    {
        string[] ids = [.. Enumerable.Range(0, 300).Select(i => $"lead {i}")];
        await Store.PutLeadsAsync([.. ids.Select(Some.Lead)], Stop);
        await using var second = _place.Connect();
        await second.InitializeAsync(Stop);
        var first = await Store.ClaimPendingAsync(1000, Stop);
        var taken = first.Leads.Select(lead => lead.LeadId).ToHashSet();
        Assert.NotEmpty(taken);
        var others = new HashSet<string>();
        for (var i = 0; i < 50; i++)
        {
            await using var claim = await second.ClaimPendingAsync(1000, Stop);
            others.UnionWith(claim.Leads.Select(lead => lead.LeadId));
        }

        Assert.Empty(taken.Intersect(others));
        // Events of a taken lead are stored meanwhile: nobody waits for a claim.
        await second.AppendEventsAsync([Some.Event(taken.First(), "e1")], Stop);
        await first.DisposeAsync();
        while (!taken.IsSubsetOf(others))
        {
            await using var claim = await second.ClaimPendingAsync(1000, Stop);
            others.UnionWith(claim.Leads.Select(lead => lead.LeadId));
        }
    }

    [Fact]
    public async Task A_schema_of_another_program_is_refused_and_left_alone()
    {
        await Store.DisposeAsync();
        await PostgreSqlPlace.AskAsync($"DROP SCHEMA {Schema} CASCADE; CREATE SCHEMA {Schema}; CREATE TABLE {Schema}.leads (name text)");
        await using var store = _place.Connect();
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => store.InitializeAsync(Stop));
        Assert.Equal(
            $"Schema {Schema} of PostgreSQL database {PostgreSqlPlace.Database} holds tables of another program " +
            "(relation \"leads\" already exists); name another schema with 'Search Path=…'.", error.Message);
        Assert.Equal(1L, await PostgreSqlPlace.AskAsync($"SELECT count(*) FROM information_schema.tables WHERE table_schema = '{Schema}'"));
    }

    [Fact]
    public async Task A_user_who_may_only_use_the_tables_can_open_the_store()
    {
        await PostgreSqlPlace.AskAsync(
            $"CREATE ROLE {Schema} LOGIN; GRANT USAGE ON SCHEMA {Schema} TO {Schema}; " +
            $"GRANT ALL ON ALL TABLES IN SCHEMA {Schema} TO {Schema}");
        try
        {
            await using var store = LeadStoreFactory.Create(
                new NpgsqlConnectionStringBuilder(PostgreSqlPlace.Server) { SearchPath = Schema, Username = Schema, Pooling = false }.ToString());
            await store.InitializeAsync(Stop);
            Assert.Equal(1, await store.AppendEventsAsync([Some.Event("a", "e1")], Stop));
        }
        finally
        {
            await PostgreSqlPlace.AskAsync($"DROP OWNED BY {Schema}; DROP ROLE {Schema}");
        }
    }
}
