"""Exina's training beside Keras's `fit`: one epoch of each, in turns, in one run; prints medians and ratios.

    pip install keras tensorflow-cpu
    ./exina --version && mvn -q -DskipTests test-compile      # builds what is run here
    python bench/training.py [ROUNDS [head|contrast [PICTURES]]]

Data are random numbers of the study's sizes. `cpu` is processor time, which another program on the same machine disturbs
less than `wall`.
"""

import os
import subprocess
import sys
import time
from statistics import median

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""
os.environ["KERAS_BACKEND"] = "tensorflow"

import keras
import numpy as np
from keras import layers

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PATHS = ["torch/target/test-classes", "torch/target/classes", "train/target/classes", "model/target/classes", "cli/target/lib/*"]
CLASSES, FEATURES, SAMPLES, PICTURES, SIZE = 23, 18432, 1152, 805, 200
CORES = os.cpu_count()


class Exina:
    def __init__(self):
        path = os.pathsep.join(os.path.join(ROOT, p) for p in PATHS)
        command = ["java", "-Xmx2g", "-XX:+UseParallelGC", "-cp", path, "org.exina.bench.TrainingBench"]
        self.program = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        print("engine loaded in %s s" % self.program.stdout.readline().split()[1])

    def run(self, line):
        self.program.stdin.write(line + "\n")
        self.program.stdin.flush()
        wall, cpu = self.program.stdout.readline().split()
        return float(wall), float(cpu)


def timed(work):
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


def head(batch):
    x = np.random.default_rng(1).random((SAMPLES, FEATURES), dtype=np.float32)
    y = np.eye(CLASSES)[np.arange(SAMPLES) % CLASSES]
    stack = [layers.Input((FEATURES,)), layers.Dense(128, activation="relu"), layers.Dropout(0.5)]
    model = keras.Sequential(stack + [layers.Dense(CLASSES, activation="softmax")])
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return lambda: model.fit(x, y, batch_size=batch, epochs=1, verbose=0)


def contrast(batch, pictures):
    x = np.random.default_rng(2).integers(0, 256, (pictures, SIZE, SIZE, 3), dtype=np.uint8)
    y = np.eye(CLASSES)[np.arange(pictures) % CLASSES]
    stack = [layers.Input((SIZE, SIZE, 3)), layers.Rescaling(1 / 255.0)]
    for filters in (32, 32, 64):
        stack += [layers.Conv2D(filters, 3, activation="relu"), layers.MaxPooling2D(2)]
    stack += [layers.Flatten(), layers.Dense(64, activation="relu"), layers.Dropout(0.5)]
    model = keras.Sequential(stack + [layers.Dense(CLASSES, activation="softmax")])
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return lambda: model.fit(x, y, batch_size=batch, epochs=1, verbose=0)


def compare(title, keras_work, lines, rounds):
    """lines: what to ask of Exina, and how many trainings that is."""
    timed(keras_work)
    for line in lines:
        exina.run(line)
    theirs, ours = [], {line: [] for line in lines}
    for _ in range(rounds):
        theirs.append(timed(keras_work))
        for line, jobs in lines.items():
            wall, cpu = exina.run(line)
            ours[line].append((wall / jobs, cpu / jobs))
    base = [median(v[i] for v in theirs) for i in (0, 1)]
    print("%-34s %8s %8s" % (title + ", s an epoch", "wall", "cpu"))
    print("%-34s %8.2f %8.2f" % ("  Keras", *base))
    for line in lines:
        mine = [median(v[i] for v in ours[line]) for i in (0, 1)]
        print("%-34s %8.2f %8.2f   Exina / Keras: wall %.2f, cpu %.2f" % (
            "  Exina (%s)" % line, *mine, mine[0] / base[0], mine[1] / base[1]), flush=True)


if __name__ == "__main__":
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    parts = sys.argv[2:3] or ["head", "contrast"]
    pictures = int(sys.argv[3]) if len(sys.argv) > 3 else PICTURES
    print("%d cores, Keras %s, %d rounds" % (CORES, keras.__version__, rounds))
    exina = Exina()
    if "head" in parts:
        for batch in (4, 16):
            lines = {"head %d 1" % batch: 1, "head %d %d" % (batch, CORES): CORES}
            compare("18432-128-23, batch %d" % batch, head(batch), lines, rounds)
    if "contrast" in parts:
        lines = {"contrast 16 %d %d" % (t, pictures): 1 for t in (1, CORES)}
        compare("contrast, %d of 200 x 200" % pictures, contrast(16, pictures), lines, rounds)
