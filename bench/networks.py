"""Exina's networks beside Keras's, on the same machine in the same run: batches in turn, medians.

    pip install keras tensorflow-cpu
    mvn -q -pl train -am test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath.txt
    python bench/networks.py [--size 200] [--batch 8] [--rounds 7] [NAME ...]

Weights are random (Keras) and by formula (Exina): the time does not depend on them. Both sides take 8-bit pixels, do the
network's own preprocessing and average the last map. The largest relative difference is that of KerasTapsTest: five layers
with the same weights on both sides.
"""
import argparse
import os
import pathlib
import platform
import statistics
import subprocess
import time

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["KERAS_BACKEND"] = "tensorflow"

import keras  # noqa: E402
import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402
from keras import applications  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent
NETWORKS = {
    "vgg16": (applications.VGG16, applications.vgg16),
    "vgg19": (applications.VGG19, applications.vgg19),
    "inceptionv3": (applications.InceptionV3, applications.inception_v3),
    "resnet50": (applications.ResNet50, applications.resnet),
    "xception": (applications.Xception, applications.xception),
    "mobilenet": (applications.MobileNet, applications.mobilenet),
}


class Exina:
    def __init__(self):
        train = ROOT / "train" / "target"
        libraries = (train / "classpath.txt").read_text().strip()
        path = os.pathsep.join([str(train / "test-classes"), str(train / "classes"), libraries])
        self.process = subprocess.Popen(
            ["java", "-cp", path, "org.exina.bench.NetworkSpeed"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )

    def ask(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().strip()
        if not answer:
            raise SystemExit("the Java side ended at: " + line)
        return answer


def keras_batch(name, size, batch):
    build, package = NETWORKS[name]
    model = build(include_top=False, weights=None, pooling="avg", input_shape=(size, size, 3))
    pixels = np.random.default_rng(1).integers(0, 256, (batch, size, size, 3), dtype=np.uint8)
    run = tf.function(lambda x: model(package.preprocess_input(tf.cast(x, tf.float32)), training=False))

    def once():
        start = time.perf_counter()
        run(pixels).numpy()
        return (time.perf_counter() - start) * 1e3

    return once


def main():
    options = argparse.ArgumentParser()
    options.add_argument("names", nargs="*", default=list(NETWORKS))
    options.add_argument("--size", type=int, default=200)
    options.add_argument("--batch", type=int, default=8)
    options.add_argument("--rounds", type=int, default=7)
    asked = options.parse_args()
    exina = Exina()
    print(f"{os.cpu_count()} cores, {platform.machine()}, Keras {keras.__version__}, TensorFlow {tf.__version__};"
          f" {asked.size} x {asked.size}, batch {asked.batch}, median of {asked.rounds}; images a second")
    print("network | Exina | Keras | ratio | largest relative difference")
    for name in asked.names:
        agreement = exina.ask("agreement " + name)
        exina.ask(f"open {name} {asked.size}")
        once = keras_batch(name, asked.size, asked.batch)
        ours, theirs = [], []
        for round in range(asked.rounds + 2):
            mine, other = float(exina.ask(f"run {asked.batch}")), once()
            if round >= 2:  # the first two warm up
                ours.append(mine)
                theirs.append(other)
        speed = [asked.batch * 1e3 / statistics.median(times) for times in (ours, theirs)]
        print(f"{name} | {speed[0]:.1f} | {speed[1]:.1f} | {speed[0] / speed[1]:.2f} | {agreement}", flush=True)
        keras.utils.clear_session()
    exina.process.stdin.write("quit\n")
    exina.process.stdin.flush()


if __name__ == "__main__":
    main()
