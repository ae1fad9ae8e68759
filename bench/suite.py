"""The fourteen top models of the study, Exina's training beside Keras's `fit`: in turns, training by training, in one run.

    pip install keras tensorflow-cpu
    ./exina --version && mvn -q -DskipTests test-compile      # builds what is run here
    python bench/suite.py [ROUNDS [EPOCHS]]

Data are random numbers of the study's size for VGG16: 1152 samples of 6 x 6 x 512 = 18432, 288 more tested after each
epoch, 23 classes. Each training is warmed up first (Keras traces its graph, Java
compiles); then EPOCHS epochs are timed, ROUNDS times. Six of the fourteen differ in nothing but their network: they are
timed once and count for the epochs of all. The total is that of the study: 100 epochs of one, 20 of each other.
Keras is timed in `fit` alone; Exina from numbers to the finished head, one thread. `cpu` is processor time, which other
programs on the same machine disturb less than `wall`.
"""

import os
import sys
from statistics import median

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import keras
import numpy as np
from keras import layers
from training import CLASSES, CORES, FEATURES, SAMPLES, Exina, timed

VALIDATION, BATCH = 288, 4
SUITE = [  # epochs in all, units, activation, optimizer
    (200, 128, "relu", "rmsprop"),  # five networks, 20 epochs each, and InceptionV3 with 100: alike but for their features
    (20, 64, "relu", "rmsprop"),
    (20, 256, "relu", "rmsprop"),
    (20, 128, "sigmoid", "rmsprop"),
    (20, 128, "tanh", "rmsprop"),
    (20, 128, "sigmoid", "sgd"),
    (20, 128, "sigmoid", "adagrad"),
    (20, 128, "sigmoid", "adam"),
    (20, 256, "sigmoid", "adagrad"),
]


def numbers(count):
    x = np.random.default_rng(count).random((count, FEATURES), dtype=np.float32)
    return x, np.eye(CLASSES, dtype=np.float32)[np.arange(count) % CLASSES]


TRAIN, OTHERS = numbers(SAMPLES), numbers(VALIDATION)


def theirs(units, activation, optimizer, epochs):
    stack = [layers.Input((FEATURES,)), layers.Dense(units, activation=activation), layers.Dropout(0.5)]
    model = keras.Sequential(stack + [layers.Dense(CLASSES, activation="softmax")])
    model.compile(optimizer=optimizer, loss="categorical_crossentropy", metrics=["accuracy"])
    few = [part[: 8 * BATCH] for part in (*TRAIN, *OTHERS)]
    model.fit(few[0], few[1], batch_size=BATCH, validation_data=(few[2], few[3]), verbose=0)
    return lambda: model.fit(*TRAIN, batch_size=BATCH, epochs=epochs, validation_data=OTHERS, verbose=0)


def main(rounds, epochs):
    print("%d cores, Keras %s, %d rounds of %d epochs" % (CORES, keras.__version__, rounds, epochs), flush=True)
    exina = Exina()
    exina.run("fit top:standardize=false,epochs=2,batch=%d" % BATCH)
    print("%-34s %17s %17s %14s" % ("seconds an epoch", "Keras wall   cpu", "Exina wall   cpu", "ratio wall cpu"))
    totals = np.zeros((2, 2))
    for all_epochs, units, activation, optimizer in SUITE:
        work = theirs(units, activation, optimizer, epochs)
        line = "fit top:standardize=false,epochs=%d,batch=%d,units=%d,activation=%s,optimizer=%s" % (
            epochs, BATCH, units, activation, optimizer)
        measured = [(timed(work), exina.run(line)) for _ in range(rounds)]
        times = np.array([[median(m[who][what] for m in measured) for what in (0, 1)] for who in (0, 1)]) / epochs
        totals += times * all_epochs
        print("%-34s %11.2f %5.2f %11.2f %5.2f %9.2f %4.2f" % (
            "%d x %d %s %s" % (all_epochs, units, activation, optimizer), *times[0], *times[1], *(times[1] / times[0])), flush=True)
    print("%-34s %11.0f %5.0f %11.0f %5.0f %9.2f %4.2f" % (
        "all fourteen, %d epochs" % sum(each[0] for each in SUITE), *totals[0], *totals[1], *(totals[1] / totals[0])))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
