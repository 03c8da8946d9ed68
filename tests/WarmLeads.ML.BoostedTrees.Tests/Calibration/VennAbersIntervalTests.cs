namespace WarmLeads.ML.BoostedTrees.Tests;

public class VennAbersIntervalTests
{
    [Theory]
    [InlineData(1, 1, false, false)]
    [InlineData(2, 2, false, false)]
    [InlineData(3, 40, false, false)]
    [InlineData(4, 60, true, false)]
    [InlineData(5, 60, true, true)]
    public void An_interval_is_two_isotonic_fits_with_one_more_example(int seed, int count, bool hasTies, bool isWeighted)
    {
        var random = new Random(seed);
        double[] scores = [.. Enumerable.Range(0, count).Select(_ => hasTies ? random.Next(12) : 12 * random.NextDouble())];
        float[] labels = [.. scores.Select(s => random.NextDouble() < s / 12 ? 1f : 0f)];
        float[] weights = [.. scores.Select(_ => isWeighted ? 0.5f * random.Next(1, 5) : 1f)];
        var interval = VennAbersInterval.Fit(scores, labels, isWeighted ? weights : []);
        foreach (var query in scores.Concat(Enumerable.Range(0, 60).Select(i => (i / 4.0) - 1)))
        {
            var (low, high) = interval.At(query);
            Assert.Equal(Isotonic(scores, labels, weights, query, 0), low, 1e-12);
            Assert.Equal(Isotonic(scores, labels, weights, query, 1), high, 1e-12);
            Assert.True(low <= high);
        }
    }

    [Fact]
    public void Both_ends_rise_with_the_score_and_lie_apart()
    {
        var (scores, labels) = Sample(new Random(4), 3_000);
        var interval = VennAbersInterval.Fit(scores, labels);
        var before = (Low: 0.0, High: 0.0);
        for (var s = -5.0; s < 5; s += 0.001)
        {
            var now = interval.At(s);
            Assert.True(now.Low >= before.Low && now.High >= before.High && now.Low < now.High && now.Low >= 0 && now.High <= 1);
            before = now;
        }
    }

    [Fact]
    public void The_long_run_frequency_lies_inside_wherever_one_looks()
    {
        // The scores are badly calibrated on purpose: the promise is the interval's, not the model's.
        var (lows, highs, positives, counts) = (new double[5], new double[5], new double[5], new double[5]);
        var random = new Random(11);
        for (var round = 0; round < 400; round++)
        {
            var (scores, labels) = Sample(random, 60);
            var interval = VennAbersInterval.Fit(scores, labels);
            var (queries, outcomes) = Sample(random, 60);
            for (var i = 0; i < queries.Length; i++)
            {
                var (low, high) = interval.At(queries[i]);
                var part = Math.Clamp((int)((queries[i] + 4) / 1.6), 0, 4);
                lows[part] += low;
                highs[part] += high;
                positives[part] += outcomes[i];
                counts[part]++;
            }
        }

        for (var part = 0; part < 5; part++)
        {
            var frequency = positives[part] / counts[part];
            var noise = 3 * Math.Sqrt(frequency * (1 - frequency) / counts[part]);
            Assert.InRange(frequency, (lows[part] / counts[part]) - noise, (highs[part] / counts[part]) + noise);
        }
    }

    [Fact]
    public void More_examples_make_the_interval_narrower()
    {
        var random = new Random(8);
        double Width(int count)
        {
            var (scores, labels) = Sample(random, count);
            var interval = VennAbersInterval.Fit(scores, labels);
            return Enumerable.Range(-30, 61).Average(i => interval.At(i / 10.0).High - interval.At(i / 10.0).Low);
        }

        var (few, some, many) = (Width(50), Width(500), Width(5_000));
        Assert.True(few > 2 * some && some > 2 * many, $"{few} {some} {many}");
    }

    [Fact]
    public void More_than_two_thousand_scores_are_put_into_groups()
    {
        var (scores, labels) = Sample(new Random(5), 30_000);
        var interval = VennAbersInterval.Fit(scores, labels);
        Assert.InRange((interval.ToBytes().Length - 8 - 16) / 48, VennAbersInterval.MostScores - 5, VennAbersInterval.MostScores);
        Assert.InRange(0.5, interval.At(0).Low - 0.05, interval.At(0).High + 0.05);
    }

    [Fact]
    public void A_probability_is_clipped_into_the_interval_of_its_score()
    {
        var interval = VennAbersInterval.Fit([0, 0, 0, 0], [0, 0, 1, 1]);
        Assert.Equal((0.4, 0.6), interval.At(0));
        Assert.Equal(0.6, interval.Clip(0, 0.9));
        Assert.Equal(0.4, interval.Clip(0, 0.1));
        Assert.Equal(0.5, interval.Clip(0, 0.5));
    }

    [Fact]
    public void Intervals_that_were_read_are_those_that_were_written_and_damage_is_refused_or_harmless()
    {
        var (scores, labels) = Sample(new Random(6), 12);
        var interval = VennAbersInterval.Fit(scores, labels);
        var bytes = interval.ToBytes();
        var read = VennAbersInterval.FromBytes(bytes);
        Assert.All(Enumerable.Range(-50, 100), i => Assert.Equal(interval.At(i / 10.0), read.At(i / 10.0)));
        Assert.Throws<InvalidDataException>(() => VennAbersInterval.FromBytes([.. bytes, 0]));
        for (var at = 0; at < bytes.Length; at++)
        {
            Assert.Throws<InvalidDataException>(() => VennAbersInterval.FromBytes(bytes.AsSpan(0, at)));
            var damaged = (byte[])bytes.Clone();
            damaged[at] ^= 0xC1;
            try
            {
                var other = VennAbersInterval.FromBytes(damaged);
                Assert.All(Enumerable.Range(-50, 100), i => Assert.True(other.At(i / 10.0) is { Low: >= 0, High: <= 1 } pair && pair.Low <= pair.High));
            }
            catch (InvalidDataException)
            {
                // Refused: the other good answer.
                continue;
            }
        }
    }

    [Fact]
    public void What_is_wrong_is_said_in_a_sentence()
    {
        var bytes = VennAbersInterval.Fit([0, 1], [0, 1]).ToBytes();
        BitConverter.TryWriteBytes(bytes.AsSpan(8 + (4 * 8)), double.NaN);
        Assert.Equal(
            "The model file is damaged: in its section Interval, interval 0 is NaN to 0.5, which does not rise within 0..1. Copy it again, or retrain.",
            Assert.Throws<InvalidDataException>(() => VennAbersInterval.FromBytes(bytes)).Message);
        Assert.Equal(
            "There is no example with a weight to learn an interval from; pass at least one.",
            Assert.Throws<ArgumentException>(() => VennAbersInterval.Fit([1, 2], [0, 1], [0, 0])).Message);
        Assert.Equal(
            "The score is NaN, which has no interval; pass a number.",
            Assert.Throws<ArgumentException>(() => VennAbersInterval.Fit([1, 2], [0, 1]).At(double.NaN)).Message);
    }

    // The staircase by its formula: the greatest, over starts at or below, of the least mean over ends at or above.
    static double Isotonic(double[] scores, float[] labels, float[] weights, double query, float label)
    {
        var all = scores.Select((s, i) => (Score: s, Label: labels[i], Weight: weights[i])).Append((Score: query, Label: label, Weight: 1f)).ToArray();
        return all.Select(x => x.Score).Where(s => s <= query).Distinct().Max(start =>
            all.Select(x => x.Score).Where(s => s >= query).Distinct().Min(end =>
            {
                var between = all.Where(x => x.Score >= start && x.Score <= end).ToArray();
                return between.Sum(x => (double)x.Label * x.Weight) / between.Sum(x => (double)x.Weight);
            }));
    }

    static (double[] Scores, float[] Labels) Sample(Random random, int count)
    {
        double[] scores = [.. Enumerable.Range(0, count).Select(_ => (8 * random.NextDouble()) - 4)];
        return (scores, [.. scores.Select(s => random.NextDouble() < 1 / (1 + Math.Exp(-0.5 * s)) ? 1f : 0f)]);
    }
}
