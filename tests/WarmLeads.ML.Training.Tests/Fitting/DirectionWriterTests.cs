using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training.Tests;

public class DirectionWriterTests
{
    static readonly InputColumn Visits = Column("Visits", ColumnKind.Numeric), Source = Column("Source", ColumnKind.Categorical);

    [Fact]
    public void A_rise_is_told_with_its_ends() => Assert.Equal(
        "The higher Visits, the likelier the conversion: 10 % converted at 0 to 3, 40 % at 4 to 9.",
        DirectionWriter.Write(Visits, [Range("0 to 3", 3, 0.1, -0.5), Range("4 to 9", 9, 0.4, 0.5)], 0.5));

    [Fact]
    public void A_direction_that_the_bare_rates_contradict_is_told_as_one_among_like_leads() => Assert.Equal(
        "Among leads alike in all else, the lower Visits, the likelier the conversion; taken alone, 10 % converted at 0 to 3, 40 % at 4 to 9.",
        DirectionWriter.Write(Visits, [Range("0 to 3", 3, 0.1, 0.5), Range("4 to 9", 9, 0.4, -0.5)], 0.5));

    [Fact]
    public void A_hill_is_told_by_its_top() => Assert.Equal(
        "Visits helps most at 4 to 9 (40 % converted); 10 % converted at 0 to 3, 12 % at 10 to 20.",
        DirectionWriter.Write(Visits, [Range("0 to 3", 3, 0.1, -0.5), Range("4 to 9", 9, 0.4, 0.5), Range("10 to 20", 20, 0.12, -0.4)], 0.5));

    [Fact]
    public void Texts_are_told_by_the_best_and_the_worst() => Assert.Equal(
        "Source helps most when it is 'Referral' (40 % converted) and least when it is missing (10 %).",
        DirectionWriter.Write(
            Source, [new("Referral", null, null, 50, 0.4, 0.5), new("Google", null, null, 50, 0.2, 0), new("missing", null, null, 50, 0.1, -0.5)], 0.5));

    [Fact]
    public void What_is_counted_is_told_with_it() => Assert.Equal(
        "Source helps most when it is 'Referral' (40 % converted) and least when it is 'Google' (20 %). " +
        "The model goes by how often leads with the same Source converted so far.",
        DirectionWriter.Write(Source, [new("Referral", null, null, 50, 0.4, 0.5), new("Google", null, null, 50, 0.2, 0)], 0.5, isCounted: true));

    [Fact]
    public void A_signal_without_effect_is_told_as_such() => Assert.Equal(
        "Visits does not change the model's answer.", DirectionWriter.Write(Visits, [Range("0 to 3", 3, 0.1, 0)], 0));

    static ValueEffect Range(string label, double upper, double rate, double contribution) => new(label, 0, upper, 100, rate, contribution);

    static InputColumn Column(string name, ColumnKind kind) =>
        new() { Name = name, DisplayName = name, Family = "Attributes", Kind = kind, Source = ColumnSource.Attribute };
}
