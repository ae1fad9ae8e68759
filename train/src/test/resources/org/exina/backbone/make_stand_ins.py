"""What ONNX Runtime in Python gives for the real networks and a drawn picture, averaged to a few numbers.

Run: python make_stand_ins.py WEIGHTS_FOLDER   (numpy, onnxruntime); writes stand_ins.json beside this script
"""
import json
import pathlib
import sys

import numpy as np
import onnxruntime

MEAN, STD = np.array([0.485, 0.456, 0.406]), np.array([0.229, 0.224, 0.225])
TAPS = {"mobilenet_v2": ["features_28", "features_14", "features_7"],
        "resnet50_v2_stage3": ["features_56", "features_28", "features_14"],
        "squeezenet1_1": ["features_28", "features_14", "features_13"]}


def picture(size):
    """Coloured waves; FeatureCheck.java draws the same."""
    y, x = np.mgrid[:size, :size] * 96 // size
    planes = []
    for k in range(3):
        v = ((3 + k) * x * x + 5 * y * y + (7 - 9 * k) * x * y).astype(int)
        v = np.trunc(v / 32).astype(int) + 40 * k
        v = v % 510
        planes.append(np.minimum(255, np.minimum(v, 510 - v)))
    return np.stack(planes, -1)


result = {}
for name, taps in TAPS.items():
    session = onnxruntime.InferenceSession(str(pathlib.Path(sys.argv[1]) / (name + ".onnx")))
    pixels = ((picture(224) / 255 - MEAN) / STD).astype(np.float32).transpose(2, 0, 1)[None]
    maps = session.run(taps, {"input": pixels})
    # eight groups of channels of each tap, each group one number
    result[name] = [[float(f"{v:.7g}") for v in m[0].mean((1, 2)).reshape(8, -1).mean(1)] for m in maps]
with open(pathlib.Path(__file__).with_name("stand_ins.json"), "w") as file:
    json.dump(result, file, separators=(",", ":"))
