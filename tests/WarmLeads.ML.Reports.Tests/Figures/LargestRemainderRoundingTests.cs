using FsCheck;
using FsCheck.Fluent;

namespace WarmLeads.ML.Reports.Tests;

public sealed class LargestRemainderRoundingTests
{
    [Fact]
    public void What_rounding_cut_the_most_gets_the_missing_unit() =>
        Assert.Equal([3, 2, 1], LargestRemainderRounding.Round([2.5 + 0.1, 2.4, 0.45 + 0.55], 6));

    [Fact]
    public void A_unit_too_much_is_taken_from_the_part_that_rounding_raised_the_most() =>
        Assert.Equal([1, 2, 1], LargestRemainderRounding.Round([1.5, 1.8, 0.7], 4));

    [Fact]
    public void Parts_of_both_signs_add_up() =>
        Assert.Equal([12, -5, 0], LargestRemainderRounding.Round([11.6, -5.4, 0.2], 7));

    [Fact]
    public void A_part_of_zero_stays_zero_while_another_part_can_give_way() =>
        Assert.Equal([4, 0, 0], LargestRemainderRounding.Round([3, 0, 0], 4));

    [Fact]
    public void A_part_that_a_sentence_quotes_gives_way_last() =>
        Assert.Equal([12, 2, 1], LargestRemainderRounding.Round([12.4, 1.3, 1.3], 15, quoted: 1));

    [Fact]
    public void Quoted_parts_give_way_when_no_other_can() =>
        Assert.Equal([13, 0], LargestRemainderRounding.Round([12.4, 0], 13, quoted: 1));

    [Fact]
    public void No_parts_add_up_to_nothing() => Assert.Empty(LargestRemainderRounding.Round([], 0));

    [Fact]
    public void Parts_of_another_total_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => LargestRemainderRounding.Round([1, 2], 30));
        Assert.Equal("The parts add up to 3.000, but the total is 30; pass the parts of that total, in the same units.", error.Message);
    }

    [Fact]
    public void Rounded_parts_add_up_to_the_total_and_none_moves_by_more_than_a_unit()
    {
        var parts = from values in Gen.Choose(-100_000, 100_000).Select(value => value / 997.0).ArrayOf() where values.Length > 0 select values;
        var shift = Gen.Choose(-1, 1);
        Check.QuickThrowOnFailure(Prop.ForAll(
            (from values in parts from step in shift select (values, step)).ToArbitrary(),
            input =>
            {
                var sum = input.values.Sum();
                var total = (int)Math.Round(sum) + (Math.Abs((int)Math.Round(sum) + input.step - sum) <= 1 ? input.step : 0);
                var rounded = LargestRemainderRounding.Round(input.values, total);
                return rounded.Sum() == total
                    && rounded.Zip(input.values).All(pair => Math.Abs(pair.First - pair.Second) <= 1 + (input.values.Length == 1 ? 1e-9 : 0.5));
            }));
    }
}
