using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using WarmLeads.ML.BoostedTrees;

namespace WarmLeads.ML.Scoring;

/// <summary>A published model: what its inputs are, the calibrated forest, and what it says in words. Immutable; safe on many threads.</summary>
public sealed class ConversionModel
{
    /// <summary>The model's file within the folder of its version.</summary>
    public const string FileName = "model.wlm";

    /// <summary>The file within a model's folder that names the version in use.</summary>
    public const string CurrentFileName = "current";

    const string SchemaSection = "warmleads.schema", IdentitySection = "warmleads.identity", EffectsSection = "warmleads.effects",
        HorizonsSection = "warmleads.horizons";
    const double ProbabilityGrid = 1L << 44;

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter() },
    };

    readonly ReasonWriter _reasons;

    /// <summary>Puts a model together.</summary>
    /// <param name="identity">Which model it is.</param>
    /// <param name="schema">Its inputs, one for each feature of a row.</param>
    /// <param name="trees">What is counted of the inputs, and the forest with the calibration in its leaves.</param>
    /// <param name="effects">What each signal does overall, for reasons in words.</param>
    /// <param name="hash">SHA-256 of the model file; empty when it has none yet.</param>
    /// <param name="horizons">How it answers other horizons than its own; null when it answers its own only.</param>
    /// <exception cref="InvalidDataException">Schema and forest, or horizon and horizons, do not fit each other.</exception>
    public ConversionModel(
        ModelIdentity identity, ModelSchema schema, EncodedTreeModel trees, IReadOnlyList<SignalEffect> effects, string hash = "",
        HorizonCurve? horizons = null)
    {
        var features = trees.Encoder.Schema.Source;
        if (features.Count != schema.Columns.Count)
        {
            throw new InvalidDataException(
                $"The model's schema has {schema.Columns.Count} columns but its forest has {features.Count} features; train it again.");
        }

        horizons?.Check(identity.HorizonDays);
        (Identity, Schema, Trees, Effects, Hash, Horizons) = (identity, schema, trees, effects, hash, horizons);
        Signals = new ModelSignals(schema, trees.Encoder);
        _reasons = new ReasonWriter(effects, identity);
        BaseProbability = Probability(trees.Bias);
    }

    /// <summary>Which model it is and what it predicts.</summary>
    public ModelIdentity Identity { get; }

    /// <summary>Its inputs, in the order of a row's features.</summary>
    public ModelSchema Schema { get; }

    /// <summary>What is counted of the inputs, and the forest with the calibration in its leaves.</summary>
    public EncodedTreeModel Trees { get; }

    /// <summary>What a prediction names: the inputs, and the products that are counted.</summary>
    public ModelSignals Signals { get; }

    /// <summary>What each signal does overall, the most important first.</summary>
    public IReadOnlyList<SignalEffect> Effects { get; }

    /// <summary>SHA-256 of the model file, in lower-case hexadecimal; empty until it is published.</summary>
    public string Hash { get; }

    /// <summary>How it answers other horizons than its own; null when it answers its own only.</summary>
    public HorizonCurve? Horizons { get; }

    /// <summary>The model's name.</summary>
    public string Name => Identity.Name;

    /// <summary>The model's version.</summary>
    public string Version => Identity.Version;

    /// <summary>Days within which the conversion is predicted; null when the label had no horizon.</summary>
    public int? HorizonDays => Identity.HorizonDays;

    /// <summary>Whether it was trained on lead histories; if not, on a flat table, whose outcome stood in a column.</summary>
    public bool IsOfHistory => Identity.LabelColumn is null;

    /// <summary>What is predicted, in words.</summary>
    public string Target => Identity.Target;

    /// <summary>When it was trained.</summary>
    public DateTimeOffset TrainedAt => Identity.TrainedAt;

    /// <summary>The score of a lead of which nothing is known, in log-odds: what contributions start from.</summary>
    public double BaseScore => Trees.Bias;

    /// <summary>The probability that belongs to <see cref="BaseScore"/>.</summary>
    public double BaseProbability { get; }

    /// <summary>The probability that belongs to a score: the logistic, rounded to a multiple of 2^-44 so that points add up exactly.</summary>
    /// <param name="score">Log-odds.</param>
    /// <returns>At least 2^-44 and at most 1 - 2^-44.</returns>
    public static double Probability(double score) => OnGrid(1 / (1 + Math.Exp(-score)));

    /// <summary>A probability rounded to a multiple of 2^-44.</summary>
    internal static double OnGrid(double probability) =>
        Math.Clamp(Math.Round(ProbabilityGrid * probability), 1, ProbabilityGrid - 1) / ProbabilityGrid;

    /// <summary>The chances within each horizon that the model answers, shortest first; empty when it has none.</summary>
    /// <param name="score">Its score, log-odds.</param>
    /// <returns>Rising with the days; the one of <see cref="HorizonDays"/> is <see cref="Probability(double)"/>.</returns>
    public IReadOnlyList<HorizonChance> Chances(double score) => HorizonDays is not { } days ? []
        : Horizons?.Chances(score, days) ?? [new HorizonChance(days, Probability(score))];

    /// <summary>The calibrated score.</summary>
    /// <param name="features">Features in the schema's order, as <see cref="RowEncoder.Encode"/> gives them.</param>
    /// <returns>Log-odds.</returns>
    public double Score(ReadOnlySpan<double> features) => Trees.Predict(features).Score;

    /// <summary>The prediction for a row with the contribution of every signal.</summary>
    /// <param name="row">The row; its schema is this model's.</param>
    /// <param name="leadId">The lead's id, when there is one.</param>
    /// <param name="cutoff">The moment as of which the row stands.</param>
    public LeadPrediction Predict(RowEncoder row, string? leadId, DateTimeOffset cutoff)
    {
        var features = row.Encode();
        var contributions = new double[Signals.Columns.Count];
        var score = Trees.Explain(features, contributions);
        var points = new double[contributions.Length];
        PercentagePoints.Compute(contributions, Trees.Bias, score, points);

        var signals = new SignalContribution[contributions.Length];
        for (var i = 0; i < signals.Length; i++)
        {
            var column = Signals.Columns[i];
            var value = Signals.ValueInWords(i, features);
            signals[i] = new SignalContribution(
                column.Name, column.DisplayName, column.Family, value, contributions[i], points[i],
                _reasons.Write(column, value, i < features.Length ? features[i] : double.NaN, Signals.Counted(i, features), points[i]));
        }

        // A stable order: equal contributions stay in the order of the schema.
        var ordered = signals.OrderByDescending(signal => Math.Abs(signal.LogOdds)).ToArray();
        var interval = Identity.Certainty?.At(score);
        return new LeadPrediction
        {
            ProbabilityLow = interval?.Low,
            ProbabilityHigh = interval?.High,
            LeadId = leadId,
            Probability = Probability(score),
            Score = score,
            HorizonDays = HorizonDays,
            Horizons = Chances(score),
            Bias = Trees.Bias,
            BaseProbability = BaseProbability,
            Contributions = ordered,
            Reasons = [.. ordered.Where(signal => signal.LogOdds != 0).Take(5).Select(signal => signal.Reason)],
            Warnings = [.. row.Warnings],
            ModelName = Name,
            ModelVersion = Version,
            ModelHash = Hash,
            Cutoff = cutoff,
        };
    }

    /// <summary>The model under a name and version, as the registry gives them out.</summary>
    public ConversionModel WithVersion(string name, string version) =>
        new(Identity with { Name = name, Version = version }, Schema, Trees, Effects, "", Horizons);

    /// <summary>The bytes of the model file.</summary>
    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        var sections = new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            [SchemaSection] = JsonSerializer.SerializeToUtf8Bytes(Schema, Json),
            [IdentitySection] = JsonSerializer.SerializeToUtf8Bytes(Identity, Json),
            [EffectsSection] = JsonSerializer.SerializeToUtf8Bytes(Effects, Json),
        };
        if (Horizons is not null)
            sections.Add(HorizonsSection, JsonSerializer.SerializeToUtf8Bytes(Horizons, Json));
        Trees.Save(stream, sections);
        return stream.ToArray();
    }

    /// <summary>Reads a model.</summary>
    /// <param name="bytes">A model file's bytes.</param>
    /// <param name="origin">Where they come from, for sentences.</param>
    /// <exception cref="InvalidDataException">Anything in it is wrong; it is refused whole.</exception>
    public static ConversionModel FromBytes(byte[] bytes, string origin)
    {
        try
        {
            using var stream = new MemoryStream(bytes, writable: false);
            var trees = EncodedTreeModel.Load(stream, out var sections);
            return new ConversionModel(
                Read<ModelIdentity>(sections, IdentitySection), Read<ModelSchema>(sections, SchemaSection), trees,
                Read<IReadOnlyList<SignalEffect>>(sections, EffectsSection),
                Convert.ToHexStringLower(SHA256.HashData(bytes)),
                sections.ContainsKey(HorizonsSection) ? Read<HorizonCurve>(sections, HorizonsSection) : null);
        }
        catch (Exception problem) when (problem is InvalidDataException or JsonException or ArgumentException)
        {
            throw new InvalidDataException($"{origin} is not a usable model: {problem.Message} Publish another version or train again.", problem);
        }
    }

    /// <summary>Loads a model from its file, from the folder of a version, or from a model's folder (then the version in use).</summary>
    /// <exception cref="FileNotFoundException">There is no model at the path.</exception>
    /// <exception cref="InvalidDataException">Anything in the file is wrong; it is refused whole.</exception>
    public static ConversionModel Load(string path)
    {
        var file = FindFile(path);
        return FromBytes(File.ReadAllBytes(file), $"Model file '{file}'");
    }

    /// <summary>The model file that a path means, as <see cref="Load"/> takes it.</summary>
    /// <exception cref="FileNotFoundException">There is no model at the path.</exception>
    public static string FindFile(string path)
    {
        var file = path;
        if (Directory.Exists(path))
        {
            var current = Path.Combine(path, CurrentFileName);
            file = File.Exists(current) && !File.Exists(Path.Combine(path, FileName))
                ? Path.Combine(path, File.ReadAllText(current).Trim(), FileName)
                : Path.Combine(path, FileName);
        }

        if (!File.Exists(file))
        {
            throw new FileNotFoundException(
                $"There is no model at '{path}'. Give a model file, the folder of a version, or the folder of a model, as `warmleads train` prints it.", path);
        }

        return file;
    }

    static T Read<T>(IReadOnlyDictionary<string, byte[]> sections, string name) =>
        sections.TryGetValue(name, out var bytes)
            ? JsonSerializer.Deserialize<T>(bytes, Json) ?? throw new InvalidDataException($"Section '{name}' is empty.")
            : throw new InvalidDataException($"Section '{name}' is missing.");
}
