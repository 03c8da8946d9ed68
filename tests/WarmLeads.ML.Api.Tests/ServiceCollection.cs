namespace WarmLeads.ML.Api.Tests;

/// <summary>Tests that share one running service; they run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class ServiceCollection : ICollectionFixture<ServiceFactory>
{
    public const string Name = "one service";
}
