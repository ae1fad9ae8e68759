"""Reference values for Familiarity: the plain way, with scikit-learn's scaling, shrinkage and distances.

python make_familiarity.py > familiarity.json    (numpy 2, scikit-learn 1.7 or newer)

The covariance is dense and inverted; each sample is left out by working out covariance, means and axes anew. Scaling,
shrinkage and what it draws towards stay those of all samples, as LeaveGroupOut says. Novelty is the distance to the nearest mean on the axes and, with up to
four classes, that outside of all axes; there parts of the samples are left out by working out everything anew.
"""

import json

import numpy as np
from sklearn.covariance import shrunk_covariance
from sklearn.metrics import pairwise_distances
from sklearn.preprocessing import StandardScaler

SHRINKAGE = 0.15
KEEP = 0.9
FEW = 4
OUTSIDE = 16
PARTS = 20


def fitted(x, labels, classes):
    """Standardised samples, class means, covariance, and what the covariance was drawn towards."""
    scaler = StandardScaler().fit(x)
    z = scaler.transform(x)
    means = np.array([z[labels == k].mean(axis=0) for k in range(classes)])
    around = z - means[labels]
    scale = np.sqrt((around**2).mean(axis=0))
    covariance = shrunk_covariance(np.cov((around / scale).T, bias=True), SHRINKAGE) * np.outer(scale, scale)
    return scaler, z, means, covariance, covariance - (1 - SHRINKAGE) * around.T @ around / len(z)


def placed(rows, means, covariance):
    """Coordinates of rows, their distances to the nearest mean, and their squares outside of the axes."""
    origin = means.mean(axis=0)
    inverse = np.linalg.inv(covariance)
    spread = (means - origin) @ inverse @ (means - origin).T
    values, vectors = np.linalg.eigh(spread)
    turn = vectors[:, 1:] / np.sqrt(values[1:])

    def coordinates(rows):
        return (rows - origin) @ inverse @ (means - origin).T @ turn

    on = coordinates(rows)
    whole = np.einsum("ij,jk,ik->i", rows - origin, inverse, rows - origin)
    return on, pairwise_distances(on, coordinates(means)).min(axis=1), whole - (on**2).sum(axis=1)


def familiarity(x, labels, new, classes):
    scaler, z, means, covariance, drawn_to = fitted(x, labels, classes)
    n = len(z)
    left_out, distances = [], []
    for i in range(n):
        rest = np.arange(n) != i
        moved = np.array([z[rest & (labels == k)].mean(axis=0) for k in range(classes)])
        others = z[rest] - moved[labels[rest]]
        on, distance, _ = placed(z[i : i + 1], moved, (1 - SHRINKAGE) * others.T @ others / n + drawn_to)
        left_out.append(np.linalg.norm(on[0]))
        distances.append(distance[0])

    def quantile(values, share):
        return np.quantile(values, share, method="weibull")

    middle = quantile(distances, 0.5)
    _, new_distances, new_outside = placed(scaler.transform(new), means, covariance)
    if classes > FEW:
        return new_distances / quantile(distances, KEEP), np.array(left_out) / middle
    distances, outside = [], []
    for part in range(min(n, PARTS)):
        out = np.arange(n) % PARTS == part
        scaler, _, means, covariance, _ = fitted(x[~out], labels[~out], classes)
        _, distance, square = placed(scaler.transform(x[out]), means, covariance)
        distances.extend(distance)
        outside.extend(square)
    weight = OUTSIDE / (classes - 1) ** 2 / quantile(outside, 0.5)

    def together(distances, outside):
        return np.sqrt((np.array(distances) / middle) ** 2 + weight * np.array(outside))

    unit = quantile(together(distances, outside), KEEP)
    return together(new_distances, new_outside) / unit, np.array(left_out) / middle


def case(samples, features, seed, classes):
    random = np.random.default_rng(seed)
    labels = np.arange(samples) % classes
    labels[samples // 2] = 0  # unequal classes
    centres = random.normal(size=(classes, features))
    x = np.round(centres[labels] + random.normal(size=(samples, features)), 2).astype(np.float32)
    new = np.round(1.5 * random.normal(size=(6, features)), 2).astype(np.float32)
    novelty, left_out = familiarity(x.astype(float), labels, new.astype(float), classes)

    def numbers(rows):
        return [[round(float(v), 2) for v in row] for row in rows]

    return {
        "x": numbers(x),
        "labels": labels.tolist(),
        "new": numbers(new),
        "novelty": [float(f"{v:.12g}") for v in novelty],
        "leftOut": [float(f"{v:.12g}") for v in left_out],
    }


print(json.dumps({"tall": case(26, 6, 1, 3), "wide": case(16, 24, 2, 3), "many": case(32, 40, 3, 5)}))
