using WarmLeads.ML.BoostedTrees;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>Finds how the chances within other horizons follow from the chance within the model's own.</summary>
/// <remarks>
/// The baseline hazard is added up by Breslow with the leads' own scores as relative hazards, from all snapshots for as long as they
/// were followed; its ratio to the own horizon's is the intercept of a line of slope 1. Where snapshots whose longer or shorter
/// horizon has passed say clearly that early and late hazards are not in proportion, intercept and slope are fitted to them.
/// </remarks>
/// <param name="source">The snapshots.</param>
/// <param name="how">The own horizon and the ones asked for.</param>
/// <param name="seed">Seed of folds.</param>
sealed class HorizonCurveFitter(SnapshotSource source, HistoryOptions how, ulong seed)
{
    static readonly int[] s_standard = [7, 30, 90];

    /// <summary>Fewer snapshots, or fewer conversions among them, say nothing about a horizon.</summary>
    public const int FewestFollowed = 100, FewestConversions = 10;

    int OwnDays => how.HorizonDays!.Value;

    /// <summary>The horizons that are to be answered, ascending, whether or not the history can tell of them.</summary>
    public int[] Wanted => [.. (how.Horizons ?? s_standard).Append(OwnDays).Distinct().Order()];

    /// <summary>The horizons that can be answered from what was known at a moment.</summary>
    /// <param name="rows">Decided snapshots, as indices into the source's rows.</param>
    /// <param name="until">The end of knowledge.</param>
    public int[] Answerable(int[] rows, DateTimeOffset until) =>
        [.. Wanted.Where(days => days == OwnDays || IsAnswerable(rows, until, days))];

    /// <summary>Fits the lines.</summary>
    /// <param name="rows">Decided snapshots, as indices into the source's rows.</param>
    /// <param name="until">The end of knowledge.</param>
    /// <param name="scores">The calibrated score of each by models that were not fitted on it, log-odds, shape [rows].</param>
    public HorizonCurve Fit(int[] rows, DateTimeOffset until, double[] scores)
    {
        var days = Answerable(rows, until);
        var z = Array.ConvertAll(scores, LogHazard.FromLogOdds);
        var weights = source.Weights(rows);
        var followed = rows.Select(row => source.Rows[row].FollowUp(until, days[^1] + 1)).ToArray();
        var baseline = BaselineCurve.Of(
            [.. followed.Select(follow => follow.Days)], [.. followed.Select(follow => follow.Converted)], weights, Array.ConvertAll(z, Math.Exp));
        return new HorizonCurve
        {
            Lines =
            [
                .. days.Select(horizon =>
                {
                    if (horizon == OwnDays)
                        return new HorizonLine(horizon, 0, 1);
                    var inProportion = new LogHazardLine(Math.Log(baseline.Within(horizon) / baseline.Within(OwnDays)), 1);
                    var line = Choose(rows, until, horizon, z, weights, inProportion);
                    return new HorizonLine(horizon, line.Intercept, line.Slope);
                }),
            ],
        };
    }

    /// <summary>What each horizon gives to later snapshots whose so many days have passed.</summary>
    /// <param name="curve">Fitted to what was known before.</param>
    /// <param name="train">What it was fitted to.</param>
    /// <param name="from">When the test period starts.</param>
    /// <param name="test">Later snapshots.</param>
    /// <param name="probabilities">The model's chance of each within its own horizon, shape [test].</param>
    /// <param name="weights">The weight of each, shape [test].</param>
    public IReadOnlyList<JudgedHorizon> Judge(HorizonCurve curve, int[] train, DateTimeOffset from, int[] test, double[] probabilities, float[] weights)
    {
        var chances = probabilities.Select(probability => curve.Chances(Math.Log(probability / (1 - probability)), OwnDays)).ToArray();
        var known = train.Select(row => source.Rows[row].FollowUp(from, curve.Lines[^1].Days + 1)).ToArray();
        var ofAll = BaselineCurve.Of(
            [.. known.Select(follow => follow.Days)], [.. known.Select(follow => follow.Converted)], source.Weights(train),
            [.. known.Select(_ => 1.0)]);
        List<JudgedHorizon> judged = [];
        for (var h = 0; h < curve.Lines.Count; h++)
        {
            var (days, at) = (curve.Lines[h].Days, h);
            var passed = Enumerable.Range(0, test.Length).Where(i => HasPassed(test[i], how.Now, days)).ToArray();
            if (passed.Length == 0)
                continue;
            var baseRate = new double[passed.Length];
            Array.Fill(baseRate, Math.Clamp(1 - Math.Exp(-ofAll.Within(days)), 1e-6, 1 - 1e-6));
            judged.Add(new JudgedHorizon(
                days, [.. passed.Select(i => Converts(test[i], how.Now, days))], [.. passed.Select(i => chances[i][at].Probability)], baseRate,
                [.. passed.Select(i => weights[i])]));
        }

        return judged;
    }

    LogHazardLine Choose(int[] rows, DateTimeOffset until, int days, double[] z, float[] weights, LogHazardLine inProportion)
    {
        var passed = Enumerable.Range(0, rows.Length).Where(i => HasPassed(rows[i], until, days)).ToArray();
        return LogHazardLine.Choose(
            [.. passed.Select(i => z[i])], [.. passed.Select(i => Converts(rows[i], until, days))], [.. passed.Select(i => weights[i])],
            [.. passed.Select(i => source.Rows[rows[i]].Lead)], inProportion, seed);
    }

    bool IsAnswerable(int[] rows, DateTimeOffset until, int days) =>
        rows.Count(row => HasPassed(row, until, days)) >= FewestFollowed &&
        rows.Count(row => HasPassed(row, until, days) && Converts(row, until, days) > 0) >= FewestConversions;

    bool HasPassed(int row, DateTimeOffset until, int days) => source.Rows[row].Cutoff.AddDays(days) <= until;

    float Converts(int row, DateTimeOffset until, int days) => source.Rows[row].FollowUp(until, days).Converted ? 1f : 0f;
}
