namespace WarmLeads.ML.Leads.Tests;

public sealed class LearnedPatienceTests
{
    [Fact]
    public void Patience_becomes_the_silence_after_which_leads_hardly_convert()
    {
        var learned = LearnedPatience.Of(Criteria.Default, View(Curve("", 60, 50, 70), Curve("smb", 45, 40, 52), Curve("enterprise", 150, 120, 200)), "learned-1");
        Assert.Equal("learned-1", learned.Criteria.Version);
        Assert.Equal(60, learned.Criteria.Rules.PatienceDays);
        Assert.Equal((45, 150), (learned.Criteria.Segments["SMB"].PatienceDays, learned.Criteria.Segments["enterprise"].PatienceDays));
        var smb = learned.Segments.Single(finding => finding.Segment == "smb");
        Assert.Equal((75, new LearnedDays(45, 40, 52)), (smb.BeforeDays, smb.Learned));
        Assert.Equal("After 45 days of silence (40 to 52) its chance within 30 days is below 1 %.", smb.Why);
        // Everything else is as it was.
        Assert.Equal(
            CriteriaFile.Format(Criteria.Default),
            CriteriaFile.Format(new Criteria(
                Criteria.Default.Version, learned.Criteria.Rules with { PatienceDays = 75 }, learned.Criteria.SegmentAttribute,
                new Dictionary<string, CriteriaRules>(StringComparer.Ordinal)
                {
                    ["smb"] = learned.Criteria.Segments["smb"] with { PatienceDays = 75 },
                    ["enterprise"] = learned.Criteria.Segments["enterprise"] with { PatienceDays = 270 },
                })));
    }

    [Fact]
    public void Where_the_history_says_too_little_the_patience_stays_and_it_is_said_why()
    {
        var learned = LearnedPatience.Of(
            Criteria.Default,
            View(Curve("", null, null, null), Curve("smb", 45, 20, 90), Curve("enterprise", 60, 50, 70, isPooled: true)), "learned-1");
        Assert.All(learned.Segments, finding => Assert.Null(finding.Learned));
        Assert.Equal((75, 75, 270), (learned.Criteria.Rules.PatienceDays, learned.Criteria.Segments["smb"].PatienceDays, learned.Criteria.Segments["enterprise"].PatienceDays));
        Assert.Equal(
            [
                "Its chance was not seen to stay below 1 % for good within 300 days of silence.", "45 days were found, but anything between 20 and 90 may be the truth.",
                "Too few leads or conversions for a figure of its own.",
            ],
            learned.Segments.Select(finding => finding.Why));
    }

    [Fact]
    public void A_segment_of_which_nothing_was_learned_keeps_its_patience_when_that_of_all_others_changes()
    {
        var learned = LearnedPatience.Of(Criteria.Default, View(Curve("", 60, 50, 70), Curve("public", 60, 50, 70, isPooled: true)), "learned-1");
        Assert.Equal((60, 75), (learned.Criteria.Rules.PatienceDays, learned.Criteria.Segments["public"].PatienceDays));
    }

    [Fact]
    public void Patience_is_never_shorter_than_a_warm_act_counts()
    {
        var learned = LearnedPatience.Of(Criteria.Default, View(Curve("", 60, 50, 70), Curve("smb", 12, 10, 15)), "learned-1");
        Assert.Equal(30, learned.Criteria.Segments["smb"].PatienceDays);
        Assert.Equal(
            "After 12 days of silence (10 to 15) its chance within 30 days is below 1 %; a warm act counts for 30, and patience for no less.", learned.Segments[1].Why);
    }

    [Fact]
    public void Segments_of_another_attribute_are_refused()
    {
        var problem = Assert.Throws<ArgumentException>(() => LearnedPatience.Of(Criteria.Default, View(Curve("", 60, 50, 70)) with { SegmentColumn = "size" }, "x"));
        Assert.StartsWith("The history was looked at by 'size' and the criteria by 'segment'. Look at it by the latter.", problem.Message, StringComparison.Ordinal);
    }

    static SurvivalView View(params SurvivalCurve[] curves) => new()
    {
        AsOf = Some.Cutoff,
        HorizonDays = 30,
        StopBelow = 0.01,
        All = curves[0],
        SegmentColumn = "segment",
        Segments = curves[1..],
    };

    static SurvivalCurve Curve(string segment, int? days, int? low, int? high, bool isPooled = false) => new()
    {
        Segment = segment,
        Leads = 400,
        Conversions = 60,
        IsPooled = isPooled,
        BySilence = [new SurvivalPoint(300, 0.001, 0, 0.002, 40)],
        ByAge = [],
        Converted = [],
        Halved = new SurvivalSpan(5, 4, 6),
        Stop = new SurvivalSpan(days, low, high),
    };
}
