using System.Globalization;
using System.Text.Json;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>From a forest to XGBoost's file.</summary>
static class XGBoostWriter
{
    const int NoParent = int.MaxValue;

    public static void Write(Stream stream, Forest forest)
    {
        var (objective, neutral) = ObjectiveName(forest.Link.Kind);
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteStartObject("learner");
        json.WriteStartObject("attributes");
        json.WriteEndObject();
        WriteTexts(json, "feature_names", forest.Schema.Select(feature => feature.Name));
        WriteTexts(json, "feature_types", forest.Schema.Select(feature => feature.Kind == FeatureKind.Categorical ? "c" : "q"));
        json.WriteStartObject("gradient_booster");
        WriteTrees(json, forest);
        json.WriteString("name", "gbtree");
        json.WriteEndObject();
        json.WriteStartObject("learner_model_param");
        json.WriteString("base_score", neutral);
        json.WriteString("boost_from_average", "0");
        json.WriteString("num_class", "0");
        json.WriteString("num_feature", forest.Schema.Count.ToString(CultureInfo.InvariantCulture));
        json.WriteString("num_target", "1");
        json.WriteEndObject();
        json.WriteStartObject("objective");
        json.WriteString("name", objective);
        json.WriteStartObject("reg_loss_param");
        json.WriteString("scale_pos_weight", "1");
        json.WriteEndObject();
        json.WriteStartObject("poisson_regression_param");
        json.WriteString("max_delta_step", "7E-1");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        WriteWholes(json, "version", [1, 7, 4]);
        json.WriteEndObject();
    }

    // With the base score that adds nothing.
    static (string Name, string Neutral) ObjectiveName(ScoreLink link) => link switch
    {
        ScoreLink.Logistic => ("binary:logistic", "5E-1"),
        ScoreLink.Identity => ("reg:squarederror", "0E0"),
        ScoreLink.Exponential => ("count:poisson", "1E0"),
        _ => throw new NotSupportedException($"XGBoost has no objective whose scores are {link}; write a model for a probability, a value or a count."),
    };

    static void WriteTrees(Utf8JsonWriter json, Forest forest)
    {
        TreeNode[] baseTree = [new TreeNode(0, 0, -1, MissingLeft: false, 0, forest.BaseScore, Cover: 1, Gain: 0, Count: 1)];
        TreeNode[][] trees = forest.BaseScore == 0 ? forest.Trees : [baseTree, .. forest.Trees];
        json.WriteStartObject("model");
        json.WriteStartObject("gbtree_model_param");
        json.WriteString("num_parallel_tree", "1");
        json.WriteString("num_trees", trees.Length.ToString(CultureInfo.InvariantCulture));
        json.WriteString("size_leaf_vector", "0");
        json.WriteEndObject();
        WriteWholes(json, "tree_info", new int[trees.Length]);
        json.WriteStartArray("trees");
        for (var i = 0; i < trees.Length; i++)
        {
            WriteTree(json, forest, trees[i], i);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void WriteTree(Utf8JsonWriter json, Forest forest, TreeNode[] tree, int id)
    {
        var nodes = XGBoostNode.Of(forest, tree);
        var parents = new int[tree.Length];
        parents[0] = NoParent;
        for (var i = 0; i < tree.Length; i++)
        {
            if (!nodes[i].Source.IsLeaf)
            {
                (parents[nodes[i].Left], parents[nodes[i].Right]) = (i, i);
            }
        }

        int[] categorical = [.. Enumerable.Range(0, nodes.Length).Where(i => nodes[i].Categories.Length > 0)];
        int[] sizes = Array.ConvertAll(categorical, i => nodes[i].Categories.Length);
        var starts = new int[sizes.Length];
        for (var i = 1; i < starts.Length; i++)
        {
            starts[i] = starts[i - 1] + sizes[i - 1];
        }

        json.WriteStartObject();
        WriteSingles(json, "base_weights", Means(nodes));
        WriteWholes(json, "categories", [.. categorical.SelectMany(i => nodes[i].Categories)]);
        WriteWholes(json, "categories_nodes", categorical);
        WriteWholes(json, "categories_segments", starts);
        WriteWholes(json, "categories_sizes", sizes);
        WriteWholes(json, "default_left", Array.ConvertAll(nodes, node => node.MissingLeft ? 1 : 0));
        json.WriteNumber("id", id);
        WriteWholes(json, "left_children", Array.ConvertAll(nodes, node => node.Left));
        WriteSingles(json, "loss_changes", [.. nodes.Select(node => node.Source.Gain)]);
        WriteWholes(json, "parents", parents);
        WriteWholes(json, "right_children", Array.ConvertAll(nodes, node => node.Right));
        WriteSingles(json, "split_conditions", [.. nodes.Select(node => (double)node.Condition)]);
        WriteWholes(json, "split_indices", [.. nodes.Select(node => node.Source.Feature)]);
        WriteWholes(json, "split_type", Array.ConvertAll(nodes, node => node.Categories.Length > 0 ? 1 : 0));
        WriteSingles(json, "sum_hessian", [.. nodes.Select(node => node.Source.Cover)]);
        json.WriteStartObject("tree_param");
        json.WriteString("num_deleted", "0");
        json.WriteString("num_feature", forest.Schema.Count.ToString(CultureInfo.InvariantCulture));
        json.WriteString("num_nodes", tree.Length.ToString(CultureInfo.InvariantCulture));
        json.WriteString("size_leaf_vector", "0");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // The mean of the leaves below each node.
    static double[] Means(XGBoostNode[] nodes)
    {
        var means = new double[nodes.Length];
        for (var i = nodes.Length - 1; i >= 0; i--)
        {
            var (node, left, right) = (nodes[i].Source, nodes[i].Left, nodes[i].Right);
            means[i] = node.IsLeaf ? node.Value
                : ((means[left] * nodes[left].Source.Cover) + (means[right] * nodes[right].Source.Cover)) / node.Cover;
        }

        return means;
    }

    static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    static void WriteWholes(Utf8JsonWriter json, string name, int[] numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    // XGBoost tells singles from integers by the point or the exponent, and has words for what JSON does not know.
    static void WriteSingles(Utf8JsonWriter json, string name, double[] numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
        {
            var text = ((float)number).ToString(CultureInfo.InvariantCulture);
            json.WriteRawValue(text.AsSpan().IndexOfAny('.', 'E', 'N') < 0 && text[^1] != 'y' ? text + "E0" : text, skipInputValidation: true);
        }

        json.WriteEndArray();
    }
}
