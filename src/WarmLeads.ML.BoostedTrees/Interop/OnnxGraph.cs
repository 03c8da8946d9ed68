using System.Text.Json;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>A forest as a graph of ONNX. Names in comments are those of onnx.proto; the numbers of fields are its, too.</summary>
static class OnnxGraph
{
    // Version 8 of the format, operators of 15 and of ai.onnx.ml 3: what runtimes since 2022 read.
    const int IrVersion = 8, OperatorVersion = 15, TreeOperatorVersion = 3;
    const int Single = 1, Double = 11;
    const string TreeDomain = "ai.onnx.ml", Input = "features", Score = "score", DoubleInput = "features_as_double";

    /// <summary>The ModelProto.</summary>
    public static ProtobufMessage Model(Forest forest) => new ProtobufMessage()
        .Add(1, IrVersion)
        .Add(2, "WarmLeads.ML.BoostedTrees")
        .Add(7, Graph(forest))
        .Add(8, new ProtobufMessage().Add(1, "").Add(2, OperatorVersion))
        .Add(8, new ProtobufMessage().Add(1, TreeDomain).Add(2, TreeOperatorVersion))
        .Add(14, new ProtobufMessage().Add(1, "feature_names").Add(2, JsonSerializer.Serialize(forest.Schema.Select(feature => feature.Name))));

    static ProtobufMessage Graph(Forest forest)
    {
        var graph = new ProtobufMessage()
            .Add(1, Node("Cast", "", [Input], DoubleInput, IntAttribute("to", Double)))
            .Add(1, Trees(forest));
        var (mean, nodes) = Mean(forest.Link.Kind);
        foreach (var node in nodes)
        {
            graph.Add(1, node);
        }

        graph.Add(2, "boosted_trees");
        if (forest.Link.Kind == ScoreLink.ComplementaryLogLog)
        {
            // The number 1: single precision, no dimensions.
            graph.Add(5, new ProtobufMessage().Add(2, Single).Add(8, "one").Add(9, [0, 0, 0x80, 0x3F]));
        }

        graph.Add(11, Value(Input, forest.Schema.Count)).Add(12, Value(Score, 1));
        return mean == Score ? graph : graph.Add(12, Value(mean, 1));
    }

    // What makes an answer of the score; the name of the answer.
    static (string Name, ProtobufMessage[] Nodes) Mean(ScoreLink link) => link switch
    {
        ScoreLink.Logistic => ("probability", [Node("Sigmoid", "", [Score], "probability")]),
        ScoreLink.Exponential => ("mean", [Node("Exp", "", [Score], "mean")]),
        ScoreLink.ComplementaryLogLog =>
        ("probability",
        [
            Node("Exp", "", [Score], "hazard"), Node("Neg", "", ["hazard"], "log_survival"), Node("Exp", "", ["log_survival"], "survival"),
            Node("Sub", "", ["one", "survival"], "probability"),
        ]),
        _ => (Score, []),
    };

    static ProtobufMessage Trees(Forest forest)
    {
        var trees = new OnnxTrees(forest);
        return Node(
            "TreeEnsembleRegressor", TreeDomain, [DoubleInput], Score,
            TextAttribute("aggregate_function", "SUM"),
            DoublesAttribute("base_values_as_tensor", [forest.BaseScore]),
            IntAttribute("n_targets", 1),
            IntsAttribute("nodes_falsenodeids", trees.FalseIds),
            IntsAttribute("nodes_featureids", trees.FeatureIds),
            IntsAttribute("nodes_missing_value_tracks_true", trees.MissingIsTrue),
            TextsAttribute("nodes_modes", trees.Modes),
            IntsAttribute("nodes_nodeids", trees.NodeIds),
            IntsAttribute("nodes_treeids", trees.TreeIds),
            IntsAttribute("nodes_truenodeids", trees.TrueIds),
            DoublesAttribute("nodes_values_as_tensor", trees.Values),
            TextAttribute("post_transform", "NONE"),
            IntsAttribute("target_ids", [.. trees.LeafValues.Select(_ => 0L)]),
            IntsAttribute("target_nodeids", trees.LeafNodeIds),
            IntsAttribute("target_treeids", trees.LeafTreeIds),
            DoublesAttribute("target_weights_as_tensor", trees.LeafValues));
    }

    // A NodeProto.
    static ProtobufMessage Node(string operation, string domain, string[] inputs, string output, params ProtobufMessage[] attributes)
    {
        var node = new ProtobufMessage().Add(1, inputs).Add(2, output).Add(3, output).Add(4, operation);
        foreach (var attribute in attributes)
        {
            node.Add(5, attribute);
        }

        return node.Add(7, domain);
    }

    // AttributeProtos: the name, the value, and which of the fields holds it.
    static ProtobufMessage IntAttribute(string name, long value) => new ProtobufMessage().Add(1, name).Add(3, value).Add(20, 2);

    static ProtobufMessage TextAttribute(string name, string value) => new ProtobufMessage().Add(1, name).Add(4, value).Add(20, 3);

    static ProtobufMessage IntsAttribute(string name, List<long> values) => new ProtobufMessage().Add(1, name).Add(8, values).Add(20, 7);

    static ProtobufMessage TextsAttribute(string name, List<string> values) => new ProtobufMessage().Add(1, name).Add(9, values).Add(20, 8);

    static ProtobufMessage DoublesAttribute(string name, List<double> values) => new ProtobufMessage().Add(1, name)
        .Add(5, new ProtobufMessage().Add(1, values.Count).Add(2, Double).AddRaw(9, values))
        .Add(20, 4);

    // A ValueInfoProto: singles of the shape [rows, width].
    static ProtobufMessage Value(string name, int width)
    {
        var shape = new ProtobufMessage()
            .Add(1, new ProtobufMessage().Add(2, "rows"))
            .Add(1, new ProtobufMessage().Add(1, width));
        return new ProtobufMessage().Add(1, name).Add(2, new ProtobufMessage().Add(1, new ProtobufMessage().Add(1, Single).Add(2, shape)));
    }
}
