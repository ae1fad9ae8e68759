package org.exina.torch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.exina.io.ExinaException;
import org.exina.network.Layer;
import org.exina.network.Network;
import org.exina.network.Parameter;
import org.exina.network.Shape;
import org.exina.network.Weights;

/**
 * A described network with its weights in libtorch, beside the one that {@code Network.compile} makes of the same
 * description for ONNX Runtime. Holds native memory: close it. Not thread-safe.
 */
public final class TorchNetwork implements AutoCloseable {
    private final Network network;
    private final Device device;
    private final PointerScope scope;
    private final Map<String, List<Array>> arrays = new LinkedHashMap<>();

    private TorchNetwork(Network network, Device device, PointerScope scope) {
        this.network = network;
        this.device = device;
        this.scope = scope;
    }

    /**
     * Brings a network with its weights to libtorch.
     *
     * @throws ExinaException when the weights do not fit, or libtorch is not there
     */
    public static TorchNetwork open(Network network, Weights weights) throws ExinaException {
        Engine.require();
        PointerScope scope = new PointerScope();
        try {
            TorchNetwork result = new TorchNetwork(network, Engine.device(network), scope);
            for (String layer : network.weightedLayers()) {
                result.arrays.put(layer, result.read(layer, weights));
            }
            scope.extend();
            return result;
        } finally {
            scope.close();
        }
    }

    /**
     * What one layer makes of a batch, as it is after training.
     *
     * @param input (n, 3, height, width), pixels 0 to 255; or (n, features) with height and width 0
     * @return (n, c, h, w) or (n, c)
     */
    public float[] run(float[] input, int n, int height, int width, String layer) {
        return TensorScope.still(() -> {
            FloatPointer numbers = new FloatPointer(input);
            Tensor placed = device.place(torch.from_blob(numbers, shape(n, height, width)));
            return Array.floats(forward(placed, layer, ForwardPass.STILL));
        });
    }

    /** The weights as they are now: a copy. */
    public Weights weights() {
        Map<String, List<org.exina.network.Tensor>> copies = TensorScope.still(() -> {
            Map<String, List<org.exina.network.Tensor>> result = new HashMap<>();
            arrays.forEach((layer, own) ->
                    result.put(layer, own.stream().map(Array::toKeras).toList()));
            return result;
        });
        return (layer, expected) -> copies.get(layer);
    }

    @Override
    public void close() {
        scope.deallocate();
    }

    Network network() {
        return network;
    }

    Device device() {
        return device;
    }

    private List<Array> read(String layer, Weights weights) throws ExinaException {
        List<Parameter> expected = network.parameters(layer);
        List<org.exina.network.Tensor> found = weights.of(layer, expected);
        List<Array> result = new ArrayList<>();
        for (int i = 0; i < expected.size(); i++) {
            if (found.size() != expected.size()
                    || !found.get(i).shape().equals(expected.get(i).shape())) {
                throw new ExinaException("weights of " + network + ", layer " + layer
                        + ": expected arrays of shapes "
                        + expected.stream().map(Parameter::shape).toList() + ", found "
                        + found.stream().map(org.exina.network.Tensor::shape).toList());
            }
            result.add(new Array(expected.get(i), Array.toTorch(expected.get(i), found.get(i), device, scope)));
        }
        return List.copyOf(result);
    }

    /** In the order of the weight files. */
    Map<String, List<Array>> arrays() {
        return arrays;
    }

    long[] shape(int n, int height, int width) {
        int size = network.leastSize();
        Shape in = network.shapes(Math.max(height, size), Math.max(width, size)).get(Network.INPUT);
        return in.isVector() ? new long[] {n, in.channels()} : new long[] {n, in.channels(), in.height(), in.width()};
    }

    /**
     * Runs the network from its pixels to the layer {@code last}.
     *
     * @param input pixels as they are
     */
    Tensor forward(Tensor input, String last, ForwardPass pass) {
        Map<String, Tensor> values = new HashMap<>();
        values.put(Network.INPUT, TorchLayers.preprocessed(network.preprocessing(), input));
        Set<String> late = new HashSet<>(late());
        late.remove(last);
        for (Network.Node node : network.nodes()) {
            List<Tensor> inputs = node.inputs().stream().map(values::get).toList();
            List<Tensor> own = new ArrayList<>();
            arrays.getOrDefault(node.name(), List.of()).forEach(a -> own.add(a.values()));
            Tensor value = late.contains(node.name()) ? inputs.get(0) : TorchLayers.apply(node, inputs, own, pass);
            value = late.contains(node.inputs().get(0)) ? value.relu() : value;
            if (node.name().equals(last)) {
                return value;
            }
            values.put(node.name(), value);
        }
        throw new IllegalArgumentException(network + " has no layer '" + last + "'");
    }

    /**
     * Activations that can wait until the pooling behind them: the largest of rectified numbers is the largest number,
     * rectified, and there are four times fewer of them.
     */
    private List<String> late() {
        Map<String, List<Layer>> readers = new HashMap<>();
        for (Network.Node node : network.nodes()) {
            node.inputs()
                    .forEach(i -> readers.computeIfAbsent(i, name -> new ArrayList<>())
                            .add(node.layer()));
        }
        return network.nodes().stream()
                .filter(node -> node.layer().equals(Layer.relu()))
                .map(Network.Node::name)
                .filter(name -> readers.getOrDefault(name, List.of()).size() == 1
                        && readers.get(name).get(0) instanceof Layer.MaxPool)
                .toList();
    }

    /** One array that a layer learned. */
    record Array(Parameter parameter, Tensor values) {
        /** A kernel in Keras's order is (h, w, in, out), here (out, in, h, w); a depthwise one's "in" counts as out. */
        private static Tensor toTorch(
                Parameter parameter, org.exina.network.Tensor from, Device device, PointerScope outer) {
            long[] shape =
                    parameter.shape().stream().mapToLong(Integer::longValue).toArray();
            return TensorScope.scoped(() -> {
                Tensor borrowed = torch.from_blob(new FloatPointer(from.values()), shape);
                Tensor turned = shape.length < 4
                        ? borrowed
                        : isDepthwise(parameter) ? borrowed.permute(2, 3, 0, 1) : borrowed.permute(3, 2, 0, 1);
                Tensor own = device.place(turned.contiguous().clone());
                outer.attach(own);
                return own;
            });
        }

        org.exina.network.Tensor toKeras() {
            Tensor turned = parameter.shape().size() < 4
                    ? values
                    : isDepthwise(parameter) ? values.permute(2, 3, 0, 1) : values.permute(2, 3, 1, 0);
            return org.exina.network.Tensor.of(parameter.shape(), floats(turned));
        }

        static float[] floats(Tensor values) {
            Tensor flat = values.detach().cpu().contiguous();
            float[] result = new float[Math.toIntExact(flat.numel())];
            flat.data_ptr_float().get(result);
            return result;
        }

        boolean isKernel() {
            return parameter.name().endsWith("kernel");
        }

        /** Those of a batch norm are means of what it saw. */
        boolean isTrained() {
            return !parameter.name().startsWith("moving_");
        }

        private static boolean isDepthwise(Parameter parameter) {
            return parameter.shape().get(3) == 1 && !parameter.name().equals("pointwise_kernel");
        }
    }
}
