using Microsoft.Data.Sqlite;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage.Tests;

public sealed class SqliteLeadStoreTests : LeadStoreContract
{
    readonly SqlitePlace _place;

    public SqliteLeadStoreTests()
        : this(new SqlitePlace())
    {
    }

    SqliteLeadStoreTests(SqlitePlace place)
        : base(place) => _place = place;

    [Fact]
    public async Task A_store_that_was_not_initialized_says_so()
    {
        await using var closed = _place.Connect();
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => closed.CountAsync(Stop));
        Assert.Equal($"The store {_place.File} is not open yet; call InitializeAsync first.", error.Message);
    }

    [Fact]
    public async Task No_byte_of_an_erased_person_is_left_in_the_files()
    {
        // Enough around it that pages split and rows move.
        const string secret = "zoe.unforgettable";
        for (var round = 0; round < 20; round++)
        {
            await Store.TakeInAsync(new IntakeBatch
            {
                Changes = [.. Enumerable.Range(0, 40).Select(i => new LeadChange(i == 20 ? secret : $"lead {(i * 7919) + round}", Some.Monday.AddHours(round)) { Attributes = new Dictionary<string, string?> { [$"name {round}"] = $"{(i == 20 ? secret : "x")}{round}" } })],
                Events = [.. Enumerable.Range(0, 60).Select(i => Some.Event(i % 3 == 0 ? secret : $"lead {i}", $"{(i % 3 == 0 ? secret : "e")} {round} {i}", hours: (i * 31) % 50))],
            }, Stop);
            await Store.SaveSweepAsync(Some.Sweep(version: $"v{round}"), Each(Some.Score(secret, 0.2), Some.Score("lead 1", 0.1)), Stop);
        }

        await Store.RemoveOldSweepsAsync("leads", 3, Stop);
        await Store.CommitAsync([Some.Change(secret) with { Transitions = [Some.Transition(secret, 1)], TopReason = secret }], Stop);
        Assert.True(Contains(secret));
        var receipt = (await Store.EraseAsync(secret, Some.Monday, Stop))!;
        Assert.True(receipt.AreBytesGone);
        Assert.Equal(400, receipt.Removed["events"]);
        Assert.False(Contains(secret), "The files still hold the erased person.");

        bool Contains(string text) => Directory.GetFiles(Path.GetDirectoryName(_place.File)!).Any(file =>
        {
            using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var copy = new MemoryStream();
            open.CopyTo(copy);
            return copy.ToArray().AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0;
        });
    }

    [Fact]
    public async Task A_closed_store_leaves_one_file()
    {
        await Store.PutLeadsAsync([Some.Lead("a")], Stop);
        await Store.FindAsync("a", Stop);
        await Store.DisposeAsync();
        Assert.Equal([_place.File], Directory.GetFiles(Path.GetDirectoryName(_place.File)!));
    }

    [Fact]
    public async Task Each_commit_is_on_the_disk_before_it_is_acknowledged()
    {
        // The file beside the log, copied as a power cut would leave it: nothing is in the writer's memory only.
        await Store.PutLeadsAsync([Some.Lead("a")], Stop);
        var copy = Path.Combine(_place.Folder, "copy.db");
        File.Copy(_place.File, copy);
        File.Copy(_place.File + "-wal", copy + "-wal");
        await using var after = new SqliteLeadStore(copy);
        await after.InitializeAsync(Stop);
        Assert.NotNull(await after.FindAsync("a", Stop));
    }

    [Fact]
    public async Task What_a_dead_process_left_of_a_sweep_is_removed_at_the_next_start()
    {
        var before = await Store.SaveSweepAsync(Some.Sweep(), Each(Some.Score("a", 0.2)), Stop);
        await Store.DisposeAsync();
        await _place.AskAsync(
            "INSERT INTO score_sweeps (id, model_name, model_version, model_hash, cutoff, finished_at, lead_count) SELECT id + 1, model_name, 'v2', model_hash, cutoff, finished_at, NULL FROM score_sweeps; " +
            "INSERT INTO scores VALUES ('a', 2, 0.9, 1, '')");
        await using var again = _place.Connect();
        await again.InitializeAsync(Stop);
        Assert.Equal(before, await again.FindLatestSweepAsync("leads", Stop));
        Assert.Single(await again.ListScoreHistoryAsync("a", Stop));
        Assert.Equal(0, await _place.AskAsync("SELECT count(*) FROM scores WHERE sweep_id = 2"));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_left_alone()
    {
        var file = Path.Combine(_place.Folder, "leads.csv");
        await File.WriteAllTextAsync(file, string.Concat(Enumerable.Repeat("id,converted\n", 100)), Stop);
        await AssertRefusedAsync<InvalidDataException>(file,
            $"{file} is not a SQLite database; name another file for the store, or move this one away and a new store is created.");
        Assert.StartsWith("id,converted\n", await File.ReadAllTextAsync(file, Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_another_program_is_refused_and_left_alone()
    {
        var file = Path.Combine(_place.Folder, "crm.db");
        await using (var crm = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            await crm.OpenAsync(Stop);
            await using var command = crm.CreateCommand();
            command.CommandText = "CREATE TABLE contacts (id)";
            await command.ExecuteNonQueryAsync(Stop);
        }

        var bytes = await File.ReadAllBytesAsync(file, Stop);
        await AssertRefusedAsync<InvalidDataException>(file,
            $"{file} is a SQLite database of another program; name another file for the store.");
        Assert.Equal(bytes, await File.ReadAllBytesAsync(file, Stop));
    }

    [Fact]
    public async Task A_folder_is_refused() =>
        await AssertRefusedAsync<IOException>(_place.Folder, $"{_place.Folder} is a folder; name a file in it for the store.");

    [Fact]
    public async Task A_damaged_file_is_reported_with_its_name()
    {
        await Store.PutLeadsAsync([.. Enumerable.Range(0, 2000).Select(i => Some.Lead($"lead {i}"))], Stop);
        await Store.DisposeAsync();
        await using (var file = File.OpenWrite(_place.File))
        {
            // The first page stays, so that the file opens; the pages of the tables are overwritten.
            file.Position = 4096;
            await file.WriteAsync(Enumerable.Repeat((byte)0xA5, (int)file.Length - 4096).ToArray(), Stop);
        }

        await using var damaged = _place.Connect();
        var sentence = $"{_place.File} is damaged; restore it from a backup, or move it away and import the history again.";
        var error = await Assert.ThrowsAsync<InvalidDataException>(async () =>
        {
            await damaged.InitializeAsync(Stop);
            await damaged.FindAsync("lead 7", Stop);
        });
        Assert.Equal(sentence, error.Message);
    }

    async Task AssertRefusedAsync<T>(string file, string sentence)
        where T : Exception
    {
        await using var store = new SqliteLeadStore(file);
        Assert.Equal(sentence, (await Assert.ThrowsAsync<T>(() => store.InitializeAsync(Stop))).Message);
    }
}
