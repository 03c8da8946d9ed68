namespace WarmLeads.ML.Api.Tests;

public sealed class ServiceFoldersTests
{
    static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetTempPath(), "here"));

    [Theory]
    [InlineData("data/leads.db", "{root}/data/leads.db")]
    [InlineData("Data Source=data/leads.db", "Data Source={root}/data/leads.db")]
    [InlineData("Host=db;Database=leads", "Host=db;Database=leads")]
    [InlineData("postgres://db/leads", "postgres://db/leads")]
    public void Only_files_are_found_from_the_root(string setting, string expected) =>
        Assert.Equal(expected.Replace("{root}", Root, StringComparison.Ordinal), new ServiceFolders(new ServiceOptions { Root = Root, Store = setting }).Store);

    [Fact]
    public void Without_a_root_the_clone_that_the_program_lies_in_is_taken() =>
        Assert.True(File.Exists(Path.Combine(new ServiceFolders(new ServiceOptions()).Root, "WarmLeads.ML.sln")));

    [Fact]
    public void A_path_below_the_root_is_shown_short()
    {
        var folders = new ServiceFolders(new ServiceOptions { Root = Root });
        Assert.Equal("models", folders.Shorten(folders.Models));
        Assert.Equal(Path.GetTempPath(), folders.Shorten(Path.GetTempPath()));
    }
}
