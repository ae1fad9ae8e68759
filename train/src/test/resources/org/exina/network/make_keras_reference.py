"""Makes the reference files beside this script: what Keras says about the networks that Exina describes.

    pip install keras tensorflow-cpu h5py
    python make_keras_reference.py              # all of it, a few minutes
    python make_keras_reference.py tiny windows # parts: tiny, windows, structure, taps

No weights are stored: they come from a formula (`Formula.java` has the same one), as do the pictures.

    tiny-keras3.weights.h5, tiny-whole.h5  a small network, saved by Keras in its two layouts
    tiny-old.h5      the same as older Keras wrote it: other names, fixed-length texts, attributes cut into parts
    windows.json     convolutions and poolings, every padding, stride and size
    structure.json   layers, shapes and parameters of the networks
    taps.json        five layers of each, pooled
"""

import json
import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""
os.environ["KERAS_BACKEND"] = "tensorflow"

import h5py
import keras
import numpy as np
from keras import applications, layers

HERE = os.path.dirname(os.path.abspath(__file__))

NETWORKS = {
    "vgg16": applications.VGG16,
    "vgg19": applications.VGG19,
    "inceptionv3": applications.InceptionV3,
    "resnet50": applications.ResNet50,
    "xception": applications.Xception,
    "mobilenet": applications.MobileNet,
}

PREPROCESSING = {
    "vgg16": applications.vgg16.preprocess_input,
    "vgg19": applications.vgg19.preprocess_input,
    "inceptionv3": applications.inception_v3.preprocess_input,
    "resnet50": applications.resnet.preprocess_input,
    "xception": applications.xception.preprocess_input,
    "mobilenet": applications.mobilenet.preprocess_input,
}

TAPS = {
    "vgg16": ["block1_pool", "block2_conv2", "block3_conv3", "block4_pool", "block5_pool"],
    "vgg19": ["block1_conv1", "block2_pool", "block3_conv4", "block4_conv4", "block5_pool"],
    "inceptionv3": ["mixed0", "mixed3", "mixed7", "mixed8", "mixed10"],
    "resnet50": ["conv1_relu", "conv2_block3_out", "conv3_block2_3_conv", "conv4_block6_out", "conv5_block3_out"],
    "xception": ["block1_conv2_act", "add_1", "add_6", "block13_sepconv2_bn", "block14_sepconv2_act"],
    "mobilenet": ["conv1_relu", "conv_dw_2", "conv_dw_6_bn", "conv_pw_11_relu", "conv_pw_13_relu"],
}

SIZES = [(200, 200), (224, 224), (111, 97)]


def mixed(x):
    """Chris Wellons, "Prospecting for Hash Functions", 2018: lowbias32. x: uint32 array."""
    x = x ^ (x >> np.uint32(16))
    x = x * np.uint32(0x7FEB352D)
    x = x ^ (x >> np.uint32(15))
    x = x * np.uint32(0x846CA68B)
    return x ^ (x >> np.uint32(16))


def seed(name):
    """FNV-1a, 32 bits."""
    h = 0x811C9DC5
    for byte in name.encode("utf8"):
        h = ((h ^ byte) * 0x01000193) & 0xFFFFFFFF
    return h


def uniform(name, count):
    """Numbers in [-1, 1), exact in double precision."""
    x = np.arange(count, dtype=np.uint32) * np.uint32(0x9E3779B9) + np.uint32(seed(name))
    return (mixed(x) >> np.uint32(8)).astype(np.float64) / 2**23 - 1


def weight(layer, name, shape):
    """He's uniform initialization for kernels; batch norms near the identity."""
    u = uniform(layer + "/" + name, int(np.prod(shape)))
    if name.endswith("kernel"):
        depthwise = shape[3] == 1
        fan_in = shape[0] * shape[1] * (1 if depthwise else shape[2])
        values = u * np.sqrt(6.0 / fan_in)
    else:
        values = {
            "bias": 0.1 * u,
            "gamma": 1 + 0.2 * u,
            "beta": 0.1 * u,
            "moving_mean": 0.1 * u,
            "moving_variance": 1 + 0.5 * u,
        }[name]
    return values.astype(np.float32).reshape(shape)


def picture(number, height, width):
    """(height, width, 3), 0 to 255: triangle waves and some noise, in whole numbers."""
    y, x, c = np.meshgrid(np.arange(height), np.arange(width), np.arange(3), indexing="ij")
    wave = (x * (3 + number) + y * (5 + 2 * number) + 80 * c * (number + 1)) % 510
    wave = np.where(wave < 255, wave, 510 - wave)
    noise = (uniform("picture %d" % number, height * width * 3) + 1) * 2**23
    noise = noise.astype(np.int64).reshape(height, width, 3) % 64
    return ((3 * wave + 4 * noise) // 4).astype(np.float64)


def fill(model):
    for layer in model.layers:
        if layer.weights:
            layer.set_weights([weight(layer.name, w.name, w.shape) for w in layer.weights])
    return model


def tiny_model():
    """`Formula.tiny()` is the same."""
    keras.utils.clear_session()
    x = entry = layers.Input((12, 12, 3))
    x = layers.Conv2D(4, 3, strides=2, padding="same", name="stem")(x)
    x = layers.BatchNormalization(name="stem_bn")(x)
    x = layers.Activation("relu", name="stem_relu")(x)
    side = layers.Conv2D(6, 1, strides=2, padding="same", use_bias=False, name="side")(x)
    side = layers.BatchNormalization(scale=False, name="side_bn")(side)
    x = layers.SeparableConv2D(6, 3, padding="same", use_bias=False, name="sep")(x)
    x = layers.MaxPooling2D(3, strides=2, padding="same", name="pool")(x)
    x = layers.Add(name="sum")([x, side])
    x = layers.DepthwiseConv2D(3, padding="same", name="dw")(x)
    x = layers.Concatenate(name="both")([x, side])
    return fill(keras.Model(entry, x))


def tiny():
    model = tiny_model()
    model.save_weights(os.path.join(HERE, "tiny-keras3.weights.h5"))
    model.save(os.path.join(HERE, "tiny-whole.h5"))
    with h5py.File(os.path.join(HERE, "tiny-old.h5"), "w", libver="earliest") as f:
        names = [("x%d_%s" % (i, l.name)).encode() for i, l in enumerate(model.layers)]
        for part in range(0, len(names), 4):
            f.attrs["layer_names%d" % (part // 4)] = np.array(names[part : part + 4])
        f.attrs["backend"] = b"tensorflow"
        f.attrs["keras_version"] = b"1.2.0"
        for name, layer in zip(names, model.layers):
            group = f.create_group(name)
            weights = layer.trainable_weights + layer.non_trainable_weights
            titles = [name + b"_W_%d:0" % i for i in range(len(weights))]
            group.attrs["weight_names"] = np.array(titles) if titles else []
            for title, w in zip(titles, weights):
                group.create_dataset(title, data=np.asarray(w))


def windows():
    """Each case: how, the output's shape, its sum with two weightings."""
    cases = []
    for height, width in [(5, 6), (8, 7), (9, 9)]:
        x = uniform("windows", height * width * 4).astype(np.float32).reshape(1, height, width, 4)
        for padding in ("same", "valid"):
            for kernel in ((1, 1), (2, 2), (3, 3), (1, 3), (3, 2)):
                for stride in (1, 2, 3):
                    how = dict(strides=stride, padding=padding)
                    for kind, layer in {
                        "conv2d": layers.Conv2D(3, kernel, name="c", **how),
                        "depthwise_conv2d": layers.DepthwiseConv2D(kernel, name="c", **how),
                        "separable_conv2d": layers.SeparableConv2D(3, kernel, use_bias=False, name="c", **how),
                        "max_pooling2d": layers.MaxPooling2D(kernel, **how),
                        "average_pooling2d": layers.AveragePooling2D(kernel, **how),
                    }.items():
                        layer.build(x.shape)
                        layer.set_weights([weight("c", w.name, w.shape) for w in layer.weights])
                        y = np.asarray(layer(x))[0].transpose(2, 0, 1).astype(np.float64)
                        sums = [float((y.ravel() * uniform(n, y.size)).sum()) for n in ("first", "second")]
                        cases.append([kind, height, width, list(kernel), stride, padding, list(y.shape)] + sums)
    write("windows.json", cases)


def build(name, height, width):
    """In double precision, so that the reference has no error of its own to speak of."""
    keras.utils.clear_session()
    keras.config.set_floatx("float64")
    return NETWORKS[name](include_top=False, weights=None, input_shape=(height, width, 3))


def structure():
    result = {}
    for name in NETWORKS:
        models = {size: build(name, size, size) for size in (200, 224, 299)}
        model = models[200]
        result[name] = {
            "parameters": model.count_params(),
            "output": {str(size): channels_first(m.output) for size, m in models.items()},
            "layers": {l.name: channels_first(l.output) for l in model.layers[1:]},
            "weighted": {
                l.name: sum(int(np.prod(w.shape)) for w in l.weights) for l in model.layers if l.weights
            },
        }
    write("structure.json", result)


def channels_first(tensor):
    return [int(tensor.shape[i]) for i in (3, 1, 2)]


def taps():
    result = {}
    for name in NETWORKS:
        for height, width in SIZES:
            model = fill(build(name, height, width))
            model = keras.Model(model.input, [model.get_layer(t).output for t in TAPS[name]])
            x = PREPROCESSING[name](np.stack([picture(k, height, width) for k in range(2)]))
            maps = [np.asarray(m) for m in model(x)]
            pooled = {t: pool(m[1]) for t, m in zip(TAPS[name], maps)}
            result.setdefault(name, {})["%dx%d" % (height, width)] = pooled
    write("taps.json", result)


def pool(tap):
    """16 channels, each averaged over the four quarters of the map."""
    height, width, channels = tap.shape
    result = []
    for i in range(16):
        m = tap[:, :, i * channels // 16].astype(np.float64)
        rows = (slice(0, (height + 1) // 2), slice(height // 2, height))
        columns = (slice(0, (width + 1) // 2), slice(width // 2, width))
        result += [float("%.9g" % m[r, c].mean()) for r in rows for c in columns]
    return result


def write(name, value):
    with open(os.path.join(HERE, name), "w", newline="\n") as f:
        text = json.dumps(value, separators=(",", ":"))
        f.write(text.replace("],[", "],\n[").replace("},\"", "},\n\"") + "\n")


if __name__ == "__main__":
    for part in sys.argv[1:] or ["tiny", "windows", "structure", "taps"]:
        globals()[part]()
