namespace WarmLeads.ML.BoostedTrees;

/// <summary>Examples from the highest probability down, with the sums that rank figures need.</summary>
/// <remarks>Examples of equal probability form one group and are never told apart by their order in the input.</remarks>
sealed class RankedExamples
{
    readonly double[] _probabilities, _weights, _positives, _squaredWeights;

    RankedExamples(double[] probabilities, double[] weights, double[] positives, double[] squaredWeights)
    {
        (_probabilities, _weights, _positives, _squaredWeights) = (probabilities, weights, positives, squaredWeights);
        TotalWeight = weights.Sum();
        TotalPositive = positives.Sum();
    }

    public double TotalWeight { get; }

    public double TotalPositive { get; }

    public static RankedExamples Create(
        ReadOnlySpan<double> probabilities, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights)
    {
        if (labels.IsEmpty || labels.Length != probabilities.Length || (!weights.IsEmpty && weights.Length != labels.Length))
        {
            throw new ArgumentException(
                $"Got {probabilities.Length} probabilities, {labels.Length} labels and {weights.Length} weights; " +
                "give one label for each probability, at least one, and one weight for each or none.");
        }

        for (var i = 0; i < probabilities.Length; i++)
        {
            if (double.IsNaN(probabilities[i]))
            {
                throw new ArgumentException($"The probability of example {i} is NaN, which has no rank; pass a number.");
            }
        }

        var keys = probabilities.ToArray();
        var order = new int[keys.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(keys, order);
        Array.Reverse(keys);
        Array.Reverse(order);

        // One entry for each distinct probability, so that ties share their rank.
        List<double> distinct = [], mass = [], positive = [], squared = [];
        for (var i = 0; i < keys.Length; i++)
        {
            if (i == 0 || keys[i] != keys[i - 1])
            {
                distinct.Add(keys[i]);
                mass.Add(0);
                positive.Add(0);
                squared.Add(0);
            }

            var weight = weights.IsEmpty ? 1.0 : weights[order[i]];
            mass[^1] += weight;
            positive[^1] += weight * labels[order[i]];
            squared[^1] += weight * weight;
        }

        return new RankedExamples([.. distinct], [.. mass], [.. positive], [.. squared]);
    }

    public double AreaUnderRocCurve()
    {
        var totalNegative = TotalWeight - TotalPositive;
        if (TotalPositive <= 0 || totalNegative <= 0)
            return double.NaN;
        double area = 0, positivesAbove = 0;
        for (var i = 0; i < _weights.Length; i++)
        {
            area += (_weights[i] - _positives[i]) * (positivesAbove + _positives[i] / 2);
            positivesAbove += _positives[i];
        }

        return area / (TotalPositive * totalNegative);
    }

    public double AveragePrecision()
    {
        if (TotalPositive <= 0)
            return double.NaN;
        double area = 0, positives = 0, mass = 0;
        for (var i = 0; i < _weights.Length; i++)
        {
            positives += _positives[i];
            mass += _weights[i];
            if (mass > 0)
                area += _positives[i] / TotalPositive * (positives / mass);
        }

        return area;
    }

    /// <summary>Weight of positives within the given top share of all weight; a group on the border counts in part.</summary>
    public double PositivesWithin(double share)
    {
        var room = share * TotalWeight;
        double positives = 0;
        for (var i = 0; i < _weights.Length && room > 0; i++)
        {
            var part = _weights[i] <= room ? 1 : room / _weights[i];
            positives += part * _positives[i];
            room -= _weights[i];
        }

        return positives;
    }

    public double Lift(double share) =>
        TotalPositive <= 0 ? double.NaN : PositivesWithin(share) / share / TotalPositive;

    /// <summary>Bins of equal mass from the lowest probability up; examples of a tie are shared between neighbours.</summary>
    public IReadOnlyList<CalibrationBin> Curve(int binCount) =>
        [.. ReliabilityBins(binCount).Select(bin => new CalibrationBin(bin.Weight, bin.MeanProbability, bin.PositiveRate))];

    /// <summary>The same with the number of equal examples that say as much.</summary>
    public IReadOnlyList<ReliabilityBin> ReliabilityBins(int binCount)
    {
        var bins = new List<ReliabilityBin>(binCount);
        var size = TotalWeight / binCount;
        double mass = 0, predicted = 0, positive = 0, squared = 0;
        for (var i = _weights.Length - 1; i >= 0; i--)
        {
            var rest = _weights[i];
            var rate = rest > 0 ? _positives[i] / rest : 0;
            var squaredPart = rest > 0 ? _squaredWeights[i] / rest : 0;
            while (rest > 0)
            {
                // The last bin takes what rounding has left over.
                var part = bins.Count == binCount - 1 ? rest : Math.Min(rest, size - mass);
                mass += part;
                predicted += part * _probabilities[i];
                positive += part * rate;
                squared += part * squaredPart;
                rest -= part;
                if (bins.Count < binCount - 1 && mass >= size * (1 - 1e-12))
                {
                    Add();
                }
            }
        }

        if (mass > 0)
        {
            Add();
        }

        return bins;

        void Add()
        {
            bins.Add(new ReliabilityBin(mass, mass * mass / squared, predicted / mass, positive / mass));
            mass = predicted = positive = squared = 0;
        }
    }
}
