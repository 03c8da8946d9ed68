namespace WarmLeads.ML.BoostedTrees;

/// <summary>A model and the map that makes its probabilities true: calibrated answers with contributions that add up to them.</summary>
/// <remarks>
/// A curved map cannot go into a forest's leaves. With s the score, b the bias and m the map, each contribution is
/// multiplied by the mean slope of the map on the way from b to s, (m(s) - m(b)) / (s - b), so that they add up
/// to m(s) - m(b): the Aumann-Shapley attribution of the map over the additive score. Order and signs stay. All
/// numbers are then rounded to one grid and the rest, about 1e-12, goes to the largest: sums are exact bit for bit.
/// </remarks>
public sealed class CalibratedModel : IScoringModel
{
    /// <summary>The attachment of the model file that holds the map.</summary>
    public const string AttachmentName = "calibration";

    // Below it the mean slope is the slope in the middle: the quotient would be one of rounding errors.
    const double LeastDistance = 1e-5;

    readonly ScoreGrid _grid;

    /// <summary>Puts a map over a model.</summary>
    /// <param name="model">The model, whose scores are log-odds; kept.</param>
    /// <param name="calibration">The map of its scores.</param>
    /// <exception cref="ArgumentException">The model's scores are not log-odds, or the map leads them beyond all numbers.</exception>
    public CalibratedModel(BoostedTreeModel model, CalibrationMap calibration)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(calibration);
        if (model.Link != ScoreLink.Logistic)
        {
            throw new ArgumentException($"The model's scores are {model.Link}; only a model of log-odds can be calibrated.");
        }

        (Model, Calibration) = (model, calibration);
        var forest = model.Forest;
        var reach = 2 * Forest.Magnitude(forest.BaseScore, forest.Trees) * calibration.SteepestSlope;
        var magnitude = reach + Math.Abs(calibration.Apply(model.Bias));
        if (!double.IsFinite(magnitude))
        {
            throw new ArgumentException("The calibration maps the model's scores beyond the range of numbers; fit it on scores of this model.");
        }

        _grid = ScoreGrid.For(magnitude);
        Bias = _grid.Round(calibration.Apply(model.Bias));
    }

    /// <summary>The model as it was trained.</summary>
    public BoostedTreeModel Model { get; }

    /// <summary>The map over it.</summary>
    public CalibrationMap Calibration { get; }

    /// <inheritdoc/>
    public FeatureSchema Schema => Model.Schema;

    /// <summary>What scores mean: always log-odds.</summary>
    public ScoreLink Link => ScoreLink.Logistic;

    /// <summary>What contributions are measured from: the calibrated mean score of the training examples, in log-odds.</summary>
    public double Bias { get; }

    /// <summary>The calibrated answer for one row; allocates nothing.</summary>
    /// <param name="features">One value per feature: NaN is missing, categories are codes.</param>
    /// <exception cref="ArgumentException">The row has another width than the schema.</exception>
    public Prediction Predict(ReadOnlySpan<double> features) => new(Calibrated(Model.Predict(features).Score));

    /// <summary>Calibrated scores of many rows; each gets the same bits as alone.</summary>
    /// <param name="rows">Row-major, shape [n, features].</param>
    /// <param name="scores">Receives the calibrated log-odds, shape [n].</param>
    /// <param name="numberOfThreads">Threads to use, 0 = one per processor.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public void Predict(ReadOnlySpan<double> rows, Span<double> scores, int numberOfThreads = 1)
    {
        Model.Predict(rows, scores, numberOfThreads);
        foreach (ref var score in scores)
        {
            score = Calibrated(score);
        }
    }

    /// <summary>Why a row has its calibrated score: <see cref="Bias"/> plus the values is that score, bit for bit.</summary>
    /// <param name="features">One value per feature: NaN is missing, categories are codes.</param>
    /// <exception cref="ArgumentException">The row has another width than the schema.</exception>
    public FeatureContributions Explain(ReadOnlySpan<double> features)
    {
        var values = new double[Model.Schema.Count];
        Model.Explain(features, values);
        var score = Model.Predict(features).Score;
        return new FeatureContributions(Bias, values, Stretch(values, score));
    }

    /// <summary>Contributions of many rows; each gets the same bits as alone.</summary>
    /// <param name="rows">Row-major, shape [n, features].</param>
    /// <param name="contributions">Receives the contributions to the calibrated score, row-major, shape [n, features].</param>
    /// <param name="numberOfThreads">Threads to use, 0 = one per processor.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public void Explain(ReadOnlySpan<double> rows, Span<double> contributions, int numberOfThreads)
    {
        Model.Explain(rows, contributions, numberOfThreads);
        var width = Model.Schema.Count;
        var scores = new double[width == 0 ? 0 : rows.Length / width];
        Model.Predict(rows, scores, numberOfThreads);
        for (var i = 0; i < scores.Length; i++)
        {
            Stretch(contributions.Slice(i * width, width), scores[i]);
        }
    }

    /// <summary>What features do alone and together to the calibrated score; lines add up to <see cref="Explain(ReadOnlySpan{double})"/>.</summary>
    /// <param name="features">One value per feature: NaN is missing, categories are codes.</param>
    /// <exception cref="ArgumentException">The row has another width than the schema.</exception>
    public FeatureInteractions ExplainInteractions(ReadOnlySpan<double> features)
    {
        var (whole, count) = (Explain(features), Model.Schema.Count);
        var values = Model.ExplainInteractions(features).Values.ToArray();
        var slope = MeanSlope(Model.Predict(features).Score);
        for (var feature = 0; feature < count; feature++)
        {
            var alone = whole.Values[feature];
            for (var other = 0; other < count; other++)
            {
                ref var value = ref values[(feature * count) + other];
                value = _grid.Round(value * slope);
                alone -= other == feature ? 0 : value;
            }

            values[(feature * count) + feature] = alone;
        }

        return new FeatureInteractions(Bias, values, count, whole.Score);
    }

    /// <inheritdoc/>
    public double[] FeatureImportance(ImportanceKind kind) => Model.FeatureImportance(kind);

    /// <summary>Writes the model as a file with the map attached; <see cref="Load"/> reads it.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="attachments">Named sections of the caller; none may be named "calibration".</param>
    /// <exception cref="ArgumentException">An attachment's name is empty, too long or "calibration".</exception>
    public void Save(Stream stream, IReadOnlyDictionary<string, byte[]>? attachments = null)
    {
        var all = new Dictionary<string, byte[]>(attachments ?? new Dictionary<string, byte[]>(StringComparer.Ordinal), StringComparer.Ordinal);
        if (!all.TryAdd(AttachmentName, Calibration.ToBytes()))
        {
            throw new ArgumentException($"An attachment is named '{AttachmentName}', which is the map's own; give it another name.");
        }

        Model.Save(stream, all);
    }

    /// <summary>Reads a model with its map; a file that is damaged in any place is refused whole.</summary>
    /// <param name="stream">A file written by <see cref="Save"/>, and nothing behind it.</param>
    /// <param name="attachments">The caller's named sections.</param>
    /// <param name="maximumBytes">The longest file that is read.</param>
    /// <exception cref="InvalidDataException">The file is damaged, too long, of another version, or has no map.</exception>
    public static CalibratedModel Load(
        Stream stream, out IReadOnlyDictionary<string, byte[]> attachments, long maximumBytes = 1L << 30)
    {
        var model = BoostedTreeModel.Load(stream, out var all, maximumBytes);
        if (!all.TryGetValue(AttachmentName, out var bytes))
        {
            throw new InvalidDataException(
                $"The model file has no attachment named '{AttachmentName}'; read it as a {nameof(BoostedTreeModel)}, or save it with its calibration.");
        }

        var calibration = CalibrationMap.FromBytes(bytes);
        attachments = all.Where(attachment => attachment.Key != AttachmentName).ToDictionary(StringComparer.Ordinal);
        try
        {
            return new CalibratedModel(model, calibration);
        }
        catch (ArgumentException problem)
        {
            throw new InvalidDataException(problem.Message, problem);
        }
    }

    double Calibrated(double score) => _grid.Round(Calibration.Apply(score));

    double MeanSlope(double score)
    {
        var distance = score - Model.Bias;
        return Math.Abs(distance) < LeastDistance
            ? Calibration.SlopeAt(Model.Bias + (distance / 2))
            : (Calibration.Apply(score) - Calibration.Apply(Model.Bias)) / distance;
    }

    double Stretch(Span<double> contributions, double score)
    {
        var calibrated = Calibrated(score);
        var slope = MeanSlope(score);
        foreach (ref var contribution in contributions)
        {
            contribution *= slope;
        }

        ContributionSum.Close(contributions, _grid, Bias, calibrated);
        return calibrated;
    }
}
