namespace WarmLeads.ML.BoostedTrees;

/// <summary>Chooses between kinds of maps by what they do on folds they were not fitted on.</summary>
static class CalibrationChoice
{
    const int MostFolds = 20;

    /// <summary>The simplest of the kinds whose log-loss is within one standard error of the best, fitted on all examples.</summary>
    public static CalibrationMap Choose(CalibrationKind[] kinds, CalibrationExamples examples, ReadOnlySpan<int> numbers)
    {
        var folds = Deal(numbers, out var foldCount);
        var losses = Array.ConvertAll(kinds, _ => new double[examples.Count]);
        var isRefused = new bool[kinds.Length];
        for (var fold = 0; fold < foldCount; fold++)
        {
            var others = examples.Where(folds, fold, inside: false);
            for (var k = 0; k < kinds.Length; k++)
            {
                var map = CalibrationFit.TryFit(kinds[k], others, out _);
                isRefused[k] |= map is null;
                AddLosses(map ?? CalibrationMap.Identity, examples, folds, fold, losses[k]);
            }
        }

        // Simplest first: the first that is good enough and that all examples together carry, too.
        var fits = Enumerable.Range(0, kinds.Length).Where(k => !isRefused[k]).ToArray();
        var best = fits.MinBy(k => losses[k].Sum());
        return fits.Where(k => k == best || IsWithinOneStandardError(losses[k], losses[best]))
            .Select(k => CalibrationFit.TryFit(kinds[k], examples, out _))
            .FirstOrDefault(map => map is not null) ?? CalibrationMap.Identity;
    }

    // Numbers in order become folds in turn, so that neighbours (in time, when ids grow with it) are parted.
    static int[] Deal(ReadOnlySpan<int> numbers, out int foldCount)
    {
        int[] distinct = [.. numbers.ToArray().Distinct().Order()];
        foldCount = Math.Min(MostFolds, distinct.Length);
        var folds = new int[numbers.Length];
        for (var i = 0; i < folds.Length; i++)
        {
            folds[i] = Array.BinarySearch(distinct, numbers[i]) % foldCount;
        }

        return folds;
    }

    static void AddLosses(CalibrationMap map, CalibrationExamples examples, int[] folds, int fold, double[] losses)
    {
        for (var i = 0; i < folds.Length; i++)
        {
            if (folds[i] == fold)
            {
                var z = map.Apply(examples.Scores[i]);
                losses[i] = examples.Weights[i] * (CalibrationMap.SoftPlus(-z) + ((1 - examples.Labels[i]) * z));
            }
        }
    }

    static bool IsWithinOneStandardError(double[] losses, double[] best)
    {
        double sum = 0, squares = 0;
        for (var i = 0; i < losses.Length; i++)
        {
            var difference = losses[i] - best[i];
            sum += difference;
            squares += difference * difference;
        }

        var mean = sum / losses.Length;
        var variance = Math.Max(0, (squares / losses.Length) - (mean * mean));
        return mean <= Math.Sqrt(variance / losses.Length);
    }
}
