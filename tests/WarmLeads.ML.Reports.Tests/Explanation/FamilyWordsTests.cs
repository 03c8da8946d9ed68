using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Reports.Tests;

public sealed class FamilyWordsTests
{
    [Fact]
    public void Every_family_of_the_catalog_is_explained() =>
        Assert.All(Enum.GetNames<SignalFamily>(), family => Assert.NotNull(FamilyWords.Describe(family)));

    [Fact]
    public void A_family_of_the_customers_own_stands_without_words() => Assert.Null(FamilyWords.Describe("Partner portal"));
}
