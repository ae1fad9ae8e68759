package org.exina.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.exina.io.ExinaException;
import org.exina.io.FileKind;

/**
 * An ONNX file of whatever origin. Weights may stand in files beside it (ONNX "external data"); they are read with it.
 *
 * @param graph the whole model
 * @param dataFiles names of the files beside it that hold weights, sorted; empty for most models
 */
public record OnnxFile(OnnxGraph graph, List<String> dataFiles) {
    private static final long LARGEST = Integer.MAX_VALUE - 1024L;

    public OnnxFile {
        dataFiles = List.copyOf(dataFiles);
    }

    /**
     * Reads a model with all its weights.
     *
     * @throws ExinaException naming the file, when it is no ONNX model, too large for one (2 GB), or when a file with
     *     its weights is missing, too short or elsewhere than beside it
     */
    public static OnnxFile read(Path file) throws IOException {
        Optional<FileKind> other = FileKind.of(file);
        if (other.isPresent()) {
            throw new ExinaException(
                    file, "is " + other.get().title() + "; expected an ONNX model" + conversion(other.get()));
        }
        if (Files.isDirectory(file)) {
            throw new ExinaException(file, "is a folder; expected an ONNX model, a file");
        }
        if (Files.size(file) > LARGEST) {
            throw new ExinaException(file, "is larger than 2 GB; an ONNX model must be smaller");
        }
        ModelProto model;
        try {
            model = OnnxGraph.proto(Files.readAllBytes(file));
        } catch (IllegalArgumentException e) {
            throw new ExinaException(file, "is " + e.getMessage(), e);
        }
        TreeSet<String> names = new TreeSet<>();
        ModelProto.Builder whole = model.toBuilder();
        long total = Files.size(file);
        for (int i = 0; i < model.getGraph().getInitializerCount(); i++) {
            TensorProto weight = model.getGraph().getInitializer(i);
            if (weight.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
                ByteString values = external(file, weight, names);
                total += values.size();
                if (total > LARGEST) {
                    throw new ExinaException(
                            file, "has more than 2 GB of weights, which Exina cannot join in one model");
                }
                whole.getGraphBuilder()
                        .setInitializer(
                                i,
                                weight.toBuilder()
                                        .clearExternalData()
                                        .clearDataLocation()
                                        .setRawData(values));
            }
        }
        try {
            ModelProto plain = OperatorSets.lifted(FunctionInlining.inlined(whole.build()));
            return new OnnxFile(OnnxGraph.of(plain), List.copyOf(names));
        } catch (IllegalArgumentException e) {
            throw new ExinaException(file, e.getMessage(), e);
        }
    }

    private static String conversion(FileKind kind) {
        return switch (kind) {
            case PYTORCH, PICKLE -> ": load it in PyTorch and export it (torch.onnx.export)";
            case SAVED_MODEL, KERAS, HDF5, TFLITE -> ": convert it (tf2onnx does)";
            default -> "";
        };
    }

    private static ByteString external(Path file, TensorProto weight, TreeSet<String> names) throws IOException {
        Map<String, String> where = new HashMap<>();
        for (StringStringEntryProto entry : weight.getExternalDataList()) {
            where.put(entry.getKey(), entry.getValue());
        }
        String location = where.getOrDefault("location", "");
        if (location.isEmpty()
                || !location.equals(String.valueOf(Path.of(location).getFileName()))) {
            throw new ExinaException(
                    file, "keeps weights in '" + location + "'; expected the name of a file in the same folder");
        }
        Path data = file.resolveSibling(location);
        if (!Files.isRegularFile(data)) {
            throw new ExinaException(
                    file, "keeps its weights in " + location + ", which is not beside it; put both in one folder");
        }
        names.add(location);
        Optional<FileKind> other = FileKind.of(data);
        if (other.filter(kind -> kind == FileKind.LFS_POINTER || kind == FileKind.WEB_PAGE)
                .isPresent()) {
            throw new ExinaException(
                    data, "is " + other.get().title() + "; expected the weights of " + file.getFileName());
        }
        try (RandomAccessFile in = new RandomAccessFile(data.toFile(), "r")) {
            long offset = Long.parseLong(where.getOrDefault("offset", "0"));
            long length = Long.parseLong(where.getOrDefault("length", String.valueOf(in.length() - offset)));
            if (offset < 0 || length < 0 || length > LARGEST || offset + length > in.length()) {
                throw new ExinaException(
                        data,
                        "holds " + in.length() + " bytes; " + file.getFileName() + " needs " + (offset + length)
                                + " (cut off while it was copied?)");
            }
            byte[] bytes = new byte[(int) length];
            in.seek(offset);
            in.readFully(bytes);
            return ByteString.copyFrom(bytes);
        } catch (NumberFormatException e) {
            throw new ExinaException(file, "is damaged: weight " + weight.getName() + " stands nowhere", e);
        }
    }
}
