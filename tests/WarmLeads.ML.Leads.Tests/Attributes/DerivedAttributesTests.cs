namespace WarmLeads.ML.Leads.Tests;

public sealed class DerivedAttributesTests
{
    [Theory]
    [InlineData("ada@gmail.com", "free")]
    [InlineData("GMX.de", "free")]
    [InlineData("ada@mailinator.com", "disposable")]
    [InlineData("ada@cs.stanford.edu", "academic")]
    [InlineData("ox.ac.uk", "academic")]
    [InlineData("unsw.edu.au", "academic")]
    [InlineData("ac.me", "business")]
    [InlineData("ada@company00001.example", "business")]
    [InlineData("not an address", null)]
    [InlineData("gmail", null)]
    public void A_mail_address_tells_whose_it_is(string mail, string? kind) => Assert.Equal(kind, Derive(("email", mail), "email_kind"));

    [Theory]
    [InlineData("CEO", "c_level", "general")]
    [InlineData("Chief Marketing Officer", "c_level", "marketing")]
    [InlineData("Co-Founder & CTO", "c_level", "technology")]
    [InlineData("Managing Director", "c_level", "general")]
    [InlineData("Vice President, Finance", "vp", "finance")]
    [InlineData("VP Sales", "vp", "sales")]
    [InlineData("Head of IT", "director", "technology")]
    [InlineData("Leiter Einkauf", "director", "operations")]
    [InlineData("Product Manager", "manager", "product")]
    [InlineData("Executive Assistant to the CEO", "individual", "general")]
    [InlineData("Marketing Assistant", "individual", "marketing")]
    [InlineData("Assistant Director of Sales", "director", "sales")]
    [InlineData("Data Analyst", "individual", "technology")]
    [InlineData("Marketing Intern", "student", "marketing")]
    [InlineData("Beekeeper", "individual", "other")]
    public void A_job_title_tells_rank_and_department(string title, string seniority, string department)
    {
        Assert.Equal(seniority, Derive(("Job Title", title), "title_seniority"));
        Assert.Equal(department, Derive(("Job Title", title), "title_department"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Select")]
    [InlineData("NA")]
    public void Nothing_is_derived_from_a_gap(string gap)
    {
        Assert.Null(Derive(("job_title", gap), "title_seniority"));
        Assert.Null(Derive(("email", gap), "email_kind"));
    }

    [Fact]
    public void What_the_crm_holds_itself_is_not_derived()
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal) { ["job_title"] = "CEO", ["title_seniority"] = "boss" };

        Assert.Equal(["title_department"], DerivedAttributes.Of(attributes).Select(pair => pair.Key));
    }

    [Fact]
    public void The_title_of_a_simulated_lead_tells_its_seniority()
    {
        var leads = new CrmSimulator(new SimulationOptions { LeadCount = 500 }).Simulate().Select(lead => lead.History.Lead.Attributes)
            .Where(attributes => attributes.ContainsKey("job_title") && attributes["seniority"] != "Select").ToList();

        Assert.True(leads.Count > 200);
        Assert.All(leads, attributes => Assert.Equal(attributes["seniority"], DerivedAttributes.Of(attributes).ToDictionary()["title_seniority"]));
    }

    [Fact]
    public void Every_derived_attribute_is_defined()
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal) { ["job_title"] = "CEO", ["email"] = "a@b.example" };

        Assert.Equal(DerivedAttributes.Definitions.Select(definition => definition.Name), DerivedAttributes.Of(attributes).Select(pair => pair.Key));
    }

    static string? Derive((string Name, string Value) attribute, string derived) =>
        DerivedAttributes.Of(new Dictionary<string, string>(StringComparer.Ordinal) { [attribute.Name] = attribute.Value }).ToDictionary().GetValueOrDefault(derived);
}
