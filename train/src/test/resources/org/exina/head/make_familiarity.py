"""Reference values for Familiarity: the plain way, with scikit-learn's scaling, shrinkage and distances.

python make_familiarity.py > familiarity.json    (numpy 2, scikit-learn 1.7 or newer)

The covariance is dense and inverted; each sample is left out by working it out anew. Scaling, shrinkage and what it draws
towards stay those of all samples, as LeftOut says.
"""

import json

import numpy as np
from sklearn.covariance import shrunk_covariance
from sklearn.metrics import pairwise_distances
from sklearn.preprocessing import StandardScaler

SHRINKAGE = 0.15
KEEP = 0.9
CLASSES = 3


def familiarity(x, labels, new):
    scaler = StandardScaler().fit(x)
    z, z_new = scaler.transform(x), scaler.transform(new)
    n = len(z)
    means = np.array([z[labels == k].mean(axis=0) for k in range(CLASSES)])
    around = z - means[labels]
    scale = np.sqrt((around**2).mean(axis=0))
    covariance = shrunk_covariance(np.cov((around / scale).T, bias=True), SHRINKAGE) * np.outer(scale, scale)
    drawn_to = covariance - (1 - SHRINKAGE) * around.T @ around / n
    origin = means.mean(axis=0)
    inverse = np.linalg.inv(covariance)
    spread = (means - origin) @ inverse @ (means - origin).T
    values, vectors = np.linalg.eigh(spread)
    turn = vectors[:, 1:] / np.sqrt(values[1:])

    def coordinates(rows):
        return (rows - origin) @ inverse @ (means - origin).T @ turn

    centres = coordinates(means)
    offsets = origin @ inverse @ (means - origin).T
    left_out, distances = [], []
    for i in range(n):
        rest = np.arange(n) != i
        moved = np.array([z[rest & (labels == k)].mean(axis=0) for k in range(CLASSES)])
        others = z[rest] - moved[labels[rest]]
        without = np.linalg.inv((1 - SHRINKAGE) * others.T @ others / n + drawn_to)
        products = np.vstack([z[i : i + 1], moved]) @ without @ moved.T
        placed = (products - products.mean(axis=1, keepdims=True) - offsets) @ turn
        left_out.append(placed[0])
        distances.append(pairwise_distances(placed[:1], placed[1:]).min())
    left_out, distances = np.array(left_out), np.sort(distances)

    def quantile(share):
        return distances[min(n, int(np.ceil((n + 1) * share))) - 1]

    unit = quantile(KEEP)
    return pairwise_distances(coordinates(z_new), centres).min(axis=1) / unit, np.linalg.norm(left_out, axis=1) / quantile(0.5)


def case(samples, features, seed):
    random = np.random.default_rng(seed)
    labels = np.arange(samples) % CLASSES
    labels[samples // 2] = 0  # unequal classes
    centres = random.normal(size=(CLASSES, features))
    x = np.round(centres[labels] + random.normal(size=(samples, features)), 2).astype(np.float32)
    new = np.round(1.5 * random.normal(size=(6, features)), 2).astype(np.float32)
    novelty, left_out = familiarity(x.astype(float), labels, new.astype(float))

    def numbers(rows):
        return [[round(float(v), 2) for v in row] for row in rows]

    return {
        "x": numbers(x),
        "labels": labels.tolist(),
        "new": numbers(new),
        "novelty": [float(f"{v:.12g}") for v in novelty],
        "leftOut": [float(f"{v:.12g}") for v in left_out],
    }


print(json.dumps({"tall": case(26, 6, 1), "wide": case(16, 24, 2)}))
