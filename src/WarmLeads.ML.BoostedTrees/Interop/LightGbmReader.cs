using System.Globalization;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>From LightGBM's text to a forest.</summary>
static class LightGbmReader
{
    const string Source = "LightGBM";

    public static ImportedModel Read(byte[] file, Range? iterations)
    {
        var text = LightGbmText.Read(file);
        if (Header(text, "num_class") != "1" || Header(text, "num_tree_per_iteration") != "1")
        {
            throw ForeignForest.Lacks(Source, "it has more than one class", "Train one model for each.");
        }

        var (link, factor) = Link(text);
        var range = ForeignFile.Iterations(iterations, text.Trees.Count, Source);
        var count = range.End.Value - range.Start.Value;
        if (text.Header.ContainsKey("average_output") && count > 0)
        {
            factor /= count;
        }

        var trees = new List<ForeignNode[]>();
        for (var i = range.Start.Value; i < range.End.Value; i++)
        {
            trees.Add(new LightGbmTree(text.Trees[i], i).Nodes(factor));
        }

        var names = Header(text, "feature_names").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var infos = Header(text, "feature_infos").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (Header(text, "max_feature_idx") != (names.Length - 1).ToString(CultureInfo.InvariantCulture) || infos.Length != names.Length)
        {
            throw ForeignForest.Refuse(
                Source, $"its last feature is number {Header(text, "max_feature_idx")}; it names {names.Length} features and describes {infos.Length}");
        }

        // A numeric feature is described by its range, [0:1], a categorical one by its codes, 0:1:2.
        bool[] isCategorical = Array.ConvertAll(infos, info => char.IsAsciiDigit(info[0]) || info[0] == '-');
        return ForestImport.Convert(new ForeignForest(Source, names, isCategorical, link, BaseScore: 0, trees, file.Length), []);
    }

    static (ForestLink Link, double Factor) Link(LightGbmText text)
    {
        var objective = text.Header.GetValueOrDefault("objective", "").Split(' ');
        switch (objective[0])
        {
            case "binary" when objective.Length == 2 && objective[1].StartsWith("sigmoid:", StringComparison.Ordinal):
                // Probability = 1 / (1 + exp(-factor * score)): the log-odds are the factor times LightGBM's score.
                return double.TryParse(objective[1].AsSpan("sigmoid:".Length), NumberStyles.Float, CultureInfo.InvariantCulture, out var factor)
                    && factor > 0 && double.IsFinite(factor)
                    ? (ForestLink.Logistic, factor)
                    : throw ForeignForest.Refuse(Source, $"its objective has {objective[1]}, which must be a number above 0");
            case "cross_entropy":
                return (ForestLink.Logistic, 1);
            case "regression" when objective.Length == 1:
                return (ForestLink.Identity, 1);
            case "poisson":
                return (ForestLink.Exponential, 1);
            default:
                throw ForeignForest.Lacks(
                    Source, $"its objective is '{string.Join(' ', objective)}'", "Train one with binary, cross_entropy, regression or poisson.");
        }
    }

    static string Header(LightGbmText text, string key) =>
        text.Header.GetValueOrDefault(key) ?? throw ForeignForest.Refuse(Source, $"it has no {key}");
}
