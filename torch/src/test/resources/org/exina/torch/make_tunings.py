"""Makes tunings.json beside this script: trainings by Keras of a small network with batch norms and a depthwise
convolution, from the same weights, that Exina's are held against.

    pip install keras tensorflow-cpu
    python make_tunings.py

Data and first weights come from the formula of make_trainings.py. Cases: batch norms trained (means of the batch, moving
averages with momentum 0.99) or frozen (trainable=False: the means they have), and the first convolution frozen besides.
"""

import os

os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"

from make_trainings import CLASSES, curves, keras, labels, layers, np, optimizers, rounded, uniform, write

SIZE, PICTURES, BATCH, EPOCHS = 13, 12, 5, 2


def network():
    keras.utils.clear_session()
    stack = [layers.Input((SIZE, SIZE, 3)), layers.Rescaling(1 / 127.5, offset=-1)]
    stack += [layers.Conv2D(6, 3, strides=2, padding="same", use_bias=False, name="conv")]
    stack += [layers.BatchNormalization(name="conv_bn"), layers.ReLU(6.0)]
    stack += [layers.DepthwiseConv2D(3, padding="same", use_bias=False, name="dw")]
    stack += [layers.BatchNormalization(name="dw_bn"), layers.ReLU(6.0)]
    stack += [layers.Conv2D(8, 1, use_bias=False, name="pw")]
    stack += [layers.BatchNormalization(name="pw_bn"), layers.ReLU(6.0)]
    stack += [layers.GlobalAveragePooling2D(), layers.Dense(CLASSES, name="scores"), layers.Activation("softmax")]
    model = keras.Sequential(stack)
    for layer in model.layers:
        for w in layer.weights:
            u = uniform(layer.name + "/" + w.name, *w.shape)
            if w.name.endswith("kernel"):
                window = int(np.prod(w.shape[:-2]))
                u = u * np.float32(np.sqrt(6.0 / (window * (w.shape[-2] + w.shape[-1]))))
            else:
                u = u * np.float32(0.1) + np.float32(w.name in ("gamma", "moving_variance"))
            w.assign(u)
    return model


def case(name, frozen, optimizer):
    model = network()
    for layer in model.layers:
        layer.trainable = layer.name not in frozen
    model.compile(optimizer=optimizer, loss="categorical_crossentropy", metrics=["accuracy"])
    x = np.floor((uniform("pictures", PICTURES, SIZE, SIZE, 3) + 1) * 128)
    y = np.eye(CLASSES)[labels(PICTURES)]
    history = model.fit(
        x, y, batch_size=BATCH, epochs=EPOCHS, shuffle=False, validation_data=(x, y), verbose=0
    ).history
    weights = {l.name: [rounded(np.asarray(w)) for w in l.weights] for l in model.layers if l.weights}
    return {"name": name, "frozen": frozen, **curves(history), "weights": weights}


if __name__ == "__main__":
    norms = ["conv_bn", "dw_bn", "pw_bn"]
    cases = [
        case("trained", [], optimizers.SGD(0.05, momentum=0.9)),
        case("frozen", norms, optimizers.SGD(0.05, momentum=0.9)),
        case("adam", norms, optimizers.Adam(0.001)),
        case("last", ["conv"] + norms[:1], optimizers.SGD(0.05, momentum=0.9)),
    ]
    write("tunings.json", cases)
