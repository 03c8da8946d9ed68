using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>The outcome of each row of a flat table.</summary>
/// <param name="Rows">Rows whose outcome is known, in the order of the file.</param>
/// <param name="Labels">Outcome of these rows, 1 for converted, shape [known rows].</param>
/// <param name="PositiveTexts">The texts that mean converted.</param>
/// <param name="Notes">What was decided on the way, one sentence each.</param>
public sealed record FlatLabels(int[] Rows, float[] Labels, IReadOnlyList<string> PositiveTexts, IReadOnlyList<string> Notes)
{
    /// <summary>Below this many rows of either outcome nothing can be learnt, and training refuses.</summary>
    public const int FewestOfEachClass = 10;

    /// <summary>From so many rows of each outcome on, trees of several splits are tried and figures are worth reading.</summary>
    public const int EnoughOfEachClass = 40;

    static readonly string[] PositiveWords =
        ["1", "yes", "true", "y", "t", "converted", "won", "closed won", "customer", "success", "positive", "approved", "sale", "sold"];

    /// <summary>Reads the label column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="positive">The text that means converted, or several with commas between; null to recognise it.</param>
    /// <param name="fileName">The file, for sentences.</param>
    /// <exception cref="InvalidDataException">There are not two outcomes to tell apart, or the positive text does not occur.</exception>
    public static FlatLabels Read(TextColumn column, string? positive, string fileName)
    {
        var counts = column.CountTexts();
        var known = Enumerable.Range(0, counts.Length)
            .Where(code => counts[code] > 0 && !ValueText.IsMissing(column.Texts[code], ModelSchema.DefaultMissingMarkers)).ToArray();
        List<string> notes = [];
        if (known.Length == 0)
            throw new InvalidDataException($"{fileName} column '{column.Name}' has no value in any row; name the column that holds the outcome with --label.");

        var positives = positive is not null ? Named(column, known, positive, fileName) : Recognised(column, known, counts, fileName, notes);
        List<int> rows = [];
        List<float> labels = [];
        var isKnown = new bool[counts.Length];
        foreach (var code in known)
            isKnown[code] = true;
        for (var row = 0; row < column.Codes.Length; row++)
        {
            if (!isKnown[column.Codes[row]])
                continue;
            rows.Add(row);
            labels.Add(positives.Contains(column.Codes[row]) ? 1 : 0);
        }

        if (rows.Count < column.Codes.Length)
            notes.Add($"{Figures.Count(column.Codes.Length - rows.Count)} rows have no value in '{column.Name}': undecided leads are left out, not counted as lost.");

        if (known.Length == 1 && positives.Count == 0)
        {
            throw new InvalidDataException(
                $"{fileName} column '{column.Name}' has one outcome only: '{column.Texts[known[0]]}' in each of {Figures.Count(rows.Count)} rows; " +
                "a model needs leads that converted and leads that did not.");
        }

        var won = labels.Count(label => label > 0.5f);
        var texts = positives.Order().Select(code => column.Texts[code]).ToArray();
        RefuseTooFew(won, labels.Count - won, $"{fileName} column '{column.Name}'", $"'{string.Join("', '", texts)}' as converted");
        return new FlatLabels([.. rows], [.. labels], texts, notes);
    }

    /// <summary>Refuses outcomes of which there are too few to learn anything.</summary>
    /// <param name="positives">Rows that converted.</param>
    /// <param name="negatives">Rows that did not.</param>
    /// <param name="where">Where they were read, for the sentence.</param>
    /// <param name="what">What counted as converted, for the sentence.</param>
    /// <exception cref="InvalidDataException">There are fewer than <see cref="FewestOfEachClass"/> of either.</exception>
    public static void RefuseTooFew(int positives, int negatives, string where, string what)
    {
        if (positives == 0 || negatives == 0)
        {
            throw new InvalidDataException(
                $"{where} has one outcome only: {Figures.Count(positives)} rows with {what} and {Figures.Count(negatives)} others; " +
                "a model needs leads that converted and leads that did not.");
        }

        if (Math.Min(positives, negatives) < FewestOfEachClass)
        {
            throw new InvalidDataException(
                $"{where} has {Figures.Count(positives)} rows with {what} and {Figures.Count(negatives)} others; " +
                $"at least {FewestOfEachClass} of each are needed, and {EnoughOfEachClass} for figures worth reading. Collect more outcomes.");
        }
    }

    /// <summary>The warning that small tables carry; null when there are enough outcomes.</summary>
    /// <param name="positives">Rows that converted.</param>
    /// <param name="negatives">Rows that did not.</param>
    /// <param name="quality">What the model reached, with its intervals.</param>
    public static string? SmallTableWarning(int positives, int negatives, QualityReport quality)
    {
        var fewest = Math.Min(positives, negatives);
        if (fewest >= EnoughOfEachClass)
            return null;
        var range = quality.Intervals is { } known
            ? $"the AUC of {quality.Model.AreaUnderRocCurve:0.00} may in truth lie anywhere from {known.Auc.Low:0.00} to {known.Auc.High:0.00} (95 %)"
            : $"nothing can be said of the AUC of {quality.Model.AreaUnderRocCurve:0.00}";
        return $"Only {Figures.Count(fewest)} rows of one outcome: with fewer than {EnoughOfEachClass} no more than the base rate and single splits are tried, and {range}.";
    }

    static HashSet<int> Named(TextColumn column, int[] known, string positive, string fileName)
    {
        var whole = known.Where(code => Matches(column.Texts[code], positive)).ToHashSet();
        if (whole.Count > 0)
            return whole;
        var parts = positive.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        HashSet<int> found = [];
        foreach (var part in parts)
        {
            var codes = known.Where(code => Matches(column.Texts[code], part)).ToArray();
            if (codes.Length == 0)
            {
                throw new InvalidDataException(
                    $"{fileName} column '{column.Name}' never has the value '{part}'; it has {List(column, known)}. Give one of these with --positive.");
            }

            found.UnionWith(codes);
        }

        return found.Count > 0
            ? found
            : throw new InvalidDataException($"--positive is empty; {fileName} column '{column.Name}' has {List(column, known)}.");
    }

    static HashSet<int> Recognised(TextColumn column, int[] known, int[] counts, string fileName, List<string> notes)
    {
        var words = known.Where(code => PositiveWords.Contains(column.Texts[code].Trim(), StringComparer.OrdinalIgnoreCase)).ToArray();
        if (words.Length == 1 && known.Length == 2)
            return [.. words];
        if (known.Length == 1)
            return words.Length == 1 ? [.. words] : [];
        if (known.Length != 2)
        {
            throw new InvalidDataException(
                $"{fileName} column '{column.Name}' has {known.Length} different values ({List(column, known)}); say which mean converted with --positive.");
        }

        var rarer = counts[known[0]] <= counts[known[1]] ? known[0] : known[1];
        notes.Add($"'{column.Texts[rarer]}' in '{column.Name}' is taken as converted because it is the rarer value; say otherwise with --positive.");
        return [rarer];
    }

    static bool Matches(string text, string wanted) => text.Trim().Equals(wanted.Trim(), StringComparison.Ordinal);

    static string List(TextColumn column, int[] codes)
    {
        var shown = string.Join(", ", codes.Take(6).Select(code => $"'{column.Texts[code]}'"));
        return codes.Length > 6 ? $"{shown} and {codes.Length - 6} more" : shown;
    }
}
