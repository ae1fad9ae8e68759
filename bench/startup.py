#!/usr/bin/env python3
"""How long short commands take, beside Python's way to the same runtime.

    bench/startup.py [--runs 9] [--python PYTHON] [--weights mobilenet_v2.onnx] [--java JAVA_HOME]

Needs a build (./exina once). PYTHON is one that has onnxruntime and Pillow. Trains a model on drawn images, waits until the launcher
has made its archive, and prints medians of interleaved runs: seconds on the clock, seconds of the processor (all threads), and the
clock by that of Python. Other work on the machine stretches the clock more than the processor's seconds.
"""
import argparse
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time

EXINA = str(pathlib.Path(__file__).resolve().parent.parent / "exina")


def once(words, env):
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(words, env=env, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--weights", help="an ONNX network, to be timed as a backbone beside the built-in one")
    parser.add_argument("--java", help="a folder of another Java")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        env = dict(os.environ, EXINA_HOME=work + "/home", **({"JAVA_HOME": arguments.java} if arguments.java else {}))

        def exina(*words):
            subprocess.run([EXINA, *words], env=env, check=True, cwd=work, stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL)

        exina("sample", "-o", "images", "--classes", "3", "--per-class", "12")
        exina("train", "images", "-o", "model.onnx")
        image = str(sorted(pathlib.Path(work, "images").rglob("*.jpg"))[0])
        measured = {
            "exina --version": [EXINA, "--version"],
            "exina help": [EXINA, "help"],
            "exina predict, built-in backbone": [EXINA, "predict", work + "/model.onnx", image],
        }
        if arguments.weights:
            exina("backbones", "add", os.path.abspath(arguments.weights), "--name", "added")
            exina("train", "images", "--backbone", "added", "-o", "added.onnx")
            measured["exina predict, added backbone"] = [EXINA, "predict", work + "/added.onnx", image]
        peer = 'python -c "import onnxruntime, PIL"'
        measured[peer] = [arguments.python, "-c", "import onnxruntime, PIL"]
        target = pathlib.Path(EXINA).parent / "cli" / "target"
        while list(target.glob("start-*.tmp")):
            time.sleep(1)

        times = {name: [] for name in measured}
        for _ in range(arguments.runs):
            for name, words in measured.items():
                times[name].append(once(words, env))
        medians = {name: [statistics.median(of) for of in zip(*each)] for name, each in times.items()}
        print(f"{'':36} clock  processor  by Python's")
        for name, (wall, processor) in medians.items():
            print(f"{name:36} {wall:5.2f}  {processor:9.2f}  {wall / medians[peer][0]:11.1f}")
        print(f"median of {arguments.runs} runs; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")


main()
