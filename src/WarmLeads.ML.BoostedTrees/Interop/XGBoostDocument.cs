namespace WarmLeads.ML.BoostedTrees;

/// <summary>What matters of XGBoost's JSON; the names are those of the file.</summary>
sealed class XGBoostDocument
{
    /// <summary>gradient_booster.name: gbtree, dart or gblinear.</summary>
    public string Booster { get; set; } = "";

    /// <summary>objective.name, such as binary:logistic.</summary>
    public string ObjectiveName { get; set; } = "";

    /// <summary>learner_model_param.base_score: a probability for logistic objectives.</summary>
    public string BaseScore { get; set; } = "";

    /// <summary>learner_model_param.num_class: 0 or 1 for one score a row.</summary>
    public string ClassCount { get; set; } = "0";

    /// <summary>learner_model_param.num_target: 1 for one score a row.</summary>
    public string TargetCount { get; set; } = "1";

    /// <summary>learner_model_param.num_feature.</summary>
    public string FeatureCount { get; set; } = "";

    /// <summary>gbtree_model_param.num_parallel_tree: trees of an iteration.</summary>
    public string ParallelTreeCount { get; set; } = "1";

    /// <summary>attributes.best_iteration, when early stopping left one.</summary>
    public string? BestIteration { get; set; }

    /// <summary>feature_names; may be empty.</summary>
    public List<string> FeatureNames { get; } = [];

    /// <summary>feature_types: c = categorical; may be empty.</summary>
    public List<string> FeatureTypes { get; } = [];

    /// <summary>gradient_booster.model.trees.</summary>
    public List<XGBoostTree> Trees { get; } = [];
}
