using System.Globalization;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training.Tests;

public sealed class ColumnInferenceTests
{
    readonly ColumnInference _inference = new(ModelSchema.DefaultMissingMarkers);

    [Fact]
    public void Numbers_are_numeric_and_gaps_are_counted_by_their_text()
    {
        var finding = Infer("age", "31", "NA", "45", "", "31", "na", "-1.5e2");
        Assert.Equal(ColumnKind.Numeric, finding.Kind);
        Assert.Equal(3, finding.Distinct);
        Assert.Equal(3, finding.Missing);
        Assert.Equal([new("", 1), new("NA", 1), new("na", 1)], finding.MissingTexts);
        Assert.Equal("numeric, 3 different values; missing in 3 rows (42.9 %: 1 empty, 1 'NA', 1 'na')", finding.Summary);
    }

    [Theory]
    [InlineData("1,234.5", "12", "1,000,000")]
    [InlineData("12 %", "3%", "7.5 %")]
    [InlineData("$1,200", "$3", "$4.50")]
    public void Thousands_percent_and_currency_are_numbers(params string[] texts) =>
        Assert.Equal(ColumnKind.Numeric, Infer("amount", texts).Kind);

    [Theory]
    [InlineData("1,5", "2,25", "3,75")]
    [InlineData("01.High", "02.Medium", "03.Low")]
    [InlineData("basic.9y", "1", "2")]
    [InlineData("1) $0 - $100", "2) $100 - $200", "x")]
    public void What_is_not_a_number_throughout_is_categorical(params string[] texts) =>
        Assert.Equal(ColumnKind.Categorical, Infer("x", texts).Kind);

    [Theory]
    [InlineData("No", "Yes", "Yes", "No")]
    [InlineData("0", "1", "1", "0")]
    [InlineData("false", "TRUE", "TRUE", "false")]
    public void Two_texts_are_boolean_with_the_false_one_first(string no, string yes, string first, string second)
    {
        var finding = Infer("x", first, second, first);
        Assert.Equal(ColumnKind.Boolean, finding.Kind);
        Assert.Equal([no, yes], finding.Levels.Select(level => level.Text));
    }

    [Fact]
    public void Any_two_texts_are_boolean_in_ordinal_order_and_two_other_numbers_are_numeric()
    {
        Assert.Equal(["cellular", "telephone"], Infer("contact", "telephone", "cellular").Levels.Select(level => level.Text));
        Assert.Equal(ColumnKind.Numeric, Infer("rooms", "3", "7", "3").Kind);
    }

    [Fact]
    public void Levels_come_most_frequent_first_and_do_not_depend_on_the_order_of_rows()
    {
        var finding = Infer("city", "b", "c", "a", "c", "Select");
        Assert.Equal([new("c", 2), new("a", 1), new("b", 1)], finding.Levels);
        Assert.Equal("categorical, 3 values: c 2, a 1, b 1; missing in 1 rows (20.0 %: 1 'Select')", finding.Summary);
    }

    [Theory]
    [InlineData("2026-01-31", "2025-12-01", "2026-02-28")]
    [InlineData("2026-01-31T10:00:00+02:00", "2026-01-31T10:00:00Z", "2026-01-31 11:30:00")]
    public void Iso_dates_and_instants_are_dates(params string[] texts) => Assert.Equal(ColumnKind.Date, Infer("seen", texts).Kind);

    [Fact]
    public void Dates_in_a_countrys_order_are_categories_with_a_warning()
    {
        var finding = Infer("seen", [.. Enumerable.Range(0, 60).Select(i => $"{(i % 28) + 1}/{(i % 12) + 1}/{2000 + i}")]);
        Assert.Equal(ColumnKind.Categorical, finding.Kind);
        Assert.Equal(
            ["Column 'seen' holds dates such as '1/1/2000' that do not say which part is the day; it is used as categories. " +
             "Write them as 2026-12-31 to use them as dates."], finding.Warnings);
    }

    [Theory]
    [InlineData("identifier: 60 integers in strict order, like a row number", "position", 1)]
    [InlineData("identifier: 60 integers in strict order, like a row number", "position", -3)]
    [InlineData("identifier: 60 different values in 60 rows, and named like one", "Lead Number", 0)]
    [InlineData("identifier: 60 different values in 60 rows, and named like one", "leadId", 0)]
    [InlineData("identifier: 60 different values in 60 rows, and named like one", "column 1", 0)]
    [InlineData(null, "income", 0)]
    [InlineData(null, "NumberOfVisits", 0)]
    [InlineData(null, "paid", 0)]
    public void Integers_are_identifiers_by_name_or_strict_order_only(string? reason, string name, int step)
    {
        var texts = Enumerable.Range(0, 60).Select(i => step == 0 ? (i * 37 % 61) + 1_000 : 1_000 + (i * step));
        var finding = Infer(name, [.. texts.Select(value => value.ToString(CultureInfo.InvariantCulture))]);
        Assert.Equal(reason, finding.DroppedReason);
        Assert.Equal(reason is null ? ColumnKind.Numeric : null, finding.Kind);
    }

    [Fact]
    public void A_measure_with_fractions_stays_even_when_every_value_differs_and_rises()
    {
        var finding = Infer("score id", [.. Enumerable.Range(0, 200).Select(i => (i + 0.25).ToString(CultureInfo.InvariantCulture))]);
        Assert.Equal(ColumnKind.Numeric, finding.Kind);
    }

    [Fact]
    public void Texts_that_differ_in_nearly_every_row_are_identifiers()
    {
        var finding = Infer("contact", [.. Enumerable.Range(0, 1000).Select(i => $"p{Math.Max(i, 5)}@x.org")]);
        Assert.Equal("identifier: 995 different values in 1,000 rows", finding.DroppedReason);
        Assert.Equal("left out, identifier: 995 different values in 1,000 rows", finding.Summary);
        Assert.Null(Infer("name", [.. Enumerable.Range(0, 49).Select(i => $"p{i}")]).DroppedReason);
    }

    [Fact]
    public void Sentences_are_left_out()
    {
        var finding = Infer("note", [.. Enumerable.Range(0, 100).Select(i => $"Called on day {i % 70}, will think about it and call back")]);
        Assert.Equal("free text: 70 different values in 100 rows, 51 characters on average", finding.DroppedReason);
    }

    [Fact]
    public void Constants_and_empty_columns_are_left_out_but_one_value_with_gaps_stays()
    {
        Assert.Equal("constant: always 'No'", Infer("x", "No", "No", "No").DroppedReason);
        Assert.Equal("no value in any row", Infer("x", "", "NULL", "Select").DroppedReason);
        var finding = Infer("x", "Yes", "", "Yes");
        Assert.Equal(ColumnKind.Categorical, finding.Kind);
        Assert.Equal([new("Yes", 2)], finding.Levels);
    }

    [Fact]
    public void A_few_texts_among_many_numbers_count_as_missing_and_are_named()
    {
        var finding = Infer("spent", [.. Enumerable.Range(0, 198).Select(i => $"{i}.5"), "unknown", "n.b."]);
        Assert.Equal(ColumnKind.Numeric, finding.Kind);
        Assert.Equal(
            ["Column 'spent' holds numbers in 198 of 200 rows; the others ('n.b.', 'unknown') count as missing."], finding.Warnings);
    }

    [Fact]
    public void X_education_loses_its_identifiers_and_constants_only() =>
        AssertDropped(
            "x-education/leads.csv.gz", "Prospect ID", "Lead Number", "Magazine", "Receive More Updates About Our Courses",
            "Update me on Supply Chain Content", "Get updates on DM Content", "I agree to pay the amount through cheque");

    [Fact]
    public void Give_me_some_credit_loses_its_row_number_only() => AssertDropped("give-me-some-credit/cs-training.csv.gz", "column 1");

    [Theory]
    [InlineData("bank-marketing/bank-additional-full.csv.gz")]
    [InlineData("adult-census/adult.csv.gz")]
    [InlineData("hillstrom-email/hillstrom.csv.gz")]
    public void Tables_of_real_inputs_lose_nothing(string file) => AssertDropped(file);

    void AssertDropped(string file, params string[] dropped)
    {
        var findings = _inference.Infer(FlatTable.Read(SharedData.PathOf(file)));
        Assert.Equal(dropped, findings.Where(finding => finding.Kind is null).Select(finding => finding.Name));
    }

    ColumnFinding Infer(string name, params string[] texts)
    {
        var distinct = texts.Distinct(StringComparer.Ordinal).ToList();
        return _inference.Infer(new TextColumn(name, [.. texts.Select(text => distinct.IndexOf(text))], distinct));
    }
}
