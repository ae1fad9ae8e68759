"""Makes the reference files beside this script: trainings by Keras that Exina's are held against.

    pip install keras tensorflow-cpu
    python make_trainings.py

No data and no first weights are stored: both come from a formula (`Formula.java` has the same one).

    top_models.json  small top models: every optimizer, schedule and penalty, three epochs in a fixed order
    contrast.json    the contrast network on tiny pictures, two epochs
"""

import json
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""
os.environ["KERAS_BACKEND"] = "tensorflow"

import keras
import numpy as np
from keras import layers, optimizers

HERE = os.path.dirname(os.path.abspath(__file__))
FEATURES, CLASSES, TRAIN, TEST, BATCH, EPOCHS = 20, 3, 50, 20, 7, 3
STEPS = -(-TRAIN // BATCH)


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


def uniform(name, *shape):
    """Numbers in [-1, 1), exact in single precision."""
    x = np.arange(int(np.prod(shape)), dtype=np.uint32) * np.uint32(0x9E3779B9) + np.uint32(seed(name))
    return ((mixed(x) >> np.uint32(8)).astype(np.float64) / 2**23 - 1).astype(np.float32).reshape(shape)


def labels(count):
    """The first class as often as the others together."""
    return np.array([0, 1, 0, 2])[np.arange(count) * 7 % 4]


def fill(model):
    """Kernels Glorot uniform, biases small; names as the layers would have in a fresh program."""
    for layer in model.layers:
        for w in layer.weights:
            u = uniform(layer.name + "/" + w.name, *w.shape)
            if w.name == "kernel":
                window = int(np.prod(w.shape[:-2]))
                u = u * np.float32(np.sqrt(6.0 / (window * (w.shape[-2] + w.shape[-1]))))
            else:
                u = u * np.float32(0.1)
            w.assign(u)
    return model


def top(units=(8,), activation="relu", optimizer=None, l2=0.0, smoothing=0.0, balanced=False):
    keras.utils.clear_session()
    penalty = keras.regularizers.L2(l2) if l2 else None
    stack = [layers.Input((FEATURES,))]
    for count in units:
        stack += [layers.Dense(count, activation=activation, kernel_regularizer=penalty)]
    stack += [layers.Dense(CLASSES, activation="softmax", kernel_regularizer=penalty)]
    model = fill(keras.Sequential(stack))
    loss = keras.losses.CategoricalCrossentropy(label_smoothing=smoothing)
    model.compile(optimizer=optimizer, loss=loss, metrics=["accuracy"])
    y = labels(TRAIN)
    sizes = np.bincount(y)
    weights = {k: TRAIN / (CLASSES * sizes[k]) for k in range(CLASSES)} if balanced else None
    history = model.fit(
        2 * uniform("train", TRAIN, FEATURES),
        np.eye(CLASSES)[y],
        batch_size=BATCH,
        epochs=EPOCHS,
        shuffle=False,
        class_weight=weights,
        validation_data=(2 * uniform("test", TEST, FEATURES), np.eye(CLASSES)[labels(TEST)]),
        verbose=0,
    ).history
    return history, [np.asarray(w) for w in model.get_weights()]


def cases():
    """The text form of each head and how Keras is told the same."""
    schedules = optimizers.schedules
    yield "optimizer=rmsprop", dict(optimizer=optimizers.RMSprop())
    yield "activation=sigmoid,optimizer=sgd", dict(activation="sigmoid", optimizer=optimizers.SGD())
    yield "activation=tanh,optimizer=adagrad", dict(activation="tanh", optimizer=optimizers.Adagrad(0.01))
    yield "optimizer=adagrad,lr=0.001,accumulator=0", dict(
        optimizer=optimizers.Adagrad(initial_accumulator_value=0.0)
    )
    yield "activation=gelu,optimizer=adam", dict(activation="gelu", optimizer=optimizers.Adam())
    yield "optimizer=adamw", dict(optimizer=optimizers.AdamW())
    yield "optimizer=sgd,momentum=0.9", dict(optimizer=optimizers.SGD(momentum=0.9))
    yield "optimizer=sgd,momentum=0.9,nesterov=true", dict(optimizer=optimizers.SGD(momentum=0.9, nesterov=True))
    yield "optimizer=rmsprop,rho=0.8,momentum=0.5,epsilon=0.001", dict(
        optimizer=optimizers.RMSprop(rho=0.8, momentum=0.5, epsilon=0.001)
    )
    yield "activation=none,optimizer=adam,lr=0.01,epsilon=0.01", dict(
        activation=None, optimizer=optimizers.Adam(0.01, epsilon=0.01)
    )
    yield "optimizer=sgd,l2=0.05", dict(optimizer=optimizers.SGD(), l2=0.05)
    yield "optimizer=sgd,lr=0.1,smoothing=0.2", dict(optimizer=optimizers.SGD(0.1), smoothing=0.2)
    yield "optimizer=sgd,lr=0.1,balanced=true", dict(optimizer=optimizers.SGD(0.1), balanced=True)
    yield "optimizer=sgd,lr=0.1,schedule=cosine", dict(
        optimizer=optimizers.SGD(schedules.CosineDecay(0.1, STEPS * EPOCHS))
    )
    yield "optimizer=sgd,lr=0.1,schedule=exponential,decay=0.5,every=2", dict(
        optimizer=optimizers.SGD(schedules.ExponentialDecay(0.1, 2 * STEPS, 0.5))
    )
    yield "optimizer=sgd,lr=0.1,schedule=step,decay=0.1,every=1", dict(
        optimizer=optimizers.SGD(schedules.ExponentialDecay(0.1, STEPS, 0.1, staircase=True))
    )
    yield "units=8+5,optimizer=rmsprop", dict(units=(8, 5), optimizer=optimizers.RMSprop())
    yield "units=none,optimizer=adam", dict(units=(), optimizer=optimizers.Adam())


def top_models():
    result = []
    for text, how in cases():
        history, weights = top(**how)
        units = "" if "units=" in text else "units=8,"
        head = "top:%s%s,dropout=0,standardize=false,epochs=%d,batch=%d,shuffle=false" % (units, text, EPOCHS, BATCH)
        result.append({"head": head, **curves(history), "weights": [rounded(w) for w in weights]})
    write("top_models.json", result)


def contrast():
    size, count = 46, 12
    keras.utils.clear_session()
    stack = [layers.Input((size, size, 3)), layers.Rescaling(1 / 255.0)]
    for filters in (32, 32, 64):
        stack += [layers.Conv2D(filters, 3), layers.Activation("relu"), layers.MaxPooling2D(2)]
    stack += [layers.Flatten(), layers.Dense(64), layers.Activation("relu")]
    stack += [layers.Dense(CLASSES), layers.Activation("softmax")]
    model = fill(keras.Sequential(stack))
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    x = np.floor((uniform("pictures", count, size, size, 3) + 1) * 128)
    y = np.eye(CLASSES)[labels(count)]
    history = model.fit(x, y, batch_size=5, epochs=2, shuffle=False, validation_data=(x, y), verbose=0).history
    sums = {l.name: [float(np.sum(np.asarray(w), dtype=np.float64)) for w in l.weights] for l in model.layers if l.weights}
    write("contrast.json", {**curves(history), "sums": sums})


def curves(history):
    names = {"loss": "loss", "accuracy": "accuracy", "val_loss": "validationLoss", "val_accuracy": "validationAccuracy"}
    return {ours: [float("%.9g" % v) for v in history[theirs]] for theirs, ours in names.items()}


def rounded(array):
    return [float("%.8g" % v) for v in array.astype(np.float64).ravel()]


def write(name, value):
    with open(os.path.join(HERE, name), "w", newline="\n") as f:
        f.write(json.dumps(value, separators=(",", ":")).replace("},{", "},\n{") + "\n")


if __name__ == "__main__":
    top_models()
    contrast()
