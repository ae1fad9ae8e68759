"""Reference values for org.exina.metric from scikit-learn, SciPy and the definitions.

Run in this folder: python make_metrics.py   (numpy, scipy, scikit-learn); writes metrics.json
"""
import json

import numpy as np
from scipy.stats import binomtest
from sklearn.metrics import (accuracy_score, confusion_matrix, f1_score, log_loss, precision_recall_fscore_support,
                             top_k_accuracy_score)

rng = np.random.default_rng(7)
cases = []
for classes, n in [(3, 40), (7, 200)]:
    labels = rng.integers(0, classes - 1, n)  # the last class has no sample
    logits = rng.normal(size=(n, classes)) + 2.0 * np.eye(classes)[labels]
    logits[:, 1] -= 3 if classes == 7 else 0
    p = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    p = np.round(p, 6)
    p[:, -1] = 1 - p[:, :-1].sum(1)
    predicted = p.argmax(1)
    other = np.where(rng.random(n) < 0.7, predicted, rng.integers(0, classes - 1, n))
    everything = np.arange(classes)
    precision, recall, f1, support = precision_recall_fscore_support(
        labels, predicted, labels=everything, zero_division=0)
    present = np.union1d(labels, predicted)
    confidence = p.max(1)
    right = predicted == labels
    error = 0.0
    for b in range(10):
        inside = (confidence > b / 10) & (confidence <= (b + 1) / 10)
        if inside.any():
            error += inside.mean() * abs(confidence[inside].mean() - right[inside].mean())
    first, second = (right & (other != labels)).sum(), (~right & (other == labels)).sum()
    interval = binomtest(int(right.sum()), n).proportion_ci(0.95, method="wilson")
    cases.append(dict(
        classes=classes, labels=labels.tolist(), probabilities=p.tolist(), other=other.tolist(),
        confusion=confusion_matrix(labels, predicted, labels=everything).tolist(),
        accuracy=accuracy_score(labels, predicted), precision=precision.tolist(), recall=recall.tolist(),
        f1=f1.tolist(), macroF1=f1_score(labels, predicted, labels=present, average="macro", zero_division=0),
        logLoss=log_loss(labels, p, labels=everything),
        top2=top_k_accuracy_score(labels, p, k=2, labels=everything), calibrationError=error,
        onlyFirst=int(first), onlySecond=int(second),
        mcnemar=binomtest(int(first), int(first + second), 0.5).pvalue,
        low=interval.low, high=interval.high))
wilson = []
for correct, n in [(0, 5), (5, 5), (1, 3), (788, 805), (50, 100)]:
    interval = binomtest(correct, n).proportion_ci(0.95, method="wilson")
    wilson.append([correct, n, interval.low, interval.high])
sizes = rng.integers(1, 6, 60)  # groups whose members lie together
groups = np.repeat(np.arange(60), sizes)
values = np.exp(rng.normal(size=60)[groups] + 0.3 * rng.normal(size=len(groups))).round(6)
sums = np.bincount(groups, values)
drawn = rng.integers(0, 60, (200000, 60))
low, high = np.quantile(sums[drawn].sum(1) / sizes[drawn].sum(1), [0.025, 0.975])
bootstrap = dict(values=values.tolist(), groups=groups.tolist(), mean=values.mean(), low=low, high=high)
with open("metrics.json", "w") as file:
    json.dump(dict(cases=cases, wilson=wilson, bootstrap=bootstrap), file, indent=None, separators=(",", ":"))
