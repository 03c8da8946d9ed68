using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training.Tests;

public class FlatLabelsTests
{
    [Theory]
    [InlineData("1", "0")]
    [InlineData("yes", "no")]
    [InlineData("TRUE", "FALSE")]
    [InlineData("Won", "Lost")]
    public void The_usual_words_for_converted_are_recognised(string won, string lost)
    {
        var labels = FlatLabels.Read(Column(Repeat(won, 12), Repeat(lost, 30)), null, "leads.csv");
        Assert.Equal([won], labels.PositiveTexts);
        Assert.Equal(12, labels.Labels.Sum());
        Assert.Empty(labels.Notes);
    }

    [Fact]
    public void Of_two_unknown_words_the_rarer_is_taken_and_that_is_said()
    {
        var labels = FlatLabels.Read(Column(Repeat("<=50K", 30), Repeat(">50K", 12)), null, "leads.csv");
        Assert.Equal([">50K"], labels.PositiveTexts);
        Assert.Equal(["'>50K' in 'label' is taken as converted because it is the rarer value; say otherwise with --positive."], labels.Notes);
    }

    [Fact]
    public void Several_words_may_mean_converted()
    {
        var labels = FlatLabels.Read(Column(Repeat("gold", 12), Repeat("silver", 12), Repeat("bronze", 20)), "gold,silver", "leads.csv");
        Assert.Equal(24, labels.Labels.Sum());
    }

    [Fact]
    public void A_lead_without_an_outcome_is_undecided_not_lost()
    {
        var labels = FlatLabels.Read(Column(Repeat("1", 12), Repeat("", 5), Repeat("0", 20)), null, "leads.csv");
        Assert.Equal(32, labels.Rows.Length);
        Assert.Equal(["5 rows have no value in 'label': undecided leads are left out, not counted as lost."], labels.Notes);
    }

    [Fact]
    public void One_class_only_is_refused() => Refused(
        "leads.csv column 'label' has one outcome only: 20 rows with '1' as converted and 0 others; a model needs leads that converted and leads that did not.",
        Column(Repeat("1", 20)), null);

    [Fact]
    public void One_class_only_that_does_not_mean_converted_is_named() => Refused(
        "leads.csv column 'label' has one outcome only: '0' in each of 20 rows; a model needs leads that converted and leads that did not.",
        Column(Repeat("0", 20), Repeat("", 3)), null);

    [Fact]
    public void Fewer_than_ten_of_either_outcome_are_refused() => Refused(
        "leads.csv column 'label' has 9 rows with '1' as converted and 50 others; at least 10 of each are needed, and 40 for figures worth reading. Collect more outcomes.",
        Column(Repeat("1", 9), Repeat("0", 50)), null);

    [Fact]
    public void A_word_that_never_occurs_is_refused_with_those_that_do() => Refused(
        "leads.csv column 'label' never has the value 'won'; it has '1', '0'. Give one of these with --positive.",
        Column(Repeat("1", 20), Repeat("0", 50)), "won");

    [Fact]
    public void More_than_two_words_need_a_choice() => Refused(
        "leads.csv column 'label' has 3 different values ('a', 'b', 'c'); say which mean converted with --positive.",
        Column(Repeat("a", 20), Repeat("b", 50), Repeat("c", 2)), null);

    [Fact]
    public void The_warning_of_a_small_table_gives_an_interval_that_narrows_with_more_outcomes()
    {
        Assert.Null(FlatLabels.SmallTableWarning(40, 400, Quality(40)));
        Assert.Equal(
            "Only 20 rows of one outcome: with fewer than 40 no more than the base rate and single splits are tried, and the AUC of 0.80 may in truth lie anywhere from 0.55 to 0.93 (95 %).",
            FlatLabels.SmallTableWarning(20, 200, Quality(20)));
        Assert.True(Quality(200).Intervals!.Auc.Low > Quality(20).Intervals!.Auc.Low);
    }

    // Of each outcome so many rows; the ranking puts four fifths of the pairs right.
    static QualityReport Quality(int each)
    {
        float[] labels = [.. Enumerable.Range(0, 2 * each).Select(row => row % 2 == 0 ? 1f : 0f)];
        double[] probabilities = [.. Enumerable.Range(0, 2 * each).Select(row => row % 2 == 0 ? row % 10 == 0 ? 0.2 : 0.8 : 0.5)];
        return QualityJudge.Judge("all", labels, probabilities, 0.5, probabilities);
    }

    static void Refused(string sentence, TextColumn column, string? positive) =>
        Assert.Equal(sentence, Assert.Throws<InvalidDataException>(() => FlatLabels.Read(column, positive, "leads.csv")).Message);

    static IEnumerable<string> Repeat(string text, int count) => Enumerable.Repeat(text, count);

    static TextColumn Column(params IEnumerable<string>[] texts)
    {
        var column = new TextInterner("label");
        foreach (var text in texts.SelectMany(text => text))
            column.Add(text);
        return column.Finish();
    }
}
