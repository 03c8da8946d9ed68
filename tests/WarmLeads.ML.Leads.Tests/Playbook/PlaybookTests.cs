namespace WarmLeads.ML.Leads.Tests;

public sealed class PlaybookTests
{
    [Fact]
    public void Every_segment_has_a_plan_for_every_state_and_so_have_all_others()
    {
        var playbook = Playbook.Of(new AdviceRules(), Criteria.Default);
        Assert.Equal(
            ["/hot", "/rewarmed", "/warm", "/cold", "enterprise/hot", "enterprise/rewarmed", "enterprise/warm", "enterprise/cold", "smb/hot", "smb/rewarmed", "smb/warm", "smb/cold"],
            playbook.Plans.Select(plan => $"{plan.Segment}/{plan.State}"));
    }

    [Fact]
    public void A_warm_lead_is_touched_by_the_days_of_the_rules_then_half_as_often_then_left_alone()
    {
        var warm = Playbook.Of(new AdviceRules(), Criteria.Default).Plans.Single(plan => plan is { State: "warm", Segment: "enterprise" });
        Assert.Equal([0, 7, 14, 21, 35, 49, 63, 77], warm.Steps.Select(step => step.Day));
        Assert.Equal(91, warm.EndsAfterDays);
        Assert.Equal(["guide", "guide", "webinar", "case_study", "value_proof", "newsletter", "newsletter", "newsletter"], warm.Steps.Select(step => step.Content));
    }

    [Fact]
    public void A_plan_ends_when_patience_does()
    {
        var warm = Playbook.Of(new AdviceRules(), Criteria.Default).Plans.Single(plan => plan is { State: "warm", Segment: "smb" });
        Assert.Equal([0, 7, 14, 21, 35, 49, 63], warm.Steps.Select(step => step.Day));
        Assert.Equal(75, warm.EndsAfterDays);
    }

    [Fact]
    public void No_step_is_disallowed_in_its_state()
    {
        foreach (var plan in Playbook.Of(new AdviceRules { HotTouchDays = 2, MostUnansweredTouches = 9 }, Criteria.Default).Plans)
        {
            Assert.All(plan.Steps, step => Assert.Contains(step.Action, plan.Allowed.Select(action => action.Name)));
            Assert.All(plan.Steps, step => Assert.DoesNotContain(step.Action, plan.Disallowed.Select(action => action.Name)));
        }
    }

    [Fact]
    public void The_table_has_a_line_for_each_step()
    {
        var playbook = Playbook.Of(new AdviceRules(), Criteria.Default);
        using var text = new StringWriter();
        playbook.WriteCsv(text);
        var lines = text.ToString().TrimEnd('\n').Split('\n');
        Assert.Equal("segment,state,step,day,action,what_to_do,content,allowed,disallowed", lines[0]);
        Assert.Equal(1 + playbook.Plans.Sum(plan => plan.Steps.Count), lines.Length);
        Assert.Contains(
            "smb,warm,2,7,connect,\"Connect on a professional network, with a personal line.\",guide,share_content connect invite_webinar check_in,sales_call quote", lines);
    }
}
