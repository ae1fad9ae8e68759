"""scikit-learn's heads on features of three shapes, which bench/Heads.java then trains on, too.

    pip install scikit-learn
    python bench/heads.py FOLDER [--shape NAME] [--head lsqr|eigen|logistic] [--folds 5]

Features are class means plus correlated noise, from a seed. FOLDER takes them: NAME.f32, the rows, little-endian, and
NAME.json, their shape and labels. Sample i is of fold i modulo 10. Prints the median wall time of one fold of ten, times ten.
"""
import argparse
import json
import pathlib
import statistics
import time

import numpy as np
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

SHAPES = {"many-classes": (2523, 2048, 73), "wide": (805, 5966, 23), "many-images": (8590, 2048, 21)}
HEADS = {
    "lsqr": lambda: LinearDiscriminantAnalysis(solver="lsqr", shrinkage="auto"),
    "eigen": lambda: LinearDiscriminantAnalysis(solver="eigen", shrinkage="auto"),
    "logistic": lambda: LogisticRegression(C=0.01, max_iter=1000),
}


def make(folder, name):
    n, d, classes = SHAPES[name]
    random = np.random.default_rng(1)
    labels = np.sort(np.arange(n) % classes)
    random.shuffle(labels)
    factors = random.normal(size=(200, d)).astype(np.float32)  # what features have in common
    x = 0.2 * random.normal(size=(classes, d)).astype(np.float32)[labels]
    x += 0.1 * random.normal(size=(n, 200)).astype(np.float32) @ factors
    x += random.normal(size=(n, d)).astype(np.float32)
    x *= np.exp(random.normal(size=d)).astype(np.float32)
    folder.mkdir(parents=True, exist_ok=True)
    x.astype("<f4").tofile(folder / f"{name}.f32")
    shape = {"samples": n, "features": d, "classes": classes, "labels": labels.tolist()}
    (folder / f"{name}.json").write_text(json.dumps(shape))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--shape", choices=SHAPES, action="append")
    parser.add_argument("--head", choices=HEADS, action="append")
    parser.add_argument("--folds", type=int, default=5, help="of the ten, how many are run; 0: only make the features")
    options = parser.parse_args()
    for name in options.shape or SHAPES:
        if not (options.folder / f"{name}.json").exists():
            make(options.folder, name)
        if options.folds == 0:
            continue
        n, d, _ = SHAPES[name]
        x = np.fromfile(options.folder / f"{name}.f32", "<f4").reshape(n, d)
        y = np.array(json.loads((options.folder / f"{name}.json").read_text())["labels"])
        fold = np.arange(n) % 10
        for head in options.head or HEADS:
            seconds, right = [], []
            for f in range(options.folds):
                start = time.perf_counter()
                model = make_pipeline(StandardScaler(), HEADS[head]()).fit(x[fold != f], y[fold != f])
                right.append(np.mean(model.predict(x[fold == f]) == y[fold == f]))
                seconds.append(time.perf_counter() - start)
            print(f"{name} {head}: ten folds {10 * statistics.median(seconds):.1f} s, accuracy {np.mean(right):.4f}",
                  flush=True)


if __name__ == "__main__":
    main()
