"""3 x 3 convolutions by Winograd's F(4 x 4, 3 x 3) as ONNX operators, beside ONNX Runtime's own: one layer, and all of VGG16.

    pip install numpy onnx onnxruntime
    python bench/winograd.py [--batch 8] [--rounds 5]

The channels of an image stand one above the other in one map, so that one convolution of stride 4 brings all tiles to where
they are multiplied (36 products of matrices, a quarter of a convolution's multiplications) and one transposed convolution of
stride 4 brings them back: nothing is transposed. Weights are random; the error is relative to the largest value.
Lavin, Gray: Fast Algorithms for Convolutional Neural Networks, CVPR 2016.
"""
import argparse
import os
import statistics
import time

import numpy as np
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

B = np.array([[4, 0, -5, 0, 1, 0], [0, -4, -4, 1, 1, 0], [0, 4, -4, -1, 1, 0],
              [0, -2, -1, 2, 1, 0], [0, 2, -1, -2, 1, 0], [0, 4, 0, -5, 0, 1]], float)
G = np.array([[1 / 4, 0, 0], [-1 / 6, -1 / 6, -1 / 6], [-1 / 6, 1 / 6, -1 / 6],
              [1 / 24, 1 / 12, 1 / 6], [1 / 24, -1 / 12, 1 / 6], [0, 0, 1]])
A = np.array([[1, 1, 1, 1, 1, 0], [0, 1, -1, 2, -2, 0], [0, 1, 1, 4, 4, 0], [0, 1, -1, 8, -8, 1]], float)


class Graph:
    def __init__(self):
        self.nodes, self.weights = [], []

    def constant(self, values, kind=np.float32):
        name = f"c{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(values, kind), name))
        return name

    def node(self, op, *inputs, **attributes):
        name = f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(op, list(inputs), [name], **attributes))
        return name

    def sizes(self, *numbers):
        return self.constant(numbers, np.int64)

    def direct(self, x, kernel, bias):
        y = self.node("Conv", x, self.constant(kernel), self.constant(bias), pads=[1, 1, 1, 1])
        return self.node("Relu", y)

    def winograd(self, x, kernel, bias, side):
        out, channels = kernel.shape[:2]
        rows, columns = -(-(side + 2) // 4), -(-side // 4)  # tiles of a channel
        x = self.node("Pad", x, self.sizes(0, 0, 1, 1, 0, 0, 4 * rows - side - 1, 4 * columns + 1 - side))
        x = self.node("Reshape", x, self.sizes(-1, 1, 4 * channels * rows, 4 * columns + 2))
        there = np.einsum("ai,bj->abij", B, B).reshape(36, 1, 6, 6)
        x = self.node("Conv", x, self.constant(there), strides=[4, 4], pads=[0, 0, 2, 0])
        x = self.node("Reshape", x, self.sizes(-1, 36, channels, rows * columns))
        u = np.einsum("ai,ocij,bj->aboc", G, kernel.astype(float), G).reshape(36, out, channels)
        x = self.node("MatMul", self.constant(u), x)
        x = self.node("Reshape", x, self.sizes(-1, 36, out * rows, columns))
        back = np.einsum("ai,bj->abij", A, A).reshape(16, 36).T.reshape(36, 1, 4, 4)
        x = self.node("ConvTranspose", x, self.constant(back), strides=[4, 4])
        x = self.node("Reshape", x, self.sizes(-1, out, 4 * rows, 4 * columns))
        x = self.node("Slice", x, self.sizes(0, 0), self.sizes(side, side), self.sizes(2, 3))
        return self.node("Relu", self.node("Add", x, self.constant(bias.reshape(1, out, 1, 1))))

    def session(self, channels, y):
        graph = helper.make_graph(
            self.nodes + [helper.make_node("Identity", [y], ["y"])], "g",
            [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n", channels, "h", "w"])],
            [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)], self.weights)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
        model.ir_version = 9
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = os.cpu_count()
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])


def random_layer(random, channels, out):
    kernel = random.normal(size=(out, channels, 3, 3)) * np.sqrt(2 / (9 * channels))
    return kernel.astype(np.float32), (0.1 * random.normal(size=out)).astype(np.float32)


def layer(channels, out, side, winograd):
    graph, weights = Graph(), random_layer(np.random.default_rng(1), channels, out)
    y = graph.winograd("x", *weights, side) if winograd else graph.direct("x", *weights)
    return graph.session(channels, y)


def vgg16(side, least):
    """Layers of at least so many input channels, on maps of at least 20 x 20, by Winograd's."""
    graph, random, x, channels = Graph(), np.random.default_rng(1), "x", 3
    for out, count in ((64, 2), (128, 2), (256, 3), (512, 3), (512, 3)):
        for _ in range(count):
            weights = random_layer(random, channels, out)
            if channels >= least and side >= 20:
                x = graph.winograd(x, *weights, side)
            else:
                x = graph.direct(x, *weights)
            channels = out
        x = graph.node("MaxPool", x, kernel_shape=[2, 2], strides=[2, 2])
        side //= 2
    return graph.session(3, graph.node("ReduceMean", x, axes=[2, 3], keepdims=0))


def compare(title, sessions, pixels, rounds):
    results = [session.run(None, {"x": pixels})[0] for session in sessions]
    times = [[] for _ in sessions]
    for _ in range(rounds):
        for own, session in zip(times, sessions):
            start = time.perf_counter()
            session.run(None, {"x": pixels})
            own.append((time.perf_counter() - start) * 1e3 / len(pixels))
    first = statistics.median(times[0])
    for own, result in list(zip(times, results))[1:]:
        error = abs(result - results[0]).max() / abs(results[0]).max()
        now = statistics.median(own)
        print(f"{title} | {first:.1f} | {now:.1f} | {first / now:.2f} | {error:.0e}", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    print("what | direct, ms an image | Winograd, ms | ratio | largest error")
    random = np.random.default_rng(2)
    for channels, side in ((64, 224), (128, 112), (256, 56), (256, 50), (512, 28), (512, 25), (512, 14)):
        pixels = np.maximum(random.normal(size=(asked.batch, channels, side, side)), 0).astype(np.float32)
        sessions = [layer(channels, channels, side, winograd) for winograd in (False, True)]
        compare(f"{channels} channels, {side} x {side}", sessions, pixels, asked.rounds)
    for side in (200, 224):
        pixels = random.normal(size=(asked.batch, 3, side, side)).astype(np.float32)
        for least in (256, 128):
            sessions = [vgg16(side, 10**6), vgg16(side, least)]
            compare(f"VGG16, {side} x {side}, from {least} channels", sessions, pixels, asked.rounds)


if __name__ == "__main__":
    main()
