namespace WarmLeads.ML.Api.Tests;

/// <summary>Tests that share one service with its monitor and a receiver; each uses leads of its own.</summary>
[CollectionDefinition(Name)]
public sealed class PoolCollection : ICollectionFixture<PoolService>
{
    public const string Name = "one pool";
}
