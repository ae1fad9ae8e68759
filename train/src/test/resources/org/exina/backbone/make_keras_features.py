"""What Keras makes of a drawn picture with the narrowest MobileNet, 96 x 96, weights by formula: its features at block 11.

    pip install keras tensorflow-cpu h5py
    python make_keras_features.py      # writes keras_features.json beside this script
"""
import json
import pathlib
import sys

import numpy as np

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "network"))

import make_keras_reference as reference  # noqa: E402
from keras import Model, applications, layers  # noqa: E402


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


net = reference.fill(applications.MobileNet(include_top=False, weights=None, alpha=0.25, input_shape=(96, 96, 3)))
tap = net.get_layer("conv_pw_11_relu").output
outputs = [layers.Flatten()(tap), layers.GlobalAveragePooling2D()(tap), layers.GlobalMaxPooling2D()(tap)]
model = Model(net.input, outputs)
x = picture(96).astype(np.float32)[None]
own = [np.asarray(v)[0] for v in model(applications.mobilenet.preprocess_input(x.copy()))]
unit = np.asarray(model(x / 255)[1])[0]
numbers = {"flatten": own[0][:1024], "mean": own[1], "max": own[2], "unit": unit}
with open(HERE / "keras_features.json", "w", newline="\n") as out:
    json.dump({k: [float(f"{n:.7g}") for n in v] for k, v in numbers.items()}, out, separators=(",", ":"))
    out.write("\n")
