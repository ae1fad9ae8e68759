package org.exina.backbone;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.exina.image.RgbImage;
import org.exina.io.ExinaException;
import org.exina.network.Preprocessing;
import org.exina.onnx.InputSpec;
import org.exina.onnx.OnnxGraph;
import org.exina.onnx.OrtModel;
import org.exina.settings.DidYouMean;

/** Looks at a user's model and runs it once, to see what it gives. */
final class ModelProbe {
    private static final int SHOWN = 12;
    private static final int MOST_OTHER_TOKENS = 16; // a class and registers

    private final Path file;
    private final OnnxGraph model;
    private final InputSpec input;
    private final Preprocessing preprocessing;

    /**
     * A trial of a model on images as {@code input} and {@code preprocessing} say.
     *
     * @param file what messages name
     * @param model with all its weights
     */
    ModelProbe(Path file, OnnxGraph model, InputSpec input, Preprocessing preprocessing) {
        this.file = file;
        this.model = model;
        this.input = input;
        this.preprocessing = preprocessing;
    }

    /**
     * What came of it.
     *
     * @param network the part of the model that leads to the taps
     * @param channelsLast whether it takes (n, h, w, 3)
     * @param oneByOne whether it takes one image at a time only
     * @param notes what its user should know of what is read
     */
    record Result(OnnxGraph network, boolean channelsLast, boolean oneByOne, TapConfig reading, List<String> notes) {}

    /**
     * Runs the model and finds out how each of its values becomes features.
     *
     * @param wanted values to be read; empty for all outputs
     * @param poolings of each tap
     * @throws ExinaException naming the file, when it cannot be used so
     */
    Result run(List<String> wanted, Function<String, List<Pooling>> poolings) throws IOException {
        List<String> notes = new ArrayList<>();
        List<String> taps = taps(wanted, notes);
        OnnxGraph network = cut(taps);
        taps.forEach(tap -> ProbabilityOutput.note(tap, network).ifPresent(notes::add));
        boolean channelsLast = channelsLast(network);
        Outputs outputs = attempt(network, channelsLast, taps);
        List<PooledTap> reads = new ArrayList<>();
        for (String tap : taps) {
            try {
                long[] shape = outputs.raw().get(tap).shape();
                reads.addAll(PooledTap.of(tap, shape, poolings.apply(tap)));
                tokensNote(tap, shape, poolings.apply(tap)).ifPresent(notes::add);
            } catch (IllegalArgumentException e) {
                throw new ExinaException(file, e.getMessage(), e);
            }
        }
        return new Result(network, channelsLast, outputs.oneByOne(), new TapConfig(input, preprocessing, reads), notes);
    }

    /**
     * What a run gave.
     *
     * @param raw of one image, by value
     */
    private record Outputs(Map<String, OrtModel.Output> raw, boolean oneByOne) {}

    /** A transformer puts tokens beside those of the image's places: a class, registers. */
    private Optional<String> tokensNote(String tap, long[] shape, List<Pooling> poolings) {
        if (shape.length != 3 || poolings.stream().allMatch(each -> each == Pooling.CLASS || each == Pooling.FLATTEN)) {
            return Optional.empty();
        }
        long places = 0;
        for (int patch = 2; patch <= Math.min(input.height(), input.width()); patch++) {
            long grid = (long) (input.height() / patch) * (input.width() / patch);
            boolean whole = input.height() % patch == 0 && input.width() % patch == 0;
            if (whole && grid <= shape[1]) {
                places = Math.max(places, grid);
            }
        }
        long others = shape[1] - places;
        return others == 0 || others > MOST_OTHER_TOKENS || 3 * others > places
                ? Optional.empty()
                : Optional.of("tap '" + tap + "' has " + shape[1] + " tokens for " + places + " places of the image: "
                        + others + " more, such as a class token or registers, and pooling takes them all in; pooling"
                        + " by the class reads the first alone");
    }

    private List<String> taps(List<String> wanted, List<String> notes) throws ExinaException {
        Map<String, String> others = model.outputsOfOtherTypes();
        List<String> taps = new ArrayList<>(wanted.isEmpty() ? model.outputs() : wanted);
        for (Map.Entry<String, String> other : others.entrySet()) {
            if (wanted.contains(other.getKey())) {
                throw new ExinaException(
                        file, "gives " + other.getValue() + " at '" + other.getKey() + "'; expected float (32 bits)");
            }
            if (taps.remove(other.getKey())) {
                notes.add("output '" + other.getKey() + "' is of " + other.getValue()
                        + ", not of float, and is passed over");
            }
        }
        if (taps.isEmpty()) {
            if (model.inputs().size() == 1) {
                requireFloat(model.inputs().get(0), model);
            }
            throw new ExinaException(
                    file,
                    "has no output of float (32 bits): " + others + "; name a value inside it as tap: "
                            + shortened(model.computed()));
        }
        if (new HashSet<>(taps).size() < taps.size()) {
            throw new ExinaException(file, "expected each tap once, got " + String.join(",", taps));
        }
        for (String tap : taps) {
            if (!model.has(tap)) {
                throw new ExinaException(
                        file,
                        "has no value named '" + tap + "'; its outputs are " + shortened(model.outputs())
                                + ", and inside it there are " + shortened(model.computed())
                                + DidYouMean.suggestion(tap, model.computed()));
            }
        }
        return taps;
    }

    private static String shortened(List<String> names) {
        String rest = names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "";
        return String.join(", ", names.subList(Math.max(0, names.size() - SHOWN), names.size())) + rest;
    }

    private OnnxGraph cut(List<String> taps) throws ExinaException {
        try {
            return model.cutAt(taps);
        } catch (IllegalArgumentException e) {
            throw new ExinaException(file, e.getMessage(), e);
        }
    }

    /** Whether colours come last. Checks the input on the way. */
    private boolean channelsLast(OnnxGraph network) throws ExinaException {
        if (network.inputs().size() != 1) {
            throw new ExinaException(
                    file,
                    "needs " + network.inputs().size() + " inputs " + network.inputs() + "; expected one, for images");
        }
        String name = network.inputs().get(0);
        List<Long> shape = network.shapeOf(name);
        requireFloat(name, network);
        boolean first = shape.size() == 4 && (shape.get(1) == 3 || (shape.get(1) == -1 && shape.get(3) != 3));
        boolean last = shape.size() == 4 && !first && shape.get(3) == 3;
        if (!first && !last) {
            throw new ExinaException(
                    file,
                    "takes " + shape + " at '" + name + "' (-1: any); expected colour images, (n, 3, height, width)"
                            + " or (n, height, width, 3)");
        }
        checkSize(shape.get(first ? 2 : 1), input.height(), "high");
        checkSize(shape.get(first ? 3 : 2), input.width(), "wide");
        if (shape.get(0) > 1) {
            throw new ExinaException(
                    file, "takes exactly " + shape.get(0) + " images at a time; export it for any number, or 1");
        }
        return last;
    }

    private void requireFloat(String name, OnnxGraph network) throws ExinaException {
        String type = network.typeOf(name);
        if (!type.equals("float")) {
            throw new ExinaException(file, "takes " + type + " numbers at '" + name + "'; expected float (32 bits)");
        }
    }

    private void checkSize(long fixed, int size, String how) throws ExinaException {
        if (fixed > 0 && fixed != size) {
            throw new ExinaException(
                    file,
                    "takes images " + fixed + " pixels " + how + " only; got " + size + "; the size to give is "
                            + fixed);
        }
    }

    /** Runs one image alone, then two: some exports take one at a time only, whatever they declare. */
    private Outputs attempt(OnnxGraph network, boolean channelsLast, List<String> taps) throws ExinaException {
        OnnxGraph raw = OnnxGraph.create("trial");
        String pixels = raw.input(OrtModel.PIXELS, OnnxGraph.Type.UINT8, -1, input.height(), input.width(), 3);
        try {
            Map<String, String> values =
                    new FeatureGraph(network, preprocessing, channelsLast, List.of()).addNetwork(raw, "m/", pixels);
            for (String tap : taps) {
                // Only shapes and differences count. Not the value itself: ONNX Runtime 1.29 folds a padding behind a
                // value
                // into the convolution behind that, and gets it wrong where the value leaves the graph.
                raw.output(tap, raw.node("Neg", values.get(tap)), OnnxGraph.Type.FLOAT);
            }
            RgbImage image = FeatureCheck.image(input);
            try (OrtModel opened = OrtModel.open(raw.toBytes(), input)) {
                Map<String, OrtModel.Output> alone = opened.run(List.of(image));
                return new Outputs(alone, !sameInPairs(opened, image, alone));
            }
        } catch (OrtException e) {
            throw new ExinaException(
                    file,
                    "ONNX Runtime cannot run it on an image of " + input.width() + " x " + input.height() + " pixels: "
                            + OnnxBackbone.reason(e),
                    e);
        } catch (IllegalArgumentException e) {
            throw new ExinaException(file, "Exina cannot use it: " + e.getMessage(), e);
        }
    }

    private static boolean sameInPairs(OrtModel model, RgbImage image, Map<String, OrtModel.Output> alone) {
        RgbImage black = RgbImage.of(image.width(), image.height(), new byte[image.pixels().length]);
        Map<String, OrtModel.Output> pair;
        try {
            pair = model.run(List.of(black, image));
        } catch (OrtException e) {
            return false; // it takes one at a time
        }
        for (Map.Entry<String, OrtModel.Output> one : alone.entrySet()) {
            OrtModel.Output both = pair.get(one.getKey());
            int size = one.getValue().values().remaining();
            if (both.values().remaining() != 2 * size) {
                return false;
            }
            for (int i = 0; i < size; i++) {
                float expected = one.getValue().values().get(i);
                if (Math.abs(both.values().get(size + i) - expected) > 1e-3 * Math.max(1, Math.abs(expected))) {
                    return false;
                }
            }
        }
        return true;
    }
}
