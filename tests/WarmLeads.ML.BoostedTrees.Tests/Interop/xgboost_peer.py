"""XGBoost, for the tests: trains a model and answers rows, or answers rows with a model that was given to it.

  xgboost_peer.py train CASE FOLDER    writes model.json, rows.f64 and the answers
  xgboost_peer.py answer FOLDER        reads model.json and rows.f64, and writes the answers
  xgboost_peer.py interactions FOLDER  reads the same, and writes interactions.f32 of the first 8 rows

Answers: margins.f32, means.f32, contributions.f32 (features and then the bias, per row)."""
import json, sys
import numpy as np
import xgboost as xgb


def table(rng, rows, kinds):
    """Numeric columns with gaps, counts, and coded categories with gaps; the outcome leans on most of them."""
    x, z = np.empty((rows, len(kinds))), np.zeros(rows)
    for j, kind in enumerate(kinds):
        if kind == "number":
            x[:, j] = rng.normal(size=rows)
            z += 0.6 * x[:, j] * np.where(x[:, j - 1] > 0, 1, -0.3)
            gaps = rng.random(rows) < 0.2
            x[gaps, j] = np.nan
            z[np.isnan(x[:, j])] = 0.3
        elif kind == "count":
            x[:, j] = rng.poisson(1.2, rows) * (rng.random(rows) < 0.3)
            z += 0.4 * np.minimum(x[:, j], 3)
        else:
            x[:, j] = (kind * rng.random(rows) ** 2).astype(int)
            z += rng.normal(0, 0.6, kind)[x[:, j].astype(int)]
            x[rng.random(rows) < 0.1, j] = np.nan
    y = (rng.random(rows) < 1 / (1 + np.exp(-(z - z.mean() - 0.5)))).astype(float)
    return x, y


LEAD_LIKE = ["number"] * 20 + ["count"] * 20
CASES = dict(
    numbers=(["number"] * 6, dict(max_depth=5, tree_method="hist"), 60),
    exact=(["number"] * 6, dict(max_depth=6, tree_method="exact"), 30),
    one_hot=(["number", 3, "count", 7], dict(max_depth=4, tree_method="hist", max_cat_to_onehot=100), 40),
    sets=(["number", 3, "count", 12, 60], dict(max_depth=5, tree_method="hist", max_cat_to_onehot=4), 60),
    many_sets=(["number", 900, 700], dict(max_depth=6, tree_method="hist", max_cat_to_onehot=1, min_child_weight=0.2), 60),
    approx=(["number", 5, 30], dict(max_depth=5, tree_method="approx", max_cat_to_onehot=4), 20),
    lead_like=(LEAD_LIKE, dict(max_leaves=31, max_depth=0, grow_policy="lossguide", tree_method="hist", eta=0.1), 100),
    lead_like_categories=(LEAD_LIKE + [5, 8, 15, 40, 100, 300],
                          dict(max_leaves=31, max_depth=0, grow_policy="lossguide", tree_method="hist", eta=0.1), 100),
    deep=(["number"] * 12, dict(max_depth=10, tree_method="hist"), 30),
    base_score=(["number"] * 4, dict(max_depth=3, tree_method="hist", base_score=0.03, scale_pos_weight=3), 20),
    forest=(["number"] * 4, dict(max_depth=3, tree_method="hist", num_parallel_tree=4, subsample=0.5), 5),
    raw=(["number"] * 4, dict(max_depth=3, tree_method="hist", objective="binary:logitraw", base_score=0.2), 20),
    separable=(["count"] * 4, dict(max_depth=4, tree_method="exact", min_child_weight=0, eta=1, reg_lambda=0), 40),
    one_leaf=(["number"] * 2, dict(max_depth=2, tree_method="hist", gamma=1e6), 3),
    dart=(["number"] * 2, dict(max_depth=2, tree_method="hist", booster="dart", rate_drop=0.5), 5),
    linear=(["number"] * 2, dict(booster="gblinear"), 5),
    squared=(["number", 6, "count"], dict(max_depth=3, tree_method="hist", objective="reg:squarederror"), 20),
    poisson=(["number", 6, "count"], dict(max_depth=3, tree_method="hist", objective="count:poisson"), 20),
    hinge=(["number"] * 2, dict(max_depth=2, tree_method="hist", objective="binary:hinge"), 5),
    classes=(["number"] * 2, dict(max_depth=2, tree_method="hist", objective="multi:softprob", num_class=3), 5),
)


def answer(booster, x, folder, iterations=(0, 0)):
    data = xgb.DMatrix(x, feature_names=booster.feature_names, feature_types=booster.feature_types, enable_categorical=True)
    for name, kind in (("margins", dict(output_margin=True)), ("means", {}), ("contributions", dict(pred_contribs=True))):
        booster.predict(data, iteration_range=iterations, **kind).astype("<f4").tofile(f"{folder}/{name}.f32")


if sys.argv[1] == "interactions":
    folder = sys.argv[2]
    booster = xgb.Booster(model_file=f"{folder}/model.json")
    rows = np.fromfile(f"{folder}/rows.f64").reshape(-1, booster.num_features())[:8]
    data = xgb.DMatrix(rows, feature_names=booster.feature_names, feature_types=booster.feature_types, enable_categorical=True)
    booster.predict(data, pred_interactions=True).astype("<f4").tofile(f"{folder}/interactions.f32")
elif sys.argv[1] == "answer":
    folder = sys.argv[2]
    booster = xgb.Booster(model_file=f"{folder}/model.json")
    answer(booster, np.fromfile(f"{folder}/rows.f64").reshape(-1, booster.num_features()), folder)
else:
    case, folder = sys.argv[2:]
    kinds, parameters, rounds = CASES[case]
    rng = np.random.default_rng(len(case))
    x, y = table(rng, 3000, kinds)
    types = ["c" if isinstance(kind, int) else "q" for kind in kinds]
    data = xgb.DMatrix(x[:2000], label=y[:2000], feature_types=types, enable_categorical=True)
    booster = xgb.train({"objective": "binary:logistic", "nthread": 1, "seed": 1, **parameters}, data, rounds)
    booster.set_attr(best_iteration="2", name="no objective")
    booster.save_model(f"{folder}/model.json")
    rows = x[2000:]
    if case not in ("dart", "linear", "classes", "hinge"):
        for tree in json.load(open(f"{folder}/model.json"))["learner"]["gradient_booster"]["model"]["trees"]:
            for i, left in enumerate(tree["left_children"]):    # values at a threshold, beside it, and between singles
                if left >= 0 and tree["split_type"][i] == 0:
                    t = np.float32(tree["split_conditions"][i])
                    below = np.nextafter(t, np.float32(-np.inf))
                    middle = (float(t) + float(below)) / 2
                    picks = [t, below, middle, np.nextafter(middle, -np.inf), np.nextafter(middle, np.inf), np.nextafter(t, np.float32(np.inf))]
                    rows[rng.integers(0, len(rows), 6), tree["split_indices"][i]] = picks
        rows[:3, :] = np.nan
        for j, kind in enumerate(kinds):
            if isinstance(kind, int):
                rows[3:9, j] = kind + np.arange(6) * 7         # categories that training never saw
        rows.astype("<f8").tofile(f"{folder}/rows.f64")
        answer(booster, rows, folder, (0, 3) if case == "forest" else (0, 0))
