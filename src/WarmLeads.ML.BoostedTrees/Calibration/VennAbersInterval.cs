namespace WarmLeads.ML.BoostedTrees;

/// <summary>Between which two probabilities the truth lies, given how few examples of such a score there are.</summary>
/// <remarks>
/// The inductive Venn-Abers predictor: Low is what isotonic regression over the examples says of a score when one more
/// example of it did not convert, High when one more did. One of the two is the right probability in the long run, whatever
/// the model is worth; few examples make the interval wide. It is an interval only, never a rank: neighbouring scores share
/// it. All answers are worked out in advance, so that one costs a binary search.
/// Source: Vovk and Petej 2014, "Venn-Abers predictors".
/// </remarks>
public sealed class VennAbersInterval
{
    /// <summary>Different scores that are told apart; more are put into this many groups of about equal number.</summary>
    public const int MostScores = 2000;

    const uint Version = 1;

    // Group i holds the scores from _lowest[i] to _highest[i]. Places: 0 is below group 0, 2 i + 1 is group i, 2 i + 2 the gap above it.
    readonly double[] _lowest, _highest, _lows, _highs;

    VennAbersInterval(double[] lowest, double[] highest, double[] lows, double[] highs) =>
        (_lowest, _highest, _lows, _highs) = (lowest, highest, lows, highs);

    /// <summary>Learns from examples that the model was not trained on.</summary>
    /// <param name="scores">Shape [n], 1 or more with a weight above 0, finite; calibrated or not: the answer is the same for any rising map of them.</param>
    /// <param name="labels">Shape [n], each in 0..1.</param>
    /// <param name="weights">Shape [n], none negative; empty for all 1. The imagined example weighs 1.</param>
    /// <exception cref="ArgumentException">The shapes or numbers do not fit.</exception>
    public static VennAbersInterval Fit(ReadOnlySpan<double> scores, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights = default)
    {
        var examples = CalibrationExamples.Check(scores, labels, weights);
        var groups = Group(examples);
        if (groups.Count == 0)
        {
            throw new ArgumentException("There is no example with a weight to learn an interval from; pass at least one.");
        }

        var fit = new IsotonicFit([.. groups.Select(group => group.Weight)], [.. groups.Select(group => group.Positive)]);
        var (lows, highs) = (new double[(2 * groups.Count) + 1], new double[(2 * groups.Count) + 1]);
        var (low, high) = (0.0, 0.0);
        for (var place = 0; place < lows.Length; place++)
        {
            // Both rise with the score; rounding must not make them fall.
            low = lows[place] = Math.Clamp(fit.ValueWith(place, 0), low, 1);
            high = highs[place] = Math.Clamp(fit.ValueWith(place, 1), Math.Max(high, low), 1);
        }

        return new VennAbersInterval([.. groups.Select(group => group.Lowest)], [.. groups.Select(group => group.Highest)], lows, highs);
    }

    /// <summary>The interval of a score; Low is at most High, both in 0..1.</summary>
    /// <param name="score">On the scale of the scores it was learnt from; NaN has no interval.</param>
    /// <exception cref="ArgumentException">The score is NaN.</exception>
    public (double Low, double High) At(double score)
    {
        if (double.IsNaN(score))
        {
            throw new ArgumentException("The score is NaN, which has no interval; pass a number.");
        }

        var place = PlaceOf(score);
        return (_lows[place], _highs[place]);
    }

    /// <summary>The probability if it lies in the score's interval, else the nearer end: to be shown, never to rank by.</summary>
    public double Clip(double score, double probability)
    {
        var (low, high) = At(score);
        return Math.Clamp(probability, low, high);
    }

    /// <summary>The intervals as bytes that <see cref="FromBytes"/> reads; the README of this project has the format.</summary>
    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(Version);
        writer.Write(_lowest.Length);
        foreach (var numbers in new[] { _lowest, _highest, _lows, _highs })
        {
            Array.ForEach(numbers, writer.Write);
        }

        return bytes.ToArray();
    }

    /// <summary>Reads intervals; bytes that are not whole, rising intervals are refused.</summary>
    /// <exception cref="InvalidDataException">They are not; the sentence says what is wrong.</exception>
    public static VennAbersInterval FromBytes(ReadOnlySpan<byte> bytes)
    {
        var reader = new SectionReader("Interval", bytes);
        var version = reader.UInt32();
        if (version != Version)
        {
            throw reader.Refuse($"the version is {version} where {Version} is known");
        }

        var count = reader.UInt32();
        if (count is 0 or > MostScores)
        {
            throw reader.Refuse($"there are {count} groups where 1 to {MostScores} may be");
        }

        var (lowest, highest) = (Numbers(ref reader, (int)count), Numbers(ref reader, (int)count));
        var (lows, highs) = (Numbers(ref reader, (2 * (int)count) + 1), Numbers(ref reader, (2 * (int)count) + 1));
        reader.ExpectEnd();
        for (var i = 0; i < count; i++)
        {
            if (!double.IsFinite(lowest[i]) || !double.IsFinite(highest[i]) || highest[i] < lowest[i] || (i > 0 && lowest[i] <= highest[i - 1]))
            {
                throw reader.Refuse($"group {i} is from {lowest[i]} to {highest[i]}, which is no range above the one before it");
            }
        }

        for (var i = 0; i < lows.Length; i++)
        {
            var (leastLow, leastHigh) = i == 0 ? (0, 0) : (lows[i - 1], highs[i - 1]);
            if (!(lows[i] >= leastLow && highs[i] >= leastHigh && lows[i] <= highs[i] && highs[i] <= 1))
            {
                throw reader.Refuse($"interval {i} is {lows[i]} to {highs[i]}, which does not rise within 0..1");
            }
        }

        return new VennAbersInterval(lowest, highest, lows, highs);
    }

    int PlaceOf(double score)
    {
        var found = Array.BinarySearch(_lowest, score);
        var group = found >= 0 ? found : ~found - 1;
        return group < 0 ? 0 : score <= _highest[group] ? (2 * group) + 1 : (2 * group) + 2;
    }

    static List<(double Lowest, double Highest, double Weight, double Positive)> Group(CalibrationExamples examples)
    {
        var order = Enumerable.Range(0, examples.Count).Where(i => examples.Weights[i] > 0).OrderBy(i => examples.Scores[i]).ToArray();
        var distinct = new HashSet<double>(order.Select(i => examples.Scores[i])).Count;
        var groups = new List<(double Lowest, double Highest, double Weight, double Positive)>();
        for (var at = 0; at < order.Length; at++)
        {
            var (score, weight) = (examples.Scores[order[at]], examples.Weights[order[at]]);
            var positive = weight * examples.Labels[order[at]];
            var isOld = groups.Count > 0
                && (score == groups[^1].Highest || (distinct > MostScores && at < (long)groups.Count * order.Length / MostScores));
            if (isOld)
            {
                var last = groups[^1];
                groups[^1] = (last.Lowest, score, last.Weight + weight, last.Positive + positive);
            }
            else
            {
                groups.Add((score, score, weight, positive));
            }
        }

        return groups;
    }

    static double[] Numbers(ref SectionReader reader, int count)
    {
        var numbers = new double[count];
        for (var i = 0; i < count; i++)
        {
            numbers[i] = reader.Double();
        }

        return numbers;
    }
}
