"""LightGBM, for the tests: trains a model through the C API of a shared library and answers rows with it.

  lightgbm_peer.py LIBRARY CASE FOLDER    writes model.txt, rows.f64 and the answers

Answers: margins.f64, means.f64, contributions.f64 (features and then the bias, per row)."""
import ctypes, sys
import numpy as np

NUMBERS = ["number"] * 6
CASES = dict(
    numbers=(NUMBERS, "objective=binary", 60),
    no_missing=(NUMBERS, "objective=binary use_missing=false", 30),
    zeros_missing=(["number", "count", "signed", "signed", "count"], "objective=binary zero_as_missing=true num_leaves=8", 40),
    categories=(["number", 3, "count", 12, 60], "objective=binary max_cat_to_onehot=4 min_data_per_group=5 cat_smooth=1", 60),
    many_categories=(["number", 900, 700],
                     "objective=binary max_cat_to_onehot=1 max_cat_threshold=400 min_data_per_group=1 cat_smooth=0.1 min_data_in_leaf=2", 120),
    lead_like=(["number"] * 20 + ["count"] * 20 + [5, 8, 15, 40, 100, 300], "objective=binary", 100),
    bagged=(NUMBERS, "objective=binary bagging_fraction=0.5 bagging_freq=1 feature_fraction=0.5", 40),
    goss=(NUMBERS, "objective=binary data_sample_strategy=goss", 40),
    dart=(NUMBERS, "objective=binary boosting=dart drop_rate=0.3", 40),
    steep=(NUMBERS, "objective=binary sigmoid=2.5 is_unbalance=true", 30),
    entropy=(NUMBERS, "objective=cross_entropy", 20),
    value=(NUMBERS, "objective=regression", 30),
    count=(NUMBERS, "objective=poisson", 30),
    iterations=(NUMBERS, "objective=binary", 12),
    one_leaf=(NUMBERS, "objective=binary min_data_in_leaf=100000", 3),
    forest=(NUMBERS, "objective=binary boosting=rf bagging_fraction=0.5 bagging_freq=1", 10),
    linear=(NUMBERS, "objective=binary linear_tree=true", 5),
    classes=(NUMBERS, "objective=multiclass num_class=3", 5),
    absolute=(NUMBERS, "objective=quantile", 5),
)


def table(rng, rows, kinds):
    """Numeric columns with gaps, counts, numbers on both sides of zero, and coded categories with gaps."""
    x, z = np.empty((rows, len(kinds))), np.zeros(rows)
    for j, kind in enumerate(kinds):
        if kind == "number":
            x[:, j] = rng.normal(size=rows)
            z += 0.6 * x[:, j] * np.where(x[:, j - 1] > 0, 1, -0.3)
            x[rng.random(rows) < 0.2, j] = np.nan
            z[np.isnan(x[:, j])] = 0.3
        elif kind == "count":
            x[:, j] = rng.poisson(1.2, rows) * (rng.random(rows) < 0.3)
            z += 0.4 * np.minimum(x[:, j], 3)
        elif kind == "signed":
            x[:, j] = rng.integers(-4, 5, rows)
            z += np.where(x[:, j] == 0, rng.choice([-1, 1]) * 1.5, 0.3 * x[:, j])
            x[rng.random(rows) < 0.1, j] = np.nan
        else:
            x[:, j] = (kind * rng.random(rows) ** 2).astype(int)
            z += rng.normal(0, 0.6, kind)[x[:, j].astype(int)]
            x[rng.random(rows) < 0.1, j] = np.nan
    y = (rng.random(rows) < 1 / (1 + np.exp(-(z - z.mean() - 0.5)))).astype(np.float32)
    return x, y


lib = ctypes.CDLL(sys.argv[1])
lib.LGBM_GetLastError.restype = ctypes.c_char_p
case, folder = sys.argv[2:]
kinds, parameters, rounds = CASES[case]
rng = np.random.default_rng(len(case))


def call(name, *arguments):
    if getattr(lib, name)(*arguments):
        raise RuntimeError(lib.LGBM_GetLastError().decode())


def answer(booster, x, kind, width, iterations=-1):
    out, length = np.empty((len(x), width)), ctypes.c_int64()
    call("LGBM_BoosterPredictForMat", booster, x.ctypes.data_as(ctypes.c_void_p), 1, len(x), x.shape[1], 1, kind, 0, iterations,
         b"num_threads=1", ctypes.byref(length), out.ctypes.data_as(ctypes.c_void_p))
    return out


x, y = table(rng, 3000, kinds)
train = np.ascontiguousarray(x[:2000])
categorical = ",".join(str(j) for j, kind in enumerate(kinds) if isinstance(kind, int))
settings = f"{parameters} learning_rate=0.2 verbosity=-1 num_threads=1 seed=1 deterministic=true"
settings += f" categorical_feature={categorical}" if categorical else ""
data, booster = ctypes.c_void_p(), ctypes.c_void_p()
call("LGBM_DatasetCreateFromMat", train.ctypes.data_as(ctypes.c_void_p), 1, len(train), train.shape[1], 1, settings.encode(), None,
     ctypes.byref(data))
call("LGBM_DatasetSetField", data, b"label", y[:2000].ctypes.data_as(ctypes.c_void_p), 2000, 0)
call("LGBM_BoosterCreate", data, settings.encode(), ctypes.byref(booster))
finished = ctypes.c_int()
for _ in range(rounds):
    call("LGBM_BoosterUpdateOneIter", booster, ctypes.byref(finished))
call("LGBM_BoosterSaveModel", booster, 0, -1, 0, f"{folder}/model.txt".encode())

# Answers come from the file, too: a fresh booster without the training's state.
loaded, count = ctypes.c_void_p(), ctypes.c_int()
call("LGBM_BoosterCreateFromModelfile", f"{folder}/model.txt".encode(), ctypes.byref(count), ctypes.byref(loaded))
rows = np.ascontiguousarray(x[2000:])
if "objective=multiclass" not in parameters and "linear" not in parameters:
    for line in open(f"{folder}/model.txt"):                   # values at a threshold, and beside it
        if line.startswith("split_feature="):
            features = [int(f) for f in line.split("=")[1].split()]
        if line.startswith("threshold="):
            for f, t in zip(features, line.split("=")[1].split()):
                if not isinstance(kinds[f], int):
                    t = float(t)
                    rows[rng.integers(0, len(rows), 3), f] = [t, np.nextafter(t, -np.inf), np.nextafter(t, np.inf)]
    rows[:3, :] = np.nan
    rows[3:6, :] = 0
    for j, kind in enumerate(kinds):
        if isinstance(kind, int):
            rows[6:12, j] = [-1, -7.5, 1.5, kind, kind + 40, 1e6]
        else:
            rows[6:12, j] = [1e-35, -1e-35, np.float32(1e-35), -np.float32(1e-35), 1e-300, -1e-34]
    iterations = 7 if case == "iterations" else -1
    rows.tofile(f"{folder}/rows.f64")
    answer(loaded, rows, 1, 1, iterations).tofile(f"{folder}/margins.f64")
    answer(loaded, rows, 0, 1, iterations).tofile(f"{folder}/means.f64")
    answer(loaded, rows, 3, len(kinds) + 1, iterations).tofile(f"{folder}/contributions.f64")
