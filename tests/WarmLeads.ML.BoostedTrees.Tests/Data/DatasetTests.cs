namespace WarmLeads.ML.BoostedTrees.Tests;

public class DatasetTests
{
    static readonly FeatureSchema _schema = new([new Feature("x")]);

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.NegativeInfinity, "-Infinity")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    public void A_label_that_is_no_number_is_refused_with_its_row(float label, string written) =>
        Assert.Equal(
            $"The label of row 2 is {written}; a label must be a finite number.",
            Assert.Throws<ArgumentException>(() => Dataset.FromColumns(_schema, [new double[3]], [0, 1, label])).Message);

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(-1f, "-1")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    public void A_weight_out_of_range_is_refused_with_its_row(float weight, string written) =>
        Assert.Equal(
            $"The weight of row 1 is {written}; a weight must be a finite number that is not negative.",
            Assert.Throws<ArgumentException>(() => Dataset.FromRowMajor(_schema, new float[3], new float[3], [0, weight, 1])).Message);

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        string Refused(Action make) => Assert.Throws<ArgumentException>(make).Message;
        Assert.Equal(
            "There are 2 columns for 1 features; pass one column per feature.",
            Refused(() => Dataset.FromColumns(_schema, [[], []], [])));
        Assert.Equal(
            "Feature 'x' has 2 values for 3 labels; pass one value per label.",
            Refused(() => Dataset.FromColumns(_schema, [new double[2]], new float[3])));
        Assert.Equal(
            "Feature 'x' has no column; pass one column per feature.",
            Refused(() => Dataset.FromColumns(_schema, [null!], new float[3])));
        Assert.Equal(
            "There are 5 values for 3 labels and 1 features; pass labels times features of them.",
            Refused(() => Dataset.FromRowMajor(_schema, new float[5], new float[3])));
        Assert.Equal(
            "There are 2 weights for 3 labels; pass one weight per label, or none at all.",
            Refused(() => Dataset.FromColumns(_schema, [new double[3]], new float[3], new float[2])));
        Assert.Equal(
            "There is no example; pass at least one.",
            Refused(() => BinnedDataset.Create(Dataset.FromColumns(_schema, [[]], []))));
    }

    [Fact]
    public void A_schema_refuses_what_makes_no_sense()
    {
        string Refused(params Feature[] features) => Assert.Throws<ArgumentException>(() => new FeatureSchema(features)).Message;
        Assert.Equal("Feature 1 is named 'a' as is feature 0; give every feature its own name.", Refused(new("a"), new("a")));
        Assert.Equal("Feature 0 has no name; give every feature its own name.", Refused(new Feature("")));
        Assert.Equal(
            "Feature 'a' is Categorical with 0 categories; a numeric feature has 0 and a categorical one 1 to 16777216.",
            Refused(new Feature("a", FeatureKind.Categorical)));
        Assert.Equal(
            "Feature 'a' is Numeric with 3 categories; a numeric feature has 0 and a categorical one 1 to 16777216.",
            Refused(new Feature("a", FeatureKind.Numeric, 3)));
    }

    [Fact]
    public void Columns_and_rows_of_the_same_numbers_train_the_same_model()
    {
        var byColumn = Some.Table();
        var values = new float[byColumn.RowCount * Some.Schema.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)byColumn.ValueAt(i / Some.Schema.Count, i % Some.Schema.Count);
        }

        var columns = Enumerable.Range(0, Some.Schema.Count)
            .Select(feature => Enumerable.Range(0, byColumn.RowCount).Select(row => (double)(float)byColumn.ValueAt(row, feature)).ToArray()).ToArray();
        var trainer = new BoostedTreeTrainer(Some.Options);
        Assert.Equal(
            Some.Bytes(trainer.Fit(Dataset.FromColumns(Some.Schema, columns, byColumn.Labels))),
            Some.Bytes(trainer.Fit(Dataset.FromRowMajor(Some.Schema, values, byColumn.Labels))));
    }
}
