using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace WarmLeads.ML.BoostedTrees.Tests;

/// <summary>The arrows inside the project. One namespace holds it all, so the sources are read.</summary>
public partial class ArchitectureTests
{
    [Theory]
    [InlineData("Model")]
    [InlineData("Prediction")]
    [InlineData("Explanation")]
    [InlineData("Encoding")]
    [InlineData("Data")]
    [InlineData("Numerics")]
    [InlineData("Threads")]
    [InlineData("Interop")]
    public void Nothing_but_training_knows_training(string folder) => AssertNoneNames(folder, TypesOf("Training"));

    [Theory]
    [InlineData("Numerics")]
    [InlineData("Threads")]
    public void The_ground_floor_knows_no_room_above_it(string folder)
    {
        foreach (var room in new[] { "Data", "Model", "Prediction", "Explanation" })
        {
            AssertNoneNames(folder, TypesOf(room));
        }
    }

    [Fact]
    public void Data_knows_no_model() => AssertNoneNames("Data", [.. TypesOf("Model"), .. TypesOf("Prediction"), .. TypesOf("Explanation")]);

    [Theory]
    [InlineData("Data")]
    [InlineData("Training")]
    [InlineData("Model")]
    [InlineData("Prediction")]
    [InlineData("Explanation")]
    public void No_room_knows_other_engines(string folder) => AssertNoneNames(folder, TypesOf("Interop"));

    [Fact]
    public void A_file_has_one_type_and_carries_its_name()
    {
        foreach (var file in Directory.EnumerateFiles(Source(), "*.cs", SearchOption.AllDirectories).Where(IsSource))
        {
            var declared = Declaration().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value);
            Assert.Equal([Path.GetFileNameWithoutExtension(file)], declared);
        }
    }

    [Fact]
    public void The_engine_references_nothing_but_the_framework() =>
        Assert.All(
            typeof(BoostedTreeModel).Assembly.GetReferencedAssemblies(),
            reference => Assert.StartsWith("System.", reference.Name, StringComparison.Ordinal));

    static void AssertNoneNames(string folder, string[] types)
    {
        Assert.NotEmpty(types);
        foreach (var file in FilesOf(folder))
        {
            var words = Word().Matches(WithoutComments(File.ReadAllText(file))).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
            Assert.Empty(types.Where(words.Contains).Select(type => $"{Path.GetFileName(file)} names {type}"));
        }
    }

    static string[] TypesOf(string folder) => [.. FilesOf(folder).Select(file => Path.GetFileNameWithoutExtension(file)!)];

    static string[] FilesOf(string folder) =>
        [.. Directory.EnumerateFiles(Path.Combine(Source(), folder), "*.cs", SearchOption.AllDirectories)];

    static string Source([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "src", "WarmLeads.ML.BoostedTrees"));

    static bool IsSource(string file) =>
        !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal);

    static string WithoutComments(string text) => Comment().Replace(text, "");

    [GeneratedRegex("//[^\n]*", RegexOptions.ExplicitCapture)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\w+", RegexOptions.ExplicitCapture)]
    private static partial Regex Word();

    [GeneratedRegex(@"^(public |static |sealed |readonly |abstract |unsafe |ref |partial )*(class|record struct|record class|record|struct|enum|interface) (?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Declaration();
}
