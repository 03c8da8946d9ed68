using System.Buffers;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>Boosted trees over features and their target statistics: rows come in as they are, answers are per signal.</summary>
/// <remarks>
/// Immutable; safe on many threads. Its file is the forest's, with the encoder as an attachment. Scores are log-odds whatever
/// the forest was fitted to: those of a forest of hazards are turned into log-odds, and its contributions stretched with them,
/// so that they still add up bit for bit and move the probability by the same shares.
/// </remarks>
public sealed class EncodedTreeModel
{
    /// <summary>The name of the attachment that holds the encoder.</summary>
    public const string EncoderAttachment = "boostedtrees.encoder";

    const int LongestStackRow = 512;

    // Nearer to the base than this, the stretch is the slope at the base itself.
    const double LeastDistance = 1e-9;

    readonly bool _isOfHazards;

    /// <summary>Puts an encoder before a forest.</summary>
    /// <param name="encoder">The encoder.</param>
    /// <param name="forest">A forest that was fitted on what the encoder makes of rows.</param>
    /// <exception cref="ArgumentException">The forest has other features than the encoder makes.</exception>
    public EncodedTreeModel(TargetEncoder encoder, BoostedTreeModel forest)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(forest);
        if (!forest.Schema.HasSameFeatures(encoder.Schema.Features))
        {
            throw new ArgumentException("The forest has other features than the encoder makes; fit it on examples that the encoder's statistics widened.");
        }

        (Encoder, Forest) = (encoder, forest);
        _isOfHazards = forest.Link switch
        {
            ScoreLink.Logistic => false,
            ScoreLink.ComplementaryLogLog => true,
            _ => throw new ArgumentException($"The forest's scores are {forest.Link}; only a forest of probabilities has log-odds."),
        };
        Bias = LogOdds(forest.Bias);
    }

    /// <summary>A forest of features without statistics.</summary>
    public EncodedTreeModel(BoostedTreeModel forest)
        : this(TargetEncoder.None(forest?.Schema ?? throw new ArgumentNullException(nameof(forest))), forest)
    {
    }

    /// <summary>The encoder.</summary>
    public TargetEncoder Encoder { get; }

    /// <summary>The forest behind it.</summary>
    public BoostedTreeModel Forest { get; }

    /// <summary>Mean score of the training examples, in log-odds: what contributions are measured from.</summary>
    public double Bias { get; }

    /// <summary>Names of the signals that contributions are given for: the features', then "a × b" per product.</summary>
    public IReadOnlyList<string> Signals => Encoder.Schema.Signals;

    /// <summary>Answers one row; allocates nothing.</summary>
    /// <param name="features">One value per feature of the encoder's source.</param>
    /// <exception cref="ArgumentException">The row has another width.</exception>
    public Prediction Predict(ReadOnlySpan<double> features)
    {
        if (Encoder.Schema.Statistics.Count == 0)
        {
            return new Prediction(LogOdds(Forest.Predict(features).Score));
        }

        var width = Encoder.Schema.Features.Count;
        var rented = width > LongestStackRow ? ArrayPool<double>.Shared.Rent(width) : null;
        var row = rented is null ? stackalloc double[width] : rented.AsSpan(0, width);
        Encoder.Widen(features, row);
        var score = LogOdds(Forest.Predict(row).Score);
        if (rented is not null)
        {
            ArrayPool<double>.Shared.Return(rented);
        }

        return new Prediction(score);
    }

    /// <summary>Scores many rows; each gets the same bits as alone.</summary>
    /// <param name="rows">Row-major, shape [n, features of the source].</param>
    /// <param name="scores">Receives the log-odds, shape [n].</param>
    /// <param name="numberOfThreads">Threads to use, 0 = one per processor.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public void Predict(ReadOnlySpan<double> rows, Span<double> scores, int numberOfThreads = 1)
    {
        if (Encoder.Schema.Statistics.Count == 0)
        {
            Forest.Predict(rows, scores, numberOfThreads);
            ToLogOdds(scores);
            return;
        }

        const int block = 1024;
        var (narrow, wide) = (Encoder.Schema.Source.Count, Encoder.Schema.Features.Count);
        if (rows.Length != (long)scores.Length * narrow)
        {
            throw new ArgumentException(
                $"There are {rows.Length} values for {scores.Length} scores and {narrow} features; pass scores times features of them.");
        }

        var rented = ArrayPool<double>.Shared.Rent(Math.Min(block, scores.Length) * wide);
        for (var start = 0; start < scores.Length; start += block)
        {
            var count = Math.Min(block, scores.Length - start);
            for (var i = 0; i < count; i++)
            {
                Encoder.Widen(rows.Slice((start + i) * narrow, narrow), rented.AsSpan(i * wide, wide));
            }

            Forest.Predict(rented.AsSpan(0, count * wide), scores.Slice(start, count), numberOfThreads);
        }

        ArrayPool<double>.Shared.Return(rented);
        ToLogOdds(scores);
    }

    /// <summary>Why a row has its score: <see cref="Bias"/> plus the signals' contributions is the score, bit for bit.</summary>
    /// <param name="features">One value per feature of the encoder's source.</param>
    /// <param name="signals">Receives one number per signal, in log-odds.</param>
    /// <returns>The score, in log-odds.</returns>
    /// <exception cref="ArgumentException">A width differs.</exception>
    public double Explain(ReadOnlySpan<double> features, Span<double> signals)
    {
        var width = Encoder.Schema.Features.Count;
        var rented = ArrayPool<double>.Shared.Rent(2 * width);
        var row = rented.AsSpan(0, width);
        var contributions = rented.AsSpan(width, width);
        Encoder.Widen(features, row);
        var score = ExplainWidened(row, contributions);
        Encoder.Schema.Gather(contributions, signals);
        ArrayPool<double>.Shared.Return(rented);
        return score;
    }

    /// <summary>The same for a row that is widened already, with a number for each feature of the forest.</summary>
    /// <param name="row">One value per feature of the forest.</param>
    /// <param name="contributions">Receives one number per feature of the forest, in log-odds; <see cref="Bias"/> plus all is the score.</param>
    /// <returns>The score, in log-odds.</returns>
    /// <exception cref="ArgumentException">A width differs.</exception>
    public double ExplainWidened(ReadOnlySpan<double> row, Span<double> contributions)
    {
        Forest.Explain(row, contributions);
        var raw = Forest.Predict(row).Score;
        if (!_isOfHazards)
        {
            return raw;
        }

        var (score, distance) = (LogOdds(raw), raw - Forest.Bias);
        var slope = Math.Abs(distance) > LeastDistance
            ? (score - Bias) / distance
            : LogHazard.SlopeOfLogOdds(Forest.Bias);
        foreach (ref var contribution in contributions)
        {
            contribution *= slope;
        }

        ContributionSum.Close(contributions, ScoreGrid.Finest, Bias, score);
        return score;
    }

    /// <summary>Writes forest and encoder as a file that <see cref="Load"/> reads.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="attachments">Named sections that belong to the model, covered by its checksum.</param>
    /// <exception cref="ArgumentException">An attachment has the encoder's name, none, or one longer than 200 bytes.</exception>
    public void Save(Stream stream, IReadOnlyDictionary<string, byte[]>? attachments = null)
    {
        var all = new Dictionary<string, byte[]>(attachments ?? new Dictionary<string, byte[]>(), StringComparer.Ordinal);
        if (all.ContainsKey(EncoderAttachment))
        {
            throw new ArgumentException($"An attachment is named '{EncoderAttachment}', as is the encoder; give it another name.");
        }

        if (Encoder.Schema.Statistics.Count > 0)
        {
            all.Add(EncoderAttachment, Encoder.ToBytes());
        }

        Forest.Save(stream, all);
    }

    /// <summary>Reads a model with its encoder, or a forest that has none; a file that is damaged in any place is refused whole.</summary>
    /// <param name="stream">A file written by <see cref="Save"/> or by <see cref="BoostedTreeModel.Save"/>, and nothing behind it.</param>
    /// <param name="attachments">The other named sections that were saved with the model.</param>
    /// <param name="maximumBytes">The longest file that is read.</param>
    /// <exception cref="InvalidDataException">The file is damaged, too long, or of another version; the sentence says which.</exception>
    public static EncodedTreeModel Load(
        Stream stream, out IReadOnlyDictionary<string, byte[]> attachments, long maximumBytes = 1L << 30)
    {
        var forest = BoostedTreeModel.Load(stream, out var all, maximumBytes);
        attachments = all.Where(attachment => attachment.Key != EncoderAttachment)
            .ToDictionary(attachment => attachment.Key, attachment => attachment.Value, StringComparer.Ordinal);
        try
        {
            return all.TryGetValue(EncoderAttachment, out var bytes)
                ? new EncodedTreeModel(TargetEncoder.FromBytes(bytes), forest)
                : new EncodedTreeModel(forest);
        }
        catch (ArgumentException wrong)
        {
            throw ModelFile.Damaged($"its encoder and its forest do not fit ({wrong.Message.TrimEnd('.')})");
        }
    }

    void ToLogOdds(Span<double> scores)
    {
        if (!_isOfHazards)
        {
            return;
        }

        foreach (ref var score in scores)
        {
            score = LogOdds(score);
        }
    }

    double LogOdds(double score) => _isOfHazards ? ScoreGrid.Finest.Round(LogHazard.ToLogOdds(score)) : score;
}
