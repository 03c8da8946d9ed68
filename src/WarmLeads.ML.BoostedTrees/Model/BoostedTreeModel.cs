namespace WarmLeads.ML.BoostedTrees;

/// <summary>Boosted trees as training leaves them behind: immutable, and safe to use from any number of threads.</summary>
public sealed class BoostedTreeModel : IScoringModel
{
    readonly ForestPredictor _predictor;
    readonly Lazy<TreeShap> _shap;
    readonly Lazy<InteractionShap> _interactions;

    internal BoostedTreeModel(Forest forest)
    {
        Forest = forest;
        _predictor = new ForestPredictor(forest);
        _shap = new Lazy<TreeShap>(() => new TreeShap(forest, _predictor.Slots));
        _interactions = new Lazy<InteractionShap>(() => new InteractionShap(forest));
    }

    /// <summary>The features, in the order in which rows hold them.</summary>
    public FeatureSchema Schema => Forest.Schema;

    /// <summary>Trees, 0 or more; a model of none answers a constant.</summary>
    public int NumberOfTrees => Forest.Trees.Length;

    /// <summary>Mean score of the training examples by cover, on the scale of the link: what contributions are measured from.</summary>
    public double Bias => Forest.Bias;

    /// <summary>What scores, and with them bias and contributions, mean.</summary>
    public ScoreLink Link => Forest.Link.Kind;

    /// <summary>The longest horizon in days that the model answers; null when it was not fitted to time.</summary>
    public double? LongestHorizon => Forest.Link.Baseline?.LongestHorizon;

    internal Forest Forest { get; }

    /// <summary>Answers one row; allocates nothing.</summary>
    /// <param name="features">One value per feature: NaN is missing, categories are codes.</param>
    /// <exception cref="ArgumentException">The row has another width than the schema.</exception>
    public Prediction Predict(ReadOnlySpan<double> features)
    {
        CheckWidth(features.Length);
        return new Prediction(_predictor.Score(features), Link);
    }

    /// <summary>The chance of an event within so many days, from a model of the time to it; allocates nothing.</summary>
    /// <remarks>A longer horizon never has a smaller chance. <see cref="Predict(ReadOnlySpan{double})"/> answers the longest one.</remarks>
    /// <param name="features">One value per feature: NaN is missing, categories are codes.</param>
    /// <param name="days">The horizon, above 0 and up to <see cref="LongestHorizon"/>.</param>
    /// <exception cref="ArgumentException">The row has another width than the schema.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is not above 0, or beyond the longest.</exception>
    /// <exception cref="InvalidOperationException">The model was not fitted to time.</exception>
    public Prediction PredictWithin(ReadOnlySpan<double> features, double days)
    {
        CheckWidth(features.Length);
        return new Prediction(_predictor.Score(features) + Forest.Grid.Round(Forest.Link.ShiftTo(days)), Link);
    }

    /// <summary>The model of one horizon, and of those within it: its scores and bias are that horizon's, its contributions the same.</summary>
    /// <param name="days">The horizon, above 0 and up to <see cref="LongestHorizon"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is not above 0, or beyond the longest.</exception>
    /// <exception cref="InvalidOperationException">The model was not fitted to time.</exception>
    public BoostedTreeModel Within(double days) => new(ForestAlgebra.Within(Forest, days));

    /// <summary>Scores many rows; each gets the same bits as alone.</summary>
    /// <param name="rows">Row-major, shape [n, features].</param>
    /// <param name="scores">Receives the scores on the scale of the link (log-odds unless fitted to something else), shape [n].</param>
    /// <param name="numberOfThreads">Threads to use, 0 = one per processor.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public void Predict(ReadOnlySpan<double> rows, Span<double> scores, int numberOfThreads = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(numberOfThreads);
        if (rows.Length != (long)scores.Length * Schema.Count)
        {
            throw new ArgumentException(
                $"There are {rows.Length} values for {scores.Length} scores and {Schema.Count} features; pass scores times features of them.");
        }

        _predictor.Score(rows, scores, numberOfThreads);
    }

    /// <summary>Why a row has its score: exact path-dependent Shapley values.</summary>
    /// <param name="features">One value per feature: NaN is missing, categories are codes.</param>
    /// <exception cref="ArgumentException">The row has another width than the schema.</exception>
    public FeatureContributions Explain(ReadOnlySpan<double> features)
    {
        var values = new double[Schema.Count];
        Explain(features, values);
        return new FeatureContributions(Bias, values, _predictor.Score(features));
    }

    /// <summary>The same without allocating the answer: <see cref="Bias"/> plus the contributions is the score, bit for bit.</summary>
    /// <param name="features">One value per feature: NaN is missing, categories are codes.</param>
    /// <param name="contributions">Receives one number per feature, on the scale of the link.</param>
    /// <exception cref="ArgumentException">A width differs from the schema's.</exception>
    public void Explain(ReadOnlySpan<double> features, Span<double> contributions)
    {
        CheckWidth(features.Length);
        CheckWidth(contributions.Length);
        _shap.Value.Explain(features, _predictor.Score(features), contributions);
    }

    /// <summary>Contributions of many rows; each gets the same bits as alone.</summary>
    /// <param name="rows">Row-major, shape [n, features].</param>
    /// <param name="contributions">Receives the contributions on the scale of the link, row-major, shape [n, features].</param>
    /// <param name="numberOfThreads">Threads to use, 0 = one per processor.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public void Explain(ReadOnlySpan<double> rows, Span<double> contributions, int numberOfThreads)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(numberOfThreads);
        if (rows.Length != contributions.Length || (Schema.Count > 0 && rows.Length % Schema.Count != 0))
        {
            throw new ArgumentException(
                $"There are {rows.Length} values for {contributions.Length} contributions and {Schema.Count} features; pass as many, in whole rows.");
        }

        _shap.Value.Explain(rows, contributions, _predictor, numberOfThreads);
    }

    /// <summary>What features do alone and what they do together: exact path-dependent Shapley interaction values.</summary>
    /// <param name="features">One value per feature: NaN is missing, categories are codes.</param>
    /// <exception cref="ArgumentException">The row has another width than the schema.</exception>
    public FeatureInteractions ExplainInteractions(ReadOnlySpan<double> features)
    {
        var (contributions, values) = (new double[Schema.Count], new double[Schema.Count * Schema.Count]);
        Explain(features, contributions);
        _interactions.Value.Explain(features, contributions, values);
        return new FeatureInteractions(Bias, values, Schema.Count, _predictor.Score(features));
    }

    /// <summary>Interaction values of many rows; each gets the same bits as alone.</summary>
    /// <param name="rows">Row-major, shape [n, features].</param>
    /// <param name="interactions">Receives the values on the scale of the link, shape [n, features, features]; a line adds up to a contribution.</param>
    /// <param name="numberOfThreads">Threads to use, 0 = one per processor.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public void ExplainInteractions(ReadOnlySpan<double> rows, Span<double> interactions, int numberOfThreads = 1)
    {
        if (interactions.Length != (long)rows.Length * Schema.Count)
        {
            throw new ArgumentException(
                $"There are {rows.Length} values for {interactions.Length} interactions and {Schema.Count} features; pass features times features per row.");
        }

        var contributions = new double[rows.Length];
        Explain(rows, contributions, numberOfThreads);
        _interactions.Value.Explain(rows, contributions, interactions, numberOfThreads);
    }

    /// <summary>How much each feature was used in training.</summary>
    /// <returns>One number per feature, 0 or more; not normalised.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such kind.</exception>
    public double[] FeatureImportance(ImportanceKind kind)
    {
        if (!Enum.IsDefined(kind))
        {
            throw new ArgumentOutOfRangeException(nameof(kind), $"The kind of importance is {kind}; it must be Gain or SplitCount.");
        }

        var importance = new double[Schema.Count];
        foreach (var tree in Forest.Trees)
        {
            foreach (var node in tree)
            {
                if (!node.IsLeaf)
                {
                    importance[node.Feature] += kind == ImportanceKind.Gain ? node.Gain : 1;
                }
            }
        }

        return importance;
    }

    /// <summary>The mean of the scores of several models as one forest; its contributions are the means of theirs.</summary>
    /// <exception cref="ArgumentException">There is no model, or their features, links or longest horizons differ.</exception>
    public static BoostedTreeModel Average(IReadOnlyList<BoostedTreeModel> models)
    {
        ArgumentNullException.ThrowIfNull(models);
        foreach (var model in models)
        {
            ArgumentNullException.ThrowIfNull(model, nameof(models));
        }

        return new BoostedTreeModel(ForestAlgebra.Average([.. models.Select(model => model.Forest)]));
    }

    /// <summary>intercept + slope * score as a forest again, with contributions that add up to the new score.</summary>
    /// <param name="intercept">On the scale of the link, finite.</param>
    /// <param name="slope">Above 0 and finite.</param>
    public BoostedTreeModel Rescale(double intercept, double slope)
    {
        if (!double.IsFinite(intercept) || !(slope > 0 && double.IsFinite(slope)))
        {
            throw new ArgumentException(
                $"The intercept is {intercept} and the slope {slope}; the intercept must be finite, the slope finite and above 0.");
        }

        return new BoostedTreeModel(ForestAlgebra.Rescale(Forest, intercept, slope));
    }

    /// <summary>The model with something added for the examples of one category; all others keep their scores.</summary>
    /// <param name="part">What is added to which category.</param>
    /// <exception cref="ArgumentException">The part does not fit the model; the sentence says how.</exception>
    public BoostedTreeModel AddWithin(CategoryPart part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return new BoostedTreeModel(CategoryGate.Add(Forest, part));
    }

    /// <summary>
    /// The model for a population with another share of positives than it was fitted to: every score moves by the difference of
    /// the two rates' log-odds, and with it the bias; contributions stay as they are.
    /// </summary>
    /// <remarks>For training on a sample in which one class was thinned out, not for labels that mean something else.</remarks>
    /// <param name="trainingRate">Share of positives among the training examples by weight, between 0 and 1.</param>
    /// <param name="trueRate">Share of positives where the model is used, between 0 and 1.</param>
    /// <exception cref="ArgumentException">A rate is not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">The model's scores are no log-odds.</exception>
    public BoostedTreeModel CorrectPrior(double trainingRate, double trueRate)
    {
        if (!(trainingRate > 0 && trainingRate < 1 && trueRate > 0 && trueRate < 1))
        {
            throw new ArgumentException(
                $"The training rate is {trainingRate} and the true rate {trueRate}; both must lie between 0 and 1, without the ends.");
        }

        if (Link != ScoreLink.Logistic)
        {
            throw new InvalidOperationException($"The model's scores are {Link}; a prior can only be corrected where they are log-odds.");
        }

        var shift = PortableMath.LogOdds(trueRate) - PortableMath.LogOdds(trainingRate);
        return new BoostedTreeModel(ForestAlgebra.Shift(Forest, shift, Forest.Link));
    }

    /// <summary>Writes the model as a file that <see cref="Load"/> reads; the format is in the folder's README.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="attachments">Named sections that belong to the model, covered by its checksum; their bytes are the caller's.</param>
    /// <exception cref="ArgumentException">An attachment's name is empty or longer than 200 bytes.</exception>
    public void Save(Stream stream, IReadOnlyDictionary<string, byte[]>? attachments = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ModelFile.Write(stream, Forest, attachments ?? new Dictionary<string, byte[]>(StringComparer.Ordinal));
    }

    /// <summary>Reads a model; a file that is damaged in any place is refused whole.</summary>
    /// <param name="stream">A file written by <see cref="Save"/>, and nothing behind it.</param>
    /// <param name="attachments">The named sections that were saved with the model.</param>
    /// <param name="maximumBytes">The longest file that is read.</param>
    /// <exception cref="InvalidDataException">The file is damaged, too long, or of another version; the sentence says which.</exception>
    public static BoostedTreeModel Load(
        Stream stream, out IReadOnlyDictionary<string, byte[]> attachments, long maximumBytes = 1L << 30)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new BoostedTreeModel(ModelFile.Read(stream, maximumBytes, out attachments));
    }

    void CheckWidth(int width)
    {
        if (width != Schema.Count)
        {
            throw new ArgumentException($"The row has {width} values; the model has {Schema.Count} features.");
        }
    }
}
