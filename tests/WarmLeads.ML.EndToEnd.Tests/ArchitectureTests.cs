using System.Reflection;

namespace WarmLeads.ML.EndToEnd.Tests;

/// <summary>The arrows of the house: which room may know which.</summary>
public class ArchitectureTests
{
    [Theory]
    [InlineData("BoostedTrees", "")]
    [InlineData("Leads", "")]
    [InlineData("Scoring", "BoostedTrees Leads")]
    [InlineData("Training", "BoostedTrees Leads Scoring")]
    [InlineData("Storage", "Leads")]
    [InlineData("Reports", "BoostedTrees Leads Scoring")]
    [InlineData("Api", "BoostedTrees Leads Scoring Training Storage Reports")]
    public void A_room_knows_only_the_rooms_further_in(string room, string allowed)
    {
        var known = Assembly.Load($"WarmLeads.ML.{room}").GetReferencedAssemblies()
            .Select(reference => reference.Name!).Where(name => name.StartsWith("WarmLeads.ML.", StringComparison.Ordinal))
            .Select(name => name["WarmLeads.ML.".Length..]);
        Assert.Empty(known.Except(allowed.Split(' ')));
    }

    [Theory]
    [InlineData("BoostedTrees")]
    [InlineData("Leads")]
    public void The_innermost_rooms_need_nothing_but_the_framework(string room) =>
        Assert.All(
            Assembly.Load($"WarmLeads.ML.{room}").GetReferencedAssemblies(),
            reference => Assert.StartsWith("System", reference.Name, StringComparison.Ordinal));

    [Theory]
    [InlineData("BoostedTrees")]
    [InlineData("Leads")]
    [InlineData("Scoring")]
    [InlineData("Training")]
    [InlineData("Storage")]
    [InlineData("Reports")]
    [InlineData("Api")]
    public void A_room_is_one_namespace(string room)
    {
        var assembly = Assembly.Load($"WarmLeads.ML.{room}");
        Assert.All(
            assembly.GetTypes().Where(type => type.IsVisible && type.Namespace is not null),
            type => Assert.Equal($"WarmLeads.ML.{room}", type.Namespace));
    }
}
