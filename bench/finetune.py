"""Exina's fine-tuning beside Keras's: one epoch of MobileNet 0.75, in turns, in one run; prints medians and ratios.

    pip install keras tensorflow-cpu
    ./exina --version && mvn -q -DskipTests test-compile      # builds what is run here
    python bench/finetune.py [ROUNDS [PICTURES [SIZE]]]

The last 4 blocks and then all of the network learn, batch norms stay frozen, Adam, batch 16. Weights and images are
random. `cpu` is processor time, which another program on the same machine disturbs less than `wall`.
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

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PATHS = ["torch/target/test-classes", "torch/target/classes", "train/target/classes", "model/target/classes", "cli/target/lib/*"]
CLASSES, BATCH, CORES = 23, 16, os.cpu_count()


class Exina:
    def __init__(self):
        path = os.environ.get("EXINA_CLASSES") or os.pathsep.join(os.path.join(ROOT, p) for p in PATHS)
        command = ["java", "-Xmx2g", "-XX:+UseParallelGC", "-cp", path, "org.exina.finetune.TuningBench"]
        self.program = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.program.stdout.readline()

    def run(self, *words):
        self.program.stdin.write(" ".join(map(str, words)) + "\n")
        self.program.stdin.flush()
        wall, cpu = self.program.stdout.readline().split()
        return float(wall), float(cpu)


def timed(work):
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


def tuning(last, size, pictures):
    """last: blocks that learn, of 14; a block is a depthwise and a pointwise convolution."""
    keras.utils.clear_session()
    body = keras.applications.MobileNet((size, size, 3), 0.75, include_top=False, weights=None, pooling="avg")
    names = [l.name for l in body.layers]
    begin = 0 if last == 14 else names.index("conv_dw_%d" % (14 - last))
    for i, layer in enumerate(body.layers):
        layer.trainable = i >= begin and not isinstance(layer, keras.layers.BatchNormalization)
    inputs = keras.Input((size, size, 3))
    x = body(keras.layers.Rescaling(1 / 127.5, offset=-1)(inputs))
    model = keras.Model(inputs, keras.layers.Dense(CLASSES, activation="softmax")(x))
    model.compile(optimizer=keras.optimizers.Adam(1e-4), loss="categorical_crossentropy", metrics=["accuracy"])
    x = np.random.default_rng(2).integers(0, 256, (pictures, size, size, 3), dtype=np.uint8)
    y = np.eye(CLASSES)[np.arange(pictures) % CLASSES]
    return lambda: model.fit(x, y, batch_size=BATCH, epochs=1, verbose=0)


if __name__ == "__main__":
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    pictures = int(sys.argv[2]) if len(sys.argv) > 2 else 320
    size = int(sys.argv[3]) if len(sys.argv) > 3 else 128
    print("%d cores, Keras %s, %d images of %d x %d, %d rounds" % (
        CORES, keras.__version__, pictures, size, size, rounds), flush=True)
    exina = Exina()
    for last in (4, 14):
        keras_work = tuning(last, size, pictures)
        timed(keras_work)
        theirs, ours = [], {threads: [] for threads in sorted({1, CORES})}
        for threads in ours:
            exina.run(last, size, BATCH, threads, BATCH)
        for _ in range(rounds):
            theirs.append(timed(keras_work))
            for threads in ours:
                ours[threads].append(exina.run(last, size, BATCH, threads, pictures))
        base = [median(v[i] for v in theirs) for i in (0, 1)]
        print("last %d blocks, s an epoch: Keras wall %.2f cpu %.2f" % (last, *base))
        for threads, values in ours.items():
            mine = [median(v[i] for v in values) for i in (0, 1)]
            print("  Exina, %d threads: wall %.2f cpu %.2f   Exina / Keras: wall %.2f, cpu %.2f" % (
                threads, *mine, mine[0] / base[0], mine[1] / base[1]), flush=True)
