package org.exina.torch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The weights that are trained, in parts of 256 kB: what one step does to a part, it does while the part is in the
 * processor's cache. To be made and used within a pointer scope that lives as long.
 */
final class Updates {
    private final OptimizerStep rule;
    private final double l2;
    private final List<Trained> arrays = new ArrayList<>();
    private final Map<Double, List<Trained>> byRate = new TreeMap<>(); // factor of the learning rate

    Updates(TorchNetwork network, TrainingConfig plan, Set<String> frozen, Map<String, Double> rates) {
        this.rule = OptimizerStep.of(plan.optimizer());
        this.l2 = plan.loss().l2();
        int part = part(network);
        Device device = network.device();
        Tensor room = device.place(torch.empty(part));
        Tensor gradient = device.place(torch.empty(part));
        Tensor epsilon = device.place(torch.full(new long[] {part}, new Scalar((float) rule.epsilon())));
        network.arrays()
                .forEach((layer, own) -> own.stream()
                        .filter(array -> array.isTrained() && !frozen.contains(layer))
                        .forEach(array -> {
                            Trained trained = new Trained(array, rule, new Room(part, room, gradient, epsilon));
                            arrays.add(trained);
                            byRate.computeIfAbsent(rates.getOrDefault(layer, 1.0), f -> new ArrayList<>())
                                    .add(trained);
                        }));
    }

    /** On a graphics card each array is one part: every call costs, and there is no cache to stay in. */
    private static int part(TorchNetwork network) {
        return network.device() == Device.PROCESSOR
                ? ForwardPass.PART
                : network.arrays().values().stream()
                        .flatMap(List::stream)
                        .mapToInt(array -> Math.toIntExact(array.values().numel()))
                        .reduce(1, Math::max);
    }

    /**
     * What all parts share to compute in.
     *
     * @param part numbers in the largest part
     */
    private record Room(int part, Tensor numbers, Tensor gradient, Tensor epsilon) {}

    /** Lets libtorch keep gradients of all but the dense kernels, whose gradients {@link ForwardPass} stands for. */
    void watch() {
        arrays.stream().filter(a -> !a.isDense()).forEach(a -> a.values.set_requires_grad(true));
    }

    /** What the penalty adds to the loss. */
    double penalty() {
        double sum = 0;
        for (Trained array : arrays) {
            if (l2 > 0 && array.array.isKernel()) {
                sum += array.values.square().sum().item_float();
            }
        }
        return l2 * sum;
    }

    /**
     * Changes all weights by the gradients of this pass, and forgets these.
     *
     * @param step from 1
     */
    void apply(ForwardPass pass, double learningRate, long step) {
        byRate.forEach((factor, some) -> {
            rule.begin(factor * learningRate, step);
            some.forEach(array -> apply(pass, array));
        });
    }

    private void apply(ForwardPass pass, Trained array) {
        Scalar decay = l2 > 0 && array.array.isKernel() ? new Scalar(2 * l2) : null;
        if (array.isDense()) {
            pass.productOf(array.values).ifPresent(product -> array.apply(product, decay));
        } else if (array.values.grad().defined()) {
            array.apply(array.values.grad(), decay);
            array.values.mutable_grad().zero_();
        }
    }

    /** What the optimizer remembers of all gradients so far, in a fixed order. */
    List<Tensor> memory() {
        return arrays.stream().flatMap(array -> array.memory.stream()).toList();
    }

    private static final class Trained {
        private final TorchNetwork.Array array;
        private final Tensor values;
        private final OptimizerStep rule;
        private final int rows; // of a dense kernel, in one part
        private final OptimizerStep.Part[] parts;
        private final List<Tensor> memory = new ArrayList<>(); // flat, as long as the values
        private final Tensor[] gradients; // room for the gradient of each part, in the shape it is made in

        Trained(TorchNetwork.Array array, OptimizerStep rule, Room room) {
            this.array = array;
            this.values = array.values();
            this.rule = rule;
            int columns = isDense() ? Math.toIntExact(values.size(1)) : 1;
            this.rows = Math.max(1, room.part() / columns);
            if (columns > room.part()) {
                throw new IllegalArgumentException(
                        "a dense layer of more than " + room.part() + " units cannot be trained");
            }
            Device device = Device.of(values);
            Tensor flat = values.detach().view(-1);
            for (int m = 0; m < rule.memories(); m++) {
                memory.add(device.place(torch.full(new long[] {flat.numel()}, new Scalar(rule.beginning(m)))));
            }
            int size = rows * columns;
            this.parts = new OptimizerStep.Part[Math.toIntExact((flat.numel() + size - 1) / size)];
            this.gradients = new Tensor[parts.length];
            for (int p = 0; p < parts.length; p++) {
                long from = (long) p * size;
                long count = Math.min(size, flat.numel() - from);
                List<Tensor> own =
                        memory.stream().map(m -> m.narrow(0, from, count)).toList();
                parts[p] = new OptimizerStep.Part(
                        flat.narrow(0, from, count),
                        own,
                        room.numbers().narrow(0, 0, count),
                        room.epsilon().narrow(0, 0, count));
                gradients[p] = room.gradient().narrow(0, 0, count);
            }
        }

        boolean isDense() {
            return array.parameter().shape().size() == 2;
        }

        /**
         * Changes a dense kernel part by part; its gradient is made of the product that came out.
         *
         * @param decay null for none
         */
        void apply(ForwardPass.Product product, Scalar decay) {
            Tensor input = product.input().t();
            Tensor slope = product.output().grad();
            for (int p = 0; p < parts.length; p++) {
                long count = parts[p].weights().numel() / slope.size(1);
                torch.mm_out(gradients[p].view(count, slope.size(1)), input.narrow(0, (long) p * rows, count), slope);
                update(p, gradients[p], decay);
            }
        }

        void apply(Tensor gradient, Scalar decay) {
            Tensor flat = gradient.contiguous().view(-1);
            long from = 0;
            for (int p = 0; p < parts.length; p++) {
                long count = parts[p].weights().numel();
                update(p, flat.narrow(0, from, count), decay);
                from += count;
            }
        }

        private void update(int part, Tensor gradient, Scalar decay) {
            if (decay != null) {
                gradient.add_(parts[part].weights(), decay);
            }
            rule.apply(parts[part], gradient);
        }
    }
}
