"""Variants a second of processor time on one core: Exina's `microscope` beside the same steps in Pillow.

Run in the repository root after `mvn -pl train -am test-compile`:
    python train/src/test/resources/org/exina/augment/bench_augment.py [FROM_PX TO_PX]
Both run in turn, three times; the last line is the ratio of the medians (more than 1: Exina is faster).
"""

import math
import random
import statistics
import subprocess
import sys
import time

import numpy as np
from PIL import Image, ImageEnhance, ImageFilter

FROM, TO = (int(a) for a in sys.argv[1:3]) if len(sys.argv) > 2 else (300, 200)
ROUNDS = 500


def pillow():
    y, x, c = np.mgrid[0:FROM, 0:FROM, 0:3].astype(np.int64)[:3]
    image = Image.fromarray(((x * x * 3 + y * y * 5 + x * y * 7 + c * 85 + (x ^ y) * 11) & 255).astype(np.uint8))
    chance = random.Random(1)
    start = time.process_time()
    for _ in range(ROUNDS):
        t, z = math.radians(chance.uniform(-180, 180)), chance.uniform(0.9, 1.1)
        a, b = z * math.cos(t), -z * math.sin(t)
        small = image.resize((TO, TO), Image.BILINEAR)  # antialiased; then one affine map, as fast as it can be done
        m = (a, b, TO / 2 * (1 - a - b), -b, a, TO / 2 * (1 - a + b))
        made = small.transform((TO, TO), Image.AFFINE, m, Image.BILINEAR)
        made = ImageEnhance.Brightness(made).enhance(chance.uniform(0.88, 1.12))
        made = ImageEnhance.Contrast(made).enhance(chance.uniform(0.85, 1.15))
        made = ImageEnhance.Color(made).enhance(chance.uniform(0.9, 1.1))
        made.filter(ImageFilter.GaussianBlur(chance.uniform(0, 0.8)))
    return ROUNDS / (time.process_time() - start)


def exina():
    command = ["java", "-cp", "train/target/test-classes:train/target/classes:model/target/classes", "org.exina.augment.VariantSpeed"]
    return float(subprocess.run(command + [str(FROM), str(TO), str(ROUNDS)], capture_output=True, check=True).stdout)


ours, theirs = [], []
for _ in range(3):
    ours.append(exina())
    theirs.append(pillow())
print("exina ", *("%.0f" % v for v in ours), "variants a second of processor time,", FROM, "px to", TO)
print("pillow", *("%.0f" % v for v in theirs))
print("ratio %.2f" % (statistics.median(ours) / statistics.median(theirs)))
