using System.IO.Compression;

namespace WarmLeads.ML.Cli.Tests;

public sealed class OutputFileTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_that_was_not_completed_leaves_nothing_and_the_older_one_untouched()
    {
        var path = _folder.Write("scores.csv", "old\n");
        using (var output = OutputFile.Create(path, "--out"))
            output.Writer.Write("half");

        Assert.Equal("old\n", File.ReadAllText(path));
        Assert.Equal(["scores.csv"], _folder.Names());
    }

    [Fact]
    public void A_completed_file_replaces_the_older_one_whole()
    {
        var path = _folder.Write("scores.csv", "something older and longer\n");
        using (var output = OutputFile.Create(path, "--out"))
        {
            output.Writer.WriteLine("new");
            Assert.Equal("something older and longer\n", File.ReadAllText(path));
            output.Complete();
        }

        Assert.Equal("new\n", File.ReadAllText(path));
        Assert.Equal(["scores.csv"], _folder.Names());
    }

    [Fact]
    public void A_name_that_ends_in_gz_is_packed()
    {
        var path = _folder.Path("scores.csv.gz");
        using (var output = OutputFile.Create(path, "--out"))
        {
            output.Writer.Write("a,b\n");
            output.Complete();
        }

        using var unpacked = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        Assert.Equal("a,b\n", unpacked.ReadToEnd());
    }

    [Fact]
    public void A_link_keeps_standing_and_its_target_is_written()
    {
        var target = _folder.Write("real.csv", "old\n");
        var link = _folder.Path("link.csv");
        File.CreateSymbolicLink(link, target);
        using (var output = OutputFile.Create(link, "--out"))
        {
            output.Writer.Write("new\n");
            output.Complete();
        }

        Assert.Equal("new\n", File.ReadAllText(target));
        Assert.NotNull(new FileInfo(link).LinkTarget);
    }

    [Fact]
    public void A_device_is_written_in_place()
    {
        using (var output = OutputFile.Create("/dev/null", "--out"))
        {
            output.Writer.Write("x");
            output.Complete();
        }

        Assert.Equal("", File.ReadAllText("/dev/null"));
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_named_before_any_work()
    {
        var path = _folder.Path("missing/scores.csv");

        var problem = Assert.Throws<InvalidDataException>(() => OutputFile.Create(path, "--out"));

        Assert.Equal(
            $"{path} cannot be written: its folder does not exist. Create the folder, or give --out another place.",
            problem.Message);
    }

    [Fact]
    public void A_folder_is_not_a_file()
    {
        var problem = Assert.Throws<InvalidDataException>(() => OutputFile.Create(_folder.Root, "--out"));

        Assert.Equal($"{_folder.Root} is a folder; give --out the name of a file.", problem.Message);
    }
}
