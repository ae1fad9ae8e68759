"""Runs a model file of Exina's with Python's onnxruntime, as any program could: prints path, label and probability,
or unknown and the novelty of an image that is unlike all the model was trained on.

python predict_with_onnxruntime.py model.onnx [--diameter MICRONS] IMAGE...   (numpy, pillow, onnxruntime)

Models that go by the size of grains take the diameter of the one on the images, where it is known.

Images must be 8-bit RGB as Pillow opens them, upright; docs/model-file.md describes the metadata.
"""
import hashlib
import json
import sys

import numpy as np
import onnxruntime
from PIL import Image

RESAMPLE = {"NEAREST": Image.Resampling.NEAREST, "BILINEAR": Image.Resampling.BILINEAR,
            "BICUBIC": Image.Resampling.BICUBIC}


def cropped(image, crop, width, height, resample):
    """As org.exina.image.Crop defines it."""
    w, h = image.size
    wide = w * height > h * width
    if crop == "stretch":
        return image.resize((width, height), resample)
    if crop == "center":
        if wide:
            cw, ch = max(1, (2 * h * width + height) // (2 * height)), h
        else:
            cw, ch = w, max(1, (2 * w * height + width) // (2 * width))
        left, top = (w - cw) // 2, (h - ch) // 2
        return image.crop((left, top, left + cw, top + ch)).resize((width, height), resample)
    if wide:
        nw, nh = width, max(1, (2 * h * width + w) // (2 * w))
    else:
        nw, nh = max(1, (2 * w * height + h) // (2 * h)), height
    a = np.asarray(image).astype(int)
    border = np.ones((h, w), bool)
    border[1:-1, 1:-1] = False
    n = border.sum()
    ground = tuple(int(v) for v in (2 * a[border].sum(0) + n) // (2 * n))
    out = Image.new("RGB", (width, height), ground)
    out.paste(image.resize((nw, nh), resample), ((width - nw) // 2, (height - nh) // 2))
    return out


def check(raw, meta):
    """Whether the file is as it was written: docs/model-file.md."""
    told = meta.get("exina.fingerprint", "")
    if int(meta["exina.format"]) < 4:
        print("an earlier Exina wrote this file: its fingerprint does not cover all of it", file=sys.stderr)
    elif len(told) != 64 or hashlib.sha256(raw.replace(told.encode(), b"0" * 64)).hexdigest() != told:
        sys.exit("the model file is damaged: it is not as it was written; copy it again, or train the model again")


def main(model, paths, diameter=0.0):
    with open(model, "rb") as file:
        raw = file.read()
    session = onnxruntime.InferenceSession(raw, providers=["CPUExecutionProvider"])
    meta = session.get_modelmeta().custom_metadata_map
    check(raw, meta)
    card = json.loads(meta["exina"])
    for path in paths:
        image = Image.open(path).convert("RGB")
        feeds = {port["name"]: np.asarray(cropped(image, card["crop"], port["widthPx"], port["heightPx"],
                                                  RESAMPLE[port["interpolation"]]))[None]
                 for port in card["inputs"]}
        for size in card.get("size", []):  # one, or none; 0: not known
            feeds[size["input"]] = np.array([diameter], np.float32)
        probabilities = session.run(["probabilities"], feeds)[0][0]
        for rule in card.get("rejection", []):  # one, or none; files of format 1 have no such field
            novelty = session.run(["novelty"], feeds)[0][0]
            if novelty > rule["threshold"]:
                print(f"{path},unknown,{novelty:.6f}")
                break
        else:
            best = int(probabilities.argmax())
            print(f"{path},{card['classes'][best]},{probabilities[best]:.6f}")


if __name__ == "__main__":
    if sys.argv[2:3] == ["--diameter"]:
        main(sys.argv[1], sys.argv[4:], float(sys.argv[3]))
    else:
        main(sys.argv[1], sys.argv[2:])
