"""Reference values for what org.exina.metric and org.exina.slides.train say of finding and counting.

pycocotools matches boxes and gives precision and recall at each certainty; scikit-learn, SciPy and statsmodels give the rest.
pycocotools reads average precision off at 101 recalls; here at 20001, which is the area below all points but for 1e-4.

Run in this folder: python make_detection.py   (numpy, scipy, scikit-learn, statsmodels, pycocotools); writes detection.json
"""
import contextlib
import io
import json

import numpy as np
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval
from scipy.stats import spearmanr
from sklearn.metrics import precision_recall_curve

rng = np.random.default_rng(11)
TYPES = ["alnus", "betula", "corylus"]


def coco(fields, by_type):
    """pycocotools' evaluation at an overlap of 0.5, all types as one unless by_type."""
    categories = [dict(id=k + 1, name=t) for k, t in enumerate(TYPES if by_type else ["grain"])]
    truth, found = [], []
    for i, field in enumerate(fields):
        for grain in field["truth"]:
            truth.append(dict(id=len(truth) + 1, image_id=i + 1, bbox=grain["box"], iscrowd=0,
                              area=grain["box"][2] * grain["box"][3],
                              category_id=TYPES.index(grain["label"]) + 1 if by_type else 1))
        for grain in field["found"]:
            found.append(dict(image_id=i + 1, bbox=grain["box"], score=grain["certainty"],
                              category_id=TYPES.index(grain["label"]) + 1 if by_type else 1))
    with contextlib.redirect_stdout(io.StringIO()):
        index = COCO()
        index.dataset = dict(images=[dict(id=i + 1) for i in range(len(fields))], categories=categories,
                             annotations=truth, info={})
        index.createIndex()
        run = COCOeval(index, index.loadRes(found), "bbox")
        run.params.iouThrs = np.array([0.5])
        run.params.recThrs = np.linspace(0, 1, 20001)
        run.params.areaRng = [[0, 1e10]]
        run.params.areaRngLbl = ["all"]
        run.params.maxDets = [100]
        run.evaluate()
        run.accumulate()
    return run


def field(number):
    truth, found = [], []
    for _ in range(rng.integers(0, 9)):
        x, y = rng.integers(0, 340, 2)
        w, h = rng.integers(20, 60, 2)
        label = TYPES[rng.choice(3, p=[0.6, 0.3, 0.1])]
        truth.append(dict(box=[int(x), int(y), int(w), int(h)], label=label))
        for _ in range(rng.choice(3, p=[0.15, 0.7, 0.15])):  # missed, found, found twice
            dx, dy, dw, dh = rng.integers(-9, 10, 4)
            called = label if rng.random() < 0.85 else TYPES[rng.integers(3)]
            found.append(dict(box=[int(max(0, x + dx)), int(max(0, y + dy)), int(w + dw), int(h + dh)], label=called))
    for _ in range(rng.choice(3)):
        x, y, w, h = rng.integers(20, 60, 4)
        found.append(dict(box=[int(x), int(y), int(w), int(h)], label=TYPES[rng.integers(3)]))
    order = rng.permutation(1000)
    for i, grain in enumerate(found):
        grain["certainty"] = (int(order[i]) * 40 + number) / 40000  # all different on all fields
    return dict(name=f"f{number}", group=f"g{number // 2}", truth=truth, found=found)


fields = [field(i) for i in range(40)]
whole = coco(fields, False)
matched = sum(int((image["dtMatches"][0] > 0).sum()) for image in whole.evalImgs if image)
right = typed = 0
for image in whole.evalImgs:
    if image:
        one = fields[image["image_id"] - 1]
        first = image["gtIds"][0] if image["gtIds"] else 0
        for d, g in enumerate(image["dtMatches"][0]):
            if g > 0:
                ids = [a["id"] for a in whole.cocoGt.loadAnns(whole.cocoGt.getAnnIds(imgIds=[image["image_id"]]))]
                typed += 1
                box = whole.cocoDt.loadAnns([image["dtIds"][d]])[0]
                called = next(f["label"] for f in one["found"]
                              if f["box"] == box["bbox"] and f["certainty"] == box["score"])
                right += called == one["truth"][ids.index(int(g))]["label"]
by_type = coco(fields, True).eval["precision"][0, :, :, 0, 0].mean(0)
pairs = [(sum(g["label"] == t for g in f["truth"]), sum(g["label"] == t for g in f["found"]))
         for f in fields for t in TYPES]
present = [p for p in pairs if p != (0, 0)]
totals = [(len(f["truth"]), len(f["found"])) for f in fields]
figures = dict(
    matched=matched, found=sum(n for _, n in totals), truths=sum(n for n, _ in totals), typed=typed, right=right,
    averagePrecision=dict(zip(TYPES, by_type.tolist())),
    countCorrelation=spearmanr(*zip(*pairs)).statistic, presentCorrelation=spearmanr(*zip(*present)).statistic,
    totalCorrelation=spearmanr(*zip(*totals)).statistic)

rankings = []
for n, missed, steps in [(12, 3, 1000), (200, 20, 1000), (200, 0, 8)]:  # the last: many equal certainties
    is_right = rng.random(n) < 0.6
    certainties = np.round((rng.random(n) * 0.7 + 0.3 * is_right) * steps) / steps
    precision, recall, _ = precision_recall_curve(is_right, certainties)  # recall falling
    best = np.maximum.accumulate(precision[:-1])  # scikit-learn begins at the lowest threshold: highest recall first
    found = is_right.sum() / (is_right.sum() + missed)
    area = float((best * (recall[:-1] - recall[1:])).sum() * found)
    rankings.append(dict(certainties=certainties.tolist(), right=is_right.tolist(),
                         truths=int(is_right.sum() + missed), averagePrecision=area))

first = rng.integers(0, 6, 80)
second = np.maximum(0, first + rng.integers(-2, 3, 80))
with open("detection.json", "w") as file:
    json.dump(dict(
        fields=fields, figures=figures, rankings=rankings,
        spearman=dict(first=first.tolist(), second=second.tolist(), rho=spearmanr(first, second).statistic)),
        file, indent=None, separators=(",", ":"))
