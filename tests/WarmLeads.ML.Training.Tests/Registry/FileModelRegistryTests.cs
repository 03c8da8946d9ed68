using System.Diagnostics;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training.Tests;

public sealed class FileModelRegistryTests : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly FileModelRegistry _registry;
    readonly TrainedModel _trained = SomeTrained.Model();

    public FileModelRegistryTests() => _registry = new FileModelRegistry(_folder["models"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_registry_without_a_folder_is_empty()
    {
        Assert.Empty(_registry.Names());
        Assert.Empty(_registry.Versions("leads"));
        Assert.Null(_registry.FindCard("leads", "0001"));
        Assert.Null(_registry.FindCurrentFolder("leads"));
        Assert.Null(_registry.FindCurrentFolder("../leads"));
    }

    [Fact]
    public async Task Versions_count_up_and_the_newest_is_in_use()
    {
        var first = await PublishAsync();
        var second = await PublishAsync();
        Assert.Equal(("0001", "0002"), (first.Card.Version, second.Card.Version));
        Assert.Equal(["leads"], _registry.Names());
        Assert.Equal(["0001", "0002"], _registry.Versions("leads").Select(card => card.Version));
        Assert.Equal(second.Folder, _registry.FindCurrentFolder("leads"));
        Assert.Equal("page of 0002", File.ReadAllText(Path.Combine(second.Folder, "card.html")));
    }

    [Fact]
    public async Task A_published_model_loads_from_its_folders_with_the_hash_of_its_card()
    {
        var published = await PublishAsync();
        foreach (var path in new[] { published.Folder, Path.Combine(_folder["models"], "leads") })
        {
            var model = ConversionModel.Load(path);
            Assert.Equal(("leads", "0001", published.Card.Hash), (model.Name, model.Version, model.Hash));
            Assert.Equal(_trained.Model.Score([7.0]), model.Score([7.0]));
        }

        Assert.Equal(published.Card.Hash, _registry.FindCard("leads", "0001")!.Hash);
    }

    [Fact]
    public async Task A_publish_that_fails_or_is_stopped_leaves_no_trace_and_the_old_model_in_use()
    {
        var first = await PublishAsync();
        var before = Entries();
        await Assert.ThrowsAsync<NotSupportedException>(() =>
            _registry.PublishAsync(_trained, (_, _) => throw new NotSupportedException(), TestContext.Current.CancellationToken));
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _registry.PublishAsync(
            _trained,
            async (_, _) =>
            {
                await stop.CancelAsync();
                return "page";
            },
            stop.Token));
        Assert.Equal(before, Entries());
        Assert.Equal(first.Folder, _registry.FindCurrentFolder("leads"));
    }

    [Fact]
    public async Task What_a_killed_publisher_left_is_not_seen_and_the_next_one_removes_it()
    {
        var first = await PublishAsync();
        var left = Path.Combine(_folder["models"], "leads", ".0002.writing");
        Directory.CreateDirectory(left);
        File.WriteAllText(Path.Combine(left, "model.wlm"), "half");
        File.WriteAllText(Path.Combine(_folder["models"], "leads", "current.new"), "00");
        Assert.Equal(first.Folder, _registry.FindCurrentFolder("leads"));
        Assert.Single(_registry.Versions("leads"));

        var second = await PublishAsync();
        Assert.False(Directory.Exists(left));
        Assert.Equal(second.Folder, _registry.FindCurrentFolder("leads"));
    }

    [Fact]
    public async Task A_publisher_killed_before_it_named_its_version_leaves_the_old_one_in_use()
    {
        await PublishAsync();
        await PublishAsync();
        File.WriteAllText(Path.Combine(_folder["models"], "leads", "current"), "0001\n");
        Assert.EndsWith("0001", _registry.FindCurrentFolder("leads"));
        Assert.Equal("0003", (await PublishAsync()).Card.Version);
        Assert.EndsWith("0003", _registry.FindCurrentFolder("leads"));
    }

    [Fact]
    public async Task Many_publishers_at_once_get_different_versions_and_the_last_is_in_use()
    {
        var published = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            Task.Run(() => new FileModelRegistry(_folder["models"]).PublishAsync(_trained, PageAsync, TestContext.Current.CancellationToken))));
        Assert.Equal(
            ["0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008"],
            published.Select(model => model.Card.Version).Order(StringComparer.Ordinal));
        Assert.EndsWith("0008", _registry.FindCurrentFolder("leads"));
    }

    [Fact]
    public async Task A_late_publish_with_an_older_reservation_is_refused()
    {
        var slow = await _registry.ReserveAsync("leads", TestContext.Current.CancellationToken);
        var fast = await _registry.ReserveAsync("leads", TestContext.Current.CancellationToken);
        Assert.Equal(("0001", "0002"), (slow.Version, fast.Version));
        await _registry.PublishAsync(fast, _trained, PageAsync, TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            _registry.PublishAsync(slow, _trained, PageAsync, TestContext.Current.CancellationToken));
        Assert.Equal(
            "Model 'leads': version 0001 comes too late, version 0002 is published already; train again.", error.Message);
        Assert.EndsWith("0002", _registry.FindCurrentFolder("leads"));
        Assert.Equal("0003", (await PublishAsync()).Card.Version);
    }

    [Fact]
    public async Task The_lock_holds_against_other_processes_and_falls_with_them()
    {
        const string flock = "/usr/bin/flock";
        Assert.SkipUnless(File.Exists(flock), $"{flock} is not there to hold the lock in another process.");
        await PublishAsync();
        var lockFile = Path.Combine(_folder["models"], "leads", ".lock");
        using var other = Process.Start(new ProcessStartInfo(flock, [lockFile, "sh", "-c", "echo held; exec cat"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        })!;
        Assert.Equal("held", await other.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        Assert.Equal(
            "A version of model 'leads' is being published at this moment; try again when that has ended.",
            Assert.Throws<InvalidOperationException>(() => _registry.MakeCurrent("leads", "0001")).Message);

        var waiting = PublishAsync();
        Assert.Single(_registry.Versions("leads"));
        other.StandardInput.Close();
        Assert.Equal("0002", (await waiting).Card.Version);
    }

    [Fact]
    public async Task An_older_version_can_be_put_into_use_again()
    {
        await PublishAsync();
        await PublishAsync();
        _registry.MakeCurrent("leads", "0001");
        Assert.Equal("0001", _registry.FindCurrentVersion("leads"));
        Assert.Equal(
            "Model 'leads' has no version '0009'; published are 0001, 0002.",
            Assert.Throws<FileNotFoundException>(() => _registry.MakeCurrent("leads", "0009")).Message);
        Assert.Equal(
            "Model '../x' has no version '0001'; no version is published; train one.",
            Assert.Throws<FileNotFoundException>(() => _registry.MakeCurrent("../x", "0001")).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("my model")]
    [InlineData("../leads")]
    [InlineData("leads.v2")]
    public async Task Names_have_letters_digits_and_two_signs_only(string name)
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() =>
            _registry.PublishAsync(SomeTrained.Model(name), PageAsync, TestContext.Current.CancellationToken));
        Assert.Equal($"'{name}' is not a model name; use 1 to 100 letters, digits, '-' and '_' only.", error.Message);
        Assert.False(Directory.Exists(_folder["models"]));
    }

    [Fact]
    public async Task Damage_is_said_not_passed_over()
    {
        var published = await PublishAsync();
        var current = Path.Combine(_folder["models"], "leads", "current");
        File.WriteAllText(current, "0007\n");
        Assert.Equal(
            $"Model 'leads': the file '{current}' names version '0007', which is not there; published are 0001.",
            Assert.Throws<InvalidDataException>(() => _registry.FindCurrentFolder("leads")).Message);

        var card = Path.Combine(published.Folder, "card.json");
        File.WriteAllText(card, File.ReadAllText(card).Replace("\"0001\"", "\"0002\""));
        Assert.Equal(
            $"'{card}' is the card of model 'leads' version 0002; put it back where it belongs.",
            Assert.Throws<InvalidDataException>(() => _registry.Versions("leads")).Message);
        File.Delete(card);
        Assert.Equal(
            $"Model 'leads' version 0001 has no card ('{card}' is missing); remove its folder or publish the model again.",
            Assert.Throws<InvalidDataException>(() => _registry.FindCard("leads", "0001")).Message);
    }

    Task<PublishedModel> PublishAsync() => _registry.PublishAsync(_trained, PageAsync, TestContext.Current.CancellationToken);

    static Task<string> PageAsync(ModelCard card, CancellationToken stop) => Task.FromResult($"page of {card.Version}");

    string[] Entries() => [.. Directory.EnumerateFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
