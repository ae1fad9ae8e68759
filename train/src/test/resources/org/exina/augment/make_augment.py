"""Reference values for the tests of org.exina.augment, made by Pillow 12, SciPy 1.17 and Keras 3.15.

Run in this folder:  python make_augment.py
Writes augment.tsv: kind, numbers separated by blanks, width and height of the picture, width and height of the result,
the result's bytes (height, width, 3) in base64. The pictures are drawn by a formula; nothing is taken from anywhere.
"""

import base64
import math

import numpy as np
import scipy.ndimage
from keras.src.legacy.preprocessing.image import apply_affine_transform
from PIL import Image, ImageEnhance

ROWS = []


def pattern(w, h):
    """The picture that AugmentReferenceTest draws by the same formula: sharp edges and all values."""
    y, x, c = np.mgrid[0:h, 0:w, 0:3].astype(np.int64)[:3]
    return ((x * x * 3 + y * y * 5 + x * y * 7 + c * 85 + (x ^ y) * 11) & 255).astype(np.uint8)


def add(kind, numbers, size, result):
    h, w = result.shape[:2]
    text = base64.b64encode(np.ascontiguousarray(result, np.uint8).tobytes()).decode()
    ROWS.append("\t".join([kind, " ".join(map(repr, map(float, numbers))), *map(str, size), str(w), str(h), text]))


def rounded(a):
    return np.floor(np.clip(a, 0, 255) + 0.5).astype(np.uint8)


def matrices(w, h, out_w, out_h):
    """About the middle: a, b, c, d, e, f as Pillow takes them."""
    for degrees, zx, zy, sx, sy in [(0, 1, 1, 0.3, -0.7), (30, 0.8, 0.9, 0, 0), (-117, 1.1, 0.7, 2, 1), (180, 1, 1, 0, 0)]:
        t = math.radians(degrees)
        m = np.array([[math.cos(t), -math.sin(t)], [math.sin(t), math.cos(t)]]) @ np.diag([zx, zy])
        offset = np.array([w / 2 + sx, h / 2 + sy]) - m @ np.array([out_w / 2, out_h / 2])
        yield [m[0, 0], m[0, 1], offset[0], m[1, 0], m[1, 1], offset[1]]


def border_mean(a):
    border = np.ones(a.shape[:2], bool)
    border[1:-1, 1:-1] = False
    n = border.sum()
    return (2 * a[border].astype(int).sum(0) + n) // (2 * n)


def scipy_affine(a, m, out_w, out_h, mode):
    ground = border_mean(a)
    matrix = np.array([[m[4], m[3]], [m[1], m[0]]])  # rows first
    offset = np.array([m[5], m[2]]) + matrix @ np.array([0.5, 0.5]) - 0.5
    planes = [
        scipy.ndimage.affine_transform(
            a[..., c].astype(float), matrix, offset, (out_h, out_w), order=1, mode=mode, cval=float(ground[c])
        )
        for c in range(3)
    ]
    return rounded(np.stack(planes, -1))


def geometry():
    w, h, out_w, out_h = 31, 23, 20, 18
    a = pattern(w, h)
    for m in matrices(w, h, out_w, out_h):
        image = Image.fromarray(a).transform((out_w, out_h), Image.AFFINE, m, Image.BILINEAR)
        add("pillow", m, (w, h), np.asarray(image))
        for mode, kind in [("reflect", "reflect"), ("nearest", "nearest"), ("grid-constant", "background")]:
            add(kind, m, (w, h), scipy_affine(a, m, out_w, out_h, mode))
    w, h, n = 64, 51, 3
    for m in matrices(w, h, 3 * out_w, 3 * out_h):  # three samples a side, then their mean
        large = scipy_affine(pattern(w, h), m, 3 * out_w, 3 * out_h, "reflect")
        mean = large.reshape(out_h, n, out_w, n, 3).astype(float).mean((1, 3))
        add("shrink", [v * (n if i % 3 < 2 else 1) for i, v in enumerate(m)], (w, h), rounded(mean))
    # square: of others Keras takes the middle of the columns from the rows
    for theta, tx, ty, shear, zx, zy in [
        (0, 0, 0, 11.459, 1, 1),
        (0, 0, 0, 0, 0.85, 1.15),
        (25, 0, 0, 0, 1, 1),
        (-70, 2.4, -1.2, 9, 0.9, 1.1),
    ]:
        k = apply_affine_transform(pattern(24, 24).astype(float), theta, tx, ty, shear, zx, zy, 0, 1, 2, "nearest")
        add("keras", [theta, tx / 24, ty / 24, shear, zx, zy], (24, 24), rounded(k))


def tones():
    for name, enhancer in [
        ("brightness", ImageEnhance.Brightness),
        ("contrast", ImageEnhance.Contrast),
        ("colour", ImageEnhance.Color),
    ]:
        for factor in (0.6, 0.93, 1.4):
            image = Image.fromarray(pattern(20, 16))
            add(name, [factor], (20, 16), np.asarray(enhancer(image).enhance(factor)))
    for sigma in (0.3, 0.8, 2.5):
        planes = [
            scipy.ndimage.gaussian_filter(
                pattern(20, 16)[..., c].astype(float), sigma, mode="nearest", radius=math.ceil(3 * sigma)
            )
            for c in range(3)
        ]
        add("blur", [sigma], (20, 16), rounded(np.stack(planes, -1)))


geometry()
tones()
with open("augment.tsv", "w", newline="\n") as out:
    out.write("\n".join(ROWS) + "\n")
