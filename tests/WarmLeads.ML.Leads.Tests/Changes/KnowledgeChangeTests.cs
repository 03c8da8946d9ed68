namespace WarmLeads.ML.Leads.Tests;

public sealed class KnowledgeChangeTests
{
    [Fact]
    public void An_event_is_news_from_when_it_had_occurred_and_was_received()
    {
        var before = Some.DaysAgo(20, "page_view");
        var late = Some.Event("email_clicked", Some.Cutoff.AddDays(-20), Some.Cutoff.AddDays(-3));
        var after = Some.DaysAgo(5, "demo_request");
        var notYet = Some.Event("reply", Some.Cutoff.AddDays(-2), Some.Cutoff.AddDays(2));
        var change = KnowledgeChange.Between("L1", [notYet, late, after, before], Some.Cutoff.AddDays(-10), Some.Cutoff, 10);
        Assert.Equal([before], change.Before);
        Assert.Equal(["demo_request", "email_clicked"], change.Steps.Select(step => step.Kind));
        Assert.Equal(Some.Cutoff.AddDays(-3), change.Steps[1].KnownAt);
    }

    [Fact]
    public void What_colleagues_do_is_a_step_apart_from_the_leads_own()
    {
        EngagementEvent[] events =
            [Some.DaysAgo(5.1, "page_view"), Some.DaysAgo(5.2, "page_view") with { LeadId = "L2" }, Some.DaysAgo(5.3, "page_view") with { LeadId = "L3" }];
        var change = KnowledgeChange.Between("L1", events, Some.Cutoff.AddDays(-10), Some.Cutoff, 10);
        Assert.Equal([(true, 2), (false, 1)], change.Steps.Select(step => (step.IsOfColleagues, step.Events.Count)));
    }

    [Fact]
    public void Events_of_a_kind_and_day_are_one_step_and_too_many_steps_are_told_by_kind()
    {
        var events = Enumerable.Range(0, 12)
            .SelectMany(day => new[] { Some.DaysAgo(20.3 - day, "page_view"), Some.DaysAgo(20.2 - day, "page_view"), Some.DaysAgo(20.1 - day, "reply") }).ToList();
        var change = KnowledgeChange.Between("L1", events, Some.Cutoff.AddDays(-30), Some.Cutoff, 100);
        Assert.Equal(24, change.Steps.Count);
        Assert.Equal([2, 1], change.Steps.Take(2).Select(step => step.Events.Count));

        var few = KnowledgeChange.Between("L1", events, Some.Cutoff.AddDays(-30), Some.Cutoff, 4);
        Assert.Equal([("page_view", 20), ("reply", 10), ("page_view", 2), ("reply", 1), ("page_view", 2), ("reply", 1)], few.Steps.Select(step => (step.Kind, step.Events.Count)));
        Assert.Equal(36, few.Steps.Sum(step => step.Events.Count));
    }
}
