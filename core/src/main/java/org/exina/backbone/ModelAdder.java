package org.exina.backbone;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.exina.image.RgbImage;
import org.exina.network.OnnxFile;
import org.exina.network.OnnxGraph;
import org.exina.store.AtomicFiles;
import org.exina.store.Json;
import org.exina.store.Sha256;

/** Looks at a model, tries it, and copies it into a folder of its own. */
final class ModelAdder {
    private static final int SHOWN = 12;

    private final NewModel wanted;
    private final String what;

    ModelAdder(NewModel wanted) {
        this.wanted = wanted;
        this.what = "backbone " + wanted.name();
    }

    /** @param folder to be made; nothing is left of it when the model cannot be used */
    AddedModel addTo(Path folder) throws IOException {
        OnnxFile model = OnnxFile.read(wanted.file());
        List<String> taps = taps(model.graph());
        OnnxGraph network = cut(model.graph(), taps);
        boolean channelsLast = channelsLast(network);
        Tried tried = attempt(network, channelsLast, taps);
        List<AddedModel.Read> reads = reads(taps, tried.outputs());
        AtomicFiles.createFolders(folder.getParent());
        Path temporary = Files.createTempDirectory(folder.getParent(), ".adding-");
        try {
            List<AddedModel.StoredFile> files = copy(model, temporary);
            AddedModel untested = describe(files, network, channelsLast, tried.oneByOne(), reads, List.of());
            AddedModel added;
            try (Backbone backbone = AddedModels.backbone(wanted.name(), untested, network)) {
                List<Float> features = SelfTest.features(backbone);
                checkNumbers(features);
                added = describe(files, network, channelsLast, tried.oneByOne(), reads, features);
            }
            Json.write(temporary.resolve(AddedModels.DESCRIPTION), added);
            Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
            return added;
        } catch (IOException | RuntimeException e) {
            remove(temporary);
            throw e;
        }
    }

    /** What a trial gave. @param outputs raw, of one picture, by value */
    private record Tried(Map<String, OrtModel.Output> outputs, boolean oneByOne) {}

    private AddedModel describe(
            List<AddedModel.StoredFile> files,
            OnnxGraph network,
            boolean channelsLast,
            boolean oneByOne,
            List<AddedModel.Read> reads,
            List<Float> selfTest) {
        return new AddedModel(
                AddedModel.FORMAT,
                wanted.file().getFileName().toString(),
                files.get(0).name(),
                files,
                wanted.preprocessing(),
                wanted.height(),
                wanted.width(),
                wanted.interpolation(),
                channelsLast,
                oneByOne,
                reads,
                network.parameters(),
                selfTest);
    }

    private List<String> taps(OnnxGraph model) throws BackboneException {
        List<String> taps = wanted.taps().isEmpty() ? model.outputs() : wanted.taps();
        if (new HashSet<>(taps).size() < taps.size()) {
            throw new BackboneException(what + ": expected each tap once, got " + String.join(",", taps));
        }
        for (String tap : taps) {
            if (!model.has(tap)) {
                throw new BackboneException(
                        wanted.file(),
                        "has no value named '" + tap + "'; its outputs are " + shortened(model.outputs())
                                + ", and inside it there are " + shortened(model.computed()));
            }
        }
        return taps;
    }

    private static String shortened(List<String> names) {
        String rest = names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "";
        return String.join(", ", names.subList(Math.max(0, names.size() - SHOWN), names.size())) + rest;
    }

    private OnnxGraph cut(OnnxGraph model, List<String> taps) throws BackboneException {
        try {
            return model.cutAt(taps);
        } catch (IllegalArgumentException e) {
            throw new BackboneException(wanted.file(), e.getMessage(), e);
        }
    }

    /** Whether colours come last. Checks the input on the way. */
    private boolean channelsLast(OnnxGraph network) throws BackboneException {
        if (network.inputs().size() != 1) {
            throw new BackboneException(
                    wanted.file(),
                    "needs " + network.inputs().size() + " inputs " + network.inputs()
                            + "; expected one, for pictures");
        }
        String input = network.inputs().get(0);
        List<Long> shape = network.shapeOf(input);
        String type = network.typeOf(input);
        if (!type.equals("float")) {
            throw new BackboneException(
                    wanted.file(), "takes " + type + " numbers at '" + input + "'; expected float (32 bits)");
        }
        boolean first = shape.size() == 4 && (shape.get(1) == 3 || (shape.get(1) == -1 && shape.get(3) != 3));
        boolean last = shape.size() == 4 && !first && shape.get(3) == 3;
        if (!first && !last) {
            throw new BackboneException(
                    wanted.file(),
                    "takes " + shape + " at '" + input + "' (-1: any); expected colour pictures, (n, 3, height, width)"
                            + " or (n, height, width, 3)");
        }
        checkSize(shape.get(first ? 2 : 1), wanted.height(), "high");
        checkSize(shape.get(first ? 3 : 2), wanted.width(), "wide");
        if (shape.get(0) > 1) {
            throw new BackboneException(
                    wanted.file(),
                    "takes exactly " + shape.get(0) + " pictures at a time; export it for any number, or 1");
        }
        return last;
    }

    private void checkSize(long fixed, int size, String how) throws BackboneException {
        if (fixed > 0 && fixed != size) {
            throw new BackboneException(
                    wanted.file(),
                    "takes pictures " + fixed + " pixels " + how + " only; got " + size + "; give --size " + fixed);
        }
    }

    /** Runs one picture alone, then two: some exports take one at a time only, whatever they declare. */
    private Tried attempt(OnnxGraph network, boolean channelsLast, List<String> taps) throws BackboneException {
        OnnxGraph raw = OnnxGraph.create("trial");
        InputSpec input = wanted.input();
        String pixels = raw.input(OrtModel.PIXELS, OnnxGraph.Type.UINT8, -1, input.height(), input.width(), 3);
        List<FeatureGraph.Reading> none = List.of();
        try {
            Map<String, String> values =
                    new FeatureGraph(network, wanted.preprocessing(), channelsLast, none).addNetwork(raw, "m/", pixels);
            for (String tap : taps) {
                raw.output(tap, raw.node("Identity", values.get(tap)), OnnxGraph.Type.FLOAT);
            }
            RgbImage picture = SelfTest.picture(input);
            try (OrtModel model = OrtModel.open(raw.toBytes(), input)) {
                Map<String, OrtModel.Output> alone = model.run(List.of(picture));
                return new Tried(alone, !sameInPairs(model, picture, alone));
            }
        } catch (OrtException e) {
            throw new BackboneException(
                    wanted.file(),
                    "ONNX Runtime cannot run it on a picture of " + input.width() + " x " + input.height() + " pixels: "
                            + OnnxBackbone.reason(e),
                    e);
        } catch (IllegalArgumentException e) {
            throw new BackboneException(wanted.file(), "Exina cannot use it: " + e.getMessage(), e);
        }
    }

    private static boolean sameInPairs(OrtModel model, RgbImage picture, Map<String, OrtModel.Output> alone) {
        RgbImage black = RgbImage.of(picture.width(), picture.height(), new byte[picture.pixels().length]);
        Map<String, OrtModel.Output> pair;
        try {
            pair = model.run(List.of(black, picture));
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

    private List<AddedModel.Read> reads(List<String> taps, Map<String, OrtModel.Output> outputs)
            throws BackboneException {
        List<AddedModel.Read> reads = new ArrayList<>();
        for (String tap : taps) {
            long[] shape = outputs.get(tap).shape();
            try {
                Pooling pooling = Pooling.of(shape, wanted.classToken());
                reads.add(new AddedModel.Read(tap, pooling, pooling.features(shape)));
            } catch (IllegalArgumentException e) {
                throw new BackboneException(wanted.file(), "tap '" + tap + "' " + e.getMessage(), e);
            }
        }
        return reads;
    }

    private void checkNumbers(List<Float> features) throws BackboneException {
        long wrong = features.stream().filter(f -> !Float.isFinite(f)).count();
        if (wrong > 0) {
            throw new BackboneException(
                    wanted.file(),
                    "gives " + wrong + " of " + features.size()
                            + " features that are no finite numbers; is the preprocessing (--mean, --std) that of its training?");
        }
        if (features.stream().distinct().count() == 1) {
            throw new BackboneException(
                    wanted.file(),
                    "gives " + features.get(0) + " for every feature of a picture; its weights are missing");
        }
    }

    private List<AddedModel.StoredFile> copy(OnnxFile model, Path folder) throws IOException {
        List<String> names = new ArrayList<>(List.of(wanted.file().getFileName().toString()));
        names.addAll(model.dataFiles());
        List<AddedModel.StoredFile> files = new ArrayList<>();
        for (String name : names) {
            Path copy = folder.resolve(name);
            Files.copy(wanted.file().resolveSibling(name), copy);
            files.add(new AddedModel.StoredFile(name, Files.size(copy), Sha256.of(copy)));
        }
        return files;
    }

    /** Deletes a folder of plain files. */
    static void remove(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }
}
