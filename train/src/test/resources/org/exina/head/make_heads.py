"""Reference values for the linear heads: scikit-learn on data that both sides make by one formula.

python make_heads.py > heads.json    (numpy 2, scikit-learn 1.7 or newer)

The pooled discriminant analysis is no estimator of scikit-learn's: it is written out here the plain way, with
scikit-learn's Ledoit-Wolf shrinkage and a dense solution of (features, features).
"""

import json
import sys

import numpy as np
import sklearn
from sklearn.covariance import LedoitWolf
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

NEW = 10  # samples beyond the training set, to predict
DIGITS = 13
CASES = [  # name, samples, features, classes, distance between centres
    ("tall", 150, 8, 3, 0.4),
    ("wide", 60, 150, 4, 0.5),
    ("two", 50, 20, 2, 0.3),
]
PENALTIES = [1.0, 0.01, 0.0001]


def uniform(stream, count):
    """Numbers in [-1, 1), multiples of 2^-23: exact as floats, the same in every language."""
    with np.errstate(over="ignore"):
        x = np.uint32(stream * 0x85EBCA6B & 0xFFFFFFFF) + np.arange(count, dtype=np.uint32) * np.uint32(0x9E3779B9)
        x ^= x >> np.uint32(16)
        x *= np.uint32(0x7FEB352D)
        x ^= x >> np.uint32(15)
        x *= np.uint32(0x846CA68B)
        x ^= x >> np.uint32(16)
    return (x >> np.uint32(8)) / float(1 << 23) - 1


def samples(count, features, classes, distance):
    """A centre per class, noise of its own per feature, noise that features have in common; unequal classes."""
    i, j = np.arange(count), np.arange(features)
    labels = np.where(i % 7 == 5, 0, i % classes)
    centres = uniform(1, classes * features).reshape(classes, features)
    own = uniform(2, count * features).reshape(count, features)
    common = uniform(3, count * 3).reshape(count, 3)
    x = (distance * centres[labels] + own + common[:, j % 3]) * (0.5 + j % 5) + j % 7
    return x.astype(np.float32), labels


def rounded(values):
    return [[float(f"%.{DIGITS}g" % v) for v in row] for row in np.atleast_2d(values)]


def softmax(scores):
    p = np.exp(scores - scores.max(axis=1, keepdims=True))
    return p / p.sum(axis=1, keepdims=True)


def pooled(x, labels, new):
    """One Ledoit-Wolf shrinkage of the scatter around the class means, in units of its own deviations."""
    scaler = StandardScaler().fit(x)
    z, z_new = scaler.transform(x), scaler.transform(new)
    means = np.array([z[labels == k].mean(axis=0) for k in np.unique(labels)])
    within = z - means[labels]
    scale = within.std(axis=0)
    lw = LedoitWolf(assume_centered=True).fit(within / scale)
    covariance = lw.covariance_ * np.outer(scale, scale)
    weights = np.linalg.solve(covariance, means.T).T
    priors = np.bincount(labels) / len(labels)
    intercepts = np.log(priors) - 0.5 * (means * weights).sum(axis=1)
    return {"shrinkage": lw.shrinkage_, "scores": rounded(z_new @ weights.T + intercepts)}


def per_class(x, labels, new):
    model = make_pipeline(StandardScaler(), LinearDiscriminantAnalysis(solver="lsqr", shrinkage="auto"))
    return {"probabilities": rounded(model.fit(x, labels).predict_proba(new))}


def logistic(x, labels, new, l2):
    classes = labels.max() + 1
    rows = 2 if classes == 2 else 1  # with two classes scikit-learn keeps one row of weights: half of it is each of ours
    regression = LogisticRegression(C=rows / (l2 * len(x)), tol=1e-12, max_iter=100000)
    model = make_pipeline(StandardScaler(), regression).fit(x, labels)
    scaler = model[0]
    w, b = regression.coef_, regression.intercept_
    if classes == 2:
        w, b = np.vstack([-w / 2, w / 2]), np.concatenate([-b / 2, b / 2])
    p = softmax(scaler.transform(x) @ w.T + b)
    loss = -np.log(p[np.arange(len(x)), labels]).mean() + l2 / 2 * (w * w).sum()
    weights = w / scaler.scale_
    return {
        "l2": l2,
        "loss": float(loss),
        "weights": rounded(weights),
        "intercepts": rounded((b - b.mean()) - (weights * scaler.mean_).sum(axis=1))[0],
        "probabilities": rounded(model.predict_proba(new)),
    }


def case(name, count, features, classes, distance):
    x, labels = samples(count + NEW, features, classes, distance)
    new, x, labels = x[count:].astype(float), x[:count].astype(float), labels[:count]
    centred = StandardScaler().fit_transform(x)
    return {
        "name": name,
        "samples": count,
        "features": features,
        "classes": classes,
        "distance": distance,
        "sum": float(x.sum()),
        "ledoitWolf": LedoitWolf(assume_centered=True).fit(centred).shrinkage_,
        "pooled": pooled(x, labels, new),
        "perClass": per_class(x, labels, new),
        "logistic": [logistic(x, labels, new, l2) for l2 in PENALTIES],
    }


if __name__ == "__main__":
    json.dump({"scikit-learn": sklearn.__version__, "cases": [case(*c) for c in CASES]}, sys.stdout)
