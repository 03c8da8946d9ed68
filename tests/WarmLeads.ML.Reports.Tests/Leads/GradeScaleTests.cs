namespace WarmLeads.ML.Reports.Tests;

public sealed class GradeScaleTests
{
    [Theory]
    [InlineData(1, "A")]
    [InlineData(0.35, "A")]
    [InlineData(0.3499, "B")]
    [InlineData(0.15, "B")]
    [InlineData(0.05, "C")]
    [InlineData(0, "D")]
    public void A_cut_off_belongs_to_the_grade_that_starts_there(double probability, string letter) =>
        Assert.Equal(letter, GradeScale.Default.Find(probability).Letter);

    [Fact]
    public void Every_grade_says_its_band() => Assert.Equal(
        ["35\u00a0% and more", "15\u00a0% to below 35\u00a0%", "5\u00a0% to below 15\u00a0%", "below 5\u00a0%"],
        GradeScale.Default.Grades.Select(GradeScale.Default.Describe));

    [Fact]
    public void Cut_offs_that_do_not_fall_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new GradeScale([new Grade("A", "Good", 0.2), new Grade("B", "Bad", 0.2), new Grade("C", "Rest", 0)]));
        Assert.Equal(
            "Grade B starts at 0.2, which is not below the one above it; give the grades from the best down, each with a lower cut-off than the one before and below 1.",
            error.Message);
    }

    [Fact]
    public void A_scale_that_leaves_leads_without_a_grade_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new GradeScale([new Grade("A", "Good", 0.2)]));
        Assert.Equal("The last grade does not start at 0; let it, so that every lead has a grade.", error.Message);
    }
}
