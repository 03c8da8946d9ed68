using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training.Tests;

public class ForwardFitterTests
{
    static readonly TrainingOptions Quick = new() { BudgetSeconds = 2, Seed = 5, Clock = new FrozenClock() };

    [Fact]
    public void A_column_that_tells_the_time_is_a_clock_and_one_that_differs_within_each_day_is_none()
    {
        var table = Drifting(rows: 2000);

        var clocks = ClockColumns.Find(table, [.. Enumerable.Range(0, table.RowCount)], seed: 1);

        Assert.InRange(clocks[0], 0.7, 1);
        Assert.True(double.IsNaN(clocks[1]));
        Assert.True(double.IsNaN(clocks[2]));
    }

    [Fact]
    public void Rows_without_a_time_are_fitted_as_they_are()
    {
        var table = new TrainingTable(Drifting(1200).Schema, Drifting(1200).Columns, Drifting(1200).Labels);

        var forward = new ForwardFitter(Quick).Fit(table, Quick.BudgetSeconds, null, null, default);

        Assert.Empty(forward.LeftOut);
        Assert.Equal(table.Score(new ForestFitter(Quick).Fit(table, Quick.BudgetSeconds).Trees), forward.Score(table));
    }

    // The share that converts grows with time, an interest rate falls in steps, and one of the others is a true signal.
    static TrainingTable Drifting(int rows)
    {
        var random = new Random(3);
        double[] rate = new double[rows], signal = new double[rows], noise = new double[rows];
        var labels = new float[rows];
        for (var row = 0; row < rows; row++)
        {
            rate[row] = 5 - row * 40 / rows * 0.1;
            signal[row] = random.NextDouble();
            noise[row] = random.NextDouble();
            var score = -4 + 3.0 * row / rows + 2 * signal[row];
            labels[row] = random.NextDouble() < ConversionModel.Probability(score) ? 1 : 0;
        }

        InputColumn Input(string name) => new()
        {
            Name = name, DisplayName = name, Family = "Attributes", Kind = ColumnKind.Numeric, Source = ColumnSource.Attribute,
        };
        return new TrainingTable(
            new ModelSchema { Columns = [Input("rate"), Input("signal"), Input("noise")], MissingMarkers = ModelSchema.DefaultMissingMarkers },
            [rate, signal, noise], labels)
        {
            Times = [.. Enumerable.Range(0, rows).Select(row => (double)row)],
        };
    }
}
