using System.Globalization;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>From XGBoost's file to a forest.</summary>
static class XGBoostReader
{
    const string Source = "XGBoost";
    const int MaximumFeatureCount = 1 << 20;

    public static ImportedModel Read(byte[] file, Range? iterations)
    {
        var document = XGBoostJson.Read(file);
        CheckKind(document);
        var link = Link(document);
        var perIteration = Whole(document.ParallelTreeCount, "num_parallel_tree", 1, int.MaxValue);
        var all = document.Trees.Count / perIteration;
        if (document.Trees.Count % perIteration != 0)
        {
            throw ForeignForest.Refuse(Source, $"it has {document.Trees.Count} trees, {perIteration} in each iteration");
        }

        var range = ForeignFile.Iterations(iterations, all, Source);
        var trees = new List<ForeignNode[]>();
        for (var i = range.Start.Value * perIteration; i < range.End.Value * perIteration; i++)
        {
            trees.Add(Tree(document.Trees[i], i, document.FeatureTypes));
        }

        var names = Names(document, file.Length);
        bool[] isCategorical = [.. names.Select((_, feature) => document.FeatureTypes.ElementAtOrDefault(feature) == "c")];
        var forest = new ForeignForest(Source, names, isCategorical, link, BaseScore(document), trees, file.Length);
        return ForestImport.Convert(forest, iterations is null ? Remarks(document, all) : []);
    }

    static void CheckKind(XGBoostDocument document)
    {
        if (document.Booster != "gbtree")
        {
            throw ForeignForest.Lacks(Source, $"its booster is '{document.Booster}'", "Train one with the booster gbtree.");
        }

        if (Whole(document.ClassCount, "num_class", 0, int.MaxValue) > 1
            || Whole(document.TargetCount, "num_target", 0, int.MaxValue) > 1
            || document.Trees.Exists(tree => Whole(tree.SizeLeafVector, "size_leaf_vector", 0, int.MaxValue) > 1))
        {
            throw ForeignForest.Lacks(Source, "it has more than one class or target", "Train one model for each.");
        }
    }

    static string[] Names(XGBoostDocument document, long fileLength)
    {
        var count = Whole(document.FeatureCount, "num_feature", 0, MaximumFeatureCount);
        if (count > fileLength || (document.FeatureNames.Count > 0 && document.FeatureNames.Count != count)
            || (document.FeatureTypes.Count > 0 && document.FeatureTypes.Count != count))
        {
            throw ForeignForest.Refuse(
                Source, $"it claims {count} features, names {document.FeatureNames.Count} and gives {document.FeatureTypes.Count} types");
        }

        return document.FeatureNames.Count > 0 ? [.. document.FeatureNames] : [.. Enumerable.Range(0, count).Select(i => $"f{i}")];
    }

    static List<string> Remarks(XGBoostDocument document, int iterationCount) =>
        int.TryParse(document.BestIteration, NumberStyles.None, CultureInfo.InvariantCulture, out var best) && best + 1L < iterationCount
            ? [$"Iteration {best} was the best; all {iterationCount} are read, as XGBoost's own predict does. Ask for the iterations ..{best + 1} to stop there."]
            : [];

    static double BaseScore(XGBoostDocument document)
    {
        // Newer files have one base score per target: [5E-1]. Logarithms are taken in single precision, as XGBoost does.
        var value = (float)Number(document.BaseScore.Trim('[', ']'), "base_score");
        return document.ObjectiveName switch
        {
            "binary:logitraw" or "reg:squarederror" when float.IsFinite(value) => value,
            "count:poisson" when value > 0 && float.IsFinite(value) => (float)PortableMath.Log(value),
            "binary:logistic" or "reg:logistic" when value is > 0 and < 1 => -(float)PortableMath.Log((1f / value) - 1f),
            _ => throw ForeignForest.Refuse(Source, $"its base_score is {document.BaseScore}, which {document.ObjectiveName} cannot have"),
        };
    }

    static ForestLink Link(XGBoostDocument document) => document.ObjectiveName switch
    {
        "binary:logistic" or "binary:logitraw" or "reg:logistic" => ForestLink.Logistic,
        "reg:squarederror" => ForestLink.Identity,
        "count:poisson" => ForestLink.Exponential,
        _ => throw ForeignForest.Lacks(
            Source, $"its objective is '{document.ObjectiveName}'", "Train one with binary:logistic, reg:squarederror or count:poisson."),
    };

    static ForeignNode[] Tree(XGBoostTree tree, int number, List<string> types)
    {
        var count = tree.LeftChildren.Length;
        Check(count > 0, $"tree {number} has no nodes");
        Check(
            tree.RightChildren.Length == count && tree.SplitIndices.Length == count && tree.SplitConditions.Length == count
                && tree.DefaultLeft.Length == count && tree.SumHessian.Length == count
                && tree.LossChanges.Length == count && (tree.SplitType.Length == count || tree.SplitType.Length == 0),
            $"the arrays of tree {number} differ in length");
        var nodes = new ForeignNode[count];
        for (var i = 0; i < count; i++)
        {
            var (left, right) = (Index(tree.LeftChildren[i], number, i), Index(tree.RightChildren[i], number, i));
            nodes[i] = left < 0
                ? new ForeignNode(-1, -1) { Value = (float)tree.SplitConditions[i], Cover = tree.SumHessian[i] }
                : new ForeignNode(left, right)
                {
                    Feature = Index(tree.SplitIndices[i], number, i),
                    MissingLeft = tree.DefaultLeft[i] != 0,
                    Threshold = Threshold(tree.SplitConditions[i]),
                    Gain = tree.LossChanges[i],
                    Categories = IsCategorical(tree, i, types) ? [] : null,
                    OthersLeft = true,
                };
        }

        ReadCategories(tree, number, nodes);
        return nodes;
    }

    // A comparison that every code passes parts the missing from the rest, as a list without codes would.
    static bool IsCategorical(XGBoostTree tree, int node, List<string> types) =>
        tree.SplitType.Length > 0
        && (tree.SplitType[node] == 1
            || (tree.SplitConditions[node] >= Feature.MaximumCategoryCount
                && types.Count > tree.SplitIndices[node] && types[(int)tree.SplitIndices[node]] == "c"));

    static double Threshold(double condition) => double.IsNaN(condition) ? double.NaN : SinglePrecision.UpTo((float)condition);

    static void ReadCategories(XGBoostTree tree, int number, ForeignNode[] nodes)
    {
        Check(
            tree.CategoriesSegments.Length == tree.CategoriesNodes.Length && tree.CategoriesSizes.Length == tree.CategoriesNodes.Length,
            $"the arrays of the categories of tree {number} differ in length");
        long used = 0;
        for (var i = 0; i < tree.CategoriesNodes.Length; i++)
        {
            var node = Index(tree.CategoriesNodes[i], number, i);
            var (start, size) = (Index(tree.CategoriesSegments[i], number, i), Index(tree.CategoriesSizes[i], number, i));
            used += size;
            Check(
                node >= 0 && node < nodes.Length && nodes[node].Categories is not null && start >= 0 && size >= 0
                    && start <= tree.Categories.Length - size && used <= tree.Categories.Length,
                $"tree {number} has {size} categories at {start} for its node {node}, which do not fit");
            var codes = Array.ConvertAll(tree.Categories[start..(start + size)], code => Index(code, number, node));
            nodes[node] = nodes[node] with { Categories = [.. codes.Distinct()] };
        }
    }

    static int Index(double value, int tree, int node) =>
        value is >= -1 and <= int.MaxValue && value == Math.Floor(value)
            ? (int)value
            : throw ForeignForest.Refuse(Source, $"tree {tree}, node {node} has {value} where a whole number belongs");

    static void Check(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw ForeignForest.Refuse(Source, otherwise);
        }
    }

    static int Whole(string text, string name, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw ForeignForest.Refuse(Source, $"its {name} is '{text}'; {least} to {most} would do");

    static double Number(string text, string name) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw ForeignForest.Refuse(Source, $"its {name} is '{text}', no number");
}
