package org.exina.torch;

import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.exina.math.SplitMix64;

/**
 * One way through a network: as it is (nothing random, nothing kept), or a step of a training. Kernels of dense layers
 * stay out of libtorch's own differentiation: their gradient is the product of what goes in and the gradient of what
 * comes out, and is made in parts that fit the processor's cache, each used at once ({@link Updates}). As a whole it
 * would be written to memory and read again, which costs a large layer as much as the rest of the step.
 */
final class ForwardPass {
    /** Numbers in a part. 16384 to 131072 were tried: fewer cost calls, more leave the cache. */
    static final int PART = 1 << 16;

    static final ForwardPass STILL = new ForwardPass(null, Set.of());

    private final SplitMix64 random; // null when nothing is trained
    private final Set<String> frozen;
    private final IdentityHashMap<Tensor, Product> products = new IdentityHashMap<>(); // by kernel

    private ForwardPass(SplitMix64 random, Set<String> frozen) {
        this.random = random;
        this.frozen = frozen;
    }

    /**
     * A step of a training.
     *
     * @param frozen names of layers whose weights stay; their batch norms too use the means they have
     */
    static ForwardPass training(SplitMix64 random, Set<String> frozen) {
        return new ForwardPass(random, frozen);
    }

    /** A dense layer's product: its input (n, in) and what came out (n, out), whose gradient is kept. */
    record Product(Tensor input, Tensor output) {}

    boolean trains(String layer) {
        return random != null && !frozen.contains(layer);
    }

    /** What the kernel makes of a batch, remembered when it is trained. */
    Tensor multiply(String layer, Tensor input, Tensor kernel) {
        Tensor output = input.requires_grad() ? input.mm(kernel) : product(input, kernel);
        if (trains(layer)) {
            if (output.requires_grad()) {
                output.retain_grad();
            } else {
                output.set_requires_grad(true);
            }
            products.put(kernel, new Product(input.detach(), output));
        }
        return output;
    }

    /** In parts: OpenBLAS takes a large matrix apart and copies it first, which for few rows costs more than the product. */
    private static Tensor product(Tensor input, Tensor kernel) {
        long rows = Math.max(1, PART / kernel.size(1));
        long in = kernel.size(0);
        if (in <= rows || Device.of(input) == Device.CARD) {
            return input.mm(kernel);
        }
        Tensor sum = torch.zeros(input.size(0), kernel.size(1));
        for (long from = 0; from < in; from += rows) {
            long count = Math.min(rows, in - from);
            sum.addmm_(input.narrow(1, from, count), kernel.narrow(0, from, count));
        }
        return sum;
    }

    Optional<Product> productOf(Tensor kernel) {
        return Optional.ofNullable(products.get(kernel));
    }

    Tensor drop(Tensor input, double rate) {
        if (random == null || rate == 0) {
            return input;
        }
        float[] mask = new float[Math.toIntExact(input.numel())];
        float kept = (float) (1 / (1 - rate));
        for (int i = 0; i < mask.length; i++) {
            mask[i] = random.nextFloat() < rate ? 0 : kept;
        }
        Tensor placed = Device.of(input).place(torch.from_blob(new FloatPointer(mask), mask.length));
        return input.mul(placed.view_as(input));
    }
}
