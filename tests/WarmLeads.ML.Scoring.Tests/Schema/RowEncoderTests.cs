namespace WarmLeads.ML.Scoring;

public class RowEncoderTests
{
    static readonly ModelSchema Schema = new()
    {
        Columns =
        [
            Some.Column("visits", ColumnKind.Numeric),
            Some.Column("source", ColumnKind.Categorical, "Google", "Direct"),
            Some.Column("opted in", ColumnKind.Boolean, "No", "Yes"),
            Some.Column("first seen", ColumnKind.Date),
        ],
        MissingMarkers = ModelSchema.DefaultMissingMarkers,
        TimeColumn = "as of",
        DateColumns = ["first seen"],
    };

    [Fact]
    public void A_new_row_is_all_missing() => Assert.All(new RowEncoder(Schema).Encode().ToArray(), value => Assert.True(double.IsNaN(value)));

    [Fact]
    public void Texts_become_numbers_codes_and_days_before_the_reference()
    {
        var row = new RowEncoder(Schema);
        Assert.True(row.TrySet("visits", "1,200"));
        Assert.True(row.TrySet("source", " Direct "));
        Assert.True(row.TrySet("opted in", "Yes"));
        Assert.True(row.TrySet("first seen", "2026-01-01"));
        Assert.True(row.TrySet("as of", "2026-01-11T12:00:00Z"));
        Assert.False(row.TrySet("colour", "red"));

        Assert.Equal([1200, 1, 1, 10.5], row.Encode().ToArray());
        Assert.Empty(row.Warnings);
    }

    [Fact]
    public void Another_spelling_of_yes_is_yes()
    {
        var row = new RowEncoder(Schema);
        row.TrySet("opted in", "true");
        Assert.Equal(1, row.Encode()[2]);
    }

    [Fact]
    public void A_text_that_training_never_saw_is_other_and_is_said()
    {
        var row = new RowEncoder(Schema);
        row.TrySet("source", "Carrier pigeon");
        Assert.Equal(2, row.Encode()[1]);
        Assert.Equal(["Column 'source' has the value 'Carrier pigeon', which training never saw; it counts as 'other'."], row.Warnings);
    }

    [Fact]
    public void A_text_with_line_breaks_is_quoted_on_one_line()
    {
        var row = new RowEncoder(Schema);
        row.TrySet("source", "Carrier\r\npigeon\nloft");
        Assert.Equal(2, row.Encode()[1]);
        Assert.Equal(["Column 'source' has the value 'Carrier pigeon loft', which training never saw; it counts as 'other'."], row.Warnings);
    }

    [Fact]
    public void A_text_where_a_number_belongs_is_missing_and_is_said()
    {
        var row = new RowEncoder(Schema);
        row.TrySet("visits", "many");
        Assert.True(double.IsNaN(row.Encode()[0]));
        Assert.Equal(["Column 'visits' holds numbers; 'many' is not one and counts as missing."], row.Warnings);
    }

    [Fact]
    public void Without_a_time_column_the_latest_date_of_the_row_is_the_reference()
    {
        var schema = Schema with
        {
            Columns = [Some.Column("first seen", ColumnKind.Date), Some.Column("last seen", ColumnKind.Date)],
            TimeColumn = null,
            DateColumns = ["first seen", "last seen"],
        };
        var row = new RowEncoder(schema);
        row.TrySet("first seen", "2026-01-01");
        row.TrySet("last seen", "2026-01-04");
        Assert.Equal([3, 0], row.Encode().ToArray());
    }

    [Fact]
    public void Clear_forgets_the_row_before()
    {
        var row = new RowEncoder(Schema);
        row.TrySet("visits", "many");
        row.TrySet("source", "Google");
        row.Clear();
        Assert.Empty(row.Warnings);
        Assert.True(double.IsNaN(row.Encode()[1]));
    }
}
