namespace WarmLeads.ML.Api.Tests;

/// <summary>Tests that share one service over an empty store; each uses leads of its own.</summary>
[CollectionDefinition(Name)]
public sealed class IntakeCollection : ICollectionFixture<IntakeService>
{
    public const string Name = "one empty service";
}
