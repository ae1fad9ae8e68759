package org.exina.network.weights;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.exina.io.ExinaException;
import org.exina.network.Network;
import org.exina.network.Tensor;

/**
 * The arrays of a weight file, layer by layer in Keras's order. Two layouts: the legacy one, which lists layers and
 * arrays in the attributes {@code layer_names} and {@code weight_names}, and Keras 3's {@code .weights.h5}, which counts
 * layers by kind. https://github.com/keras-team/keras, keras/src/legacy/saving/legacy_h5_format.py and
 * keras/src/saving/saving_lib.py
 */
final class KerasFile implements AutoCloseable {
    private final Path path;
    private final HdfFile file;
    private final Group top;
    private final boolean legacy;

    private KerasFile(Path path, HdfFile file, Group top, boolean legacy) {
        this.path = path;
        this.file = file;
        this.top = top;
        this.legacy = legacy;
    }

    /** One layer that holds arrays. */
    record Stored(String name, List<Dataset> arrays, List<List<Integer>> shapes) {
        static Stored of(String name, List<Dataset> arrays) {
            return new Stored(
                    name, arrays, arrays.stream().map(KerasFile::shape).toList());
        }
    }

    /**
     * Opens a weight file of either layout.
     *
     * @throws ExinaException when it is no HDF5 file, a part of one, damaged, or holds no weights of Keras
     */
    static KerasFile open(Path path) throws IOException {
        HdfHeader.check(path);
        HdfFile file = guarded(path, () -> new HdfFile(path));
        try {
            return guarded(path, () -> of(path, file));
        } catch (ExinaException e) {
            file.close();
            throw e;
        }
    }

    private static KerasFile of(Path path, HdfFile file) throws ExinaException {
        Map<String, Node> children = file.getChildren();
        Group top = children.get("model_weights") instanceof Group whole ? whole : file; // a whole model was saved
        if (top.getAttributes().containsKey("layer_names")
                || top.getAttributes().containsKey("layer_names0")) {
            return new KerasFile(path, file, top, true);
        }
        if (children.get("layers") instanceof Group layers) {
            return new KerasFile(path, file, layers, false);
        }
        throw new ExinaException(
                path,
                "is an HDF5 file, but holds no weights of Keras: expected an attribute layer_names or a group layers,"
                        + " found " + new TreeSet<>(children.keySet()));
    }

    /** The layers that hold arrays, in the order in which they must fit those of {@code network}. */
    List<Stored> layers(Network network) throws ExinaException {
        return guarded(path, () -> legacy ? listed() : counted(network));
    }

    private List<Stored> listed() throws ExinaException {
        List<Stored> result = new ArrayList<>();
        for (String name : names(top, "layer_names")) {
            Group layer = (Group) top.getChild(name);
            List<Dataset> arrays = new ArrayList<>();
            for (String weight : names(layer, "weight_names")) {
                arrays.add(layer.getDatasetByPath(weight));
            }
            if (!arrays.isEmpty()) {
                result.add(Stored.of(name, arrays));
            }
        }
        return result;
    }

    /** An attribute, or the parts it was cut into for being longer than HDF5 allows ("layer_names0", "layer_names1"). */
    private List<String> names(Group group, String name) throws ExinaException {
        Map<String, Attribute> attributes = group.getAttributes();
        if (attributes.containsKey(name)) {
            return texts(attributes.get(name));
        }
        List<String> result = new ArrayList<>();
        for (int part = 0; attributes.containsKey(name + part); part++) {
            result.addAll(texts(attributes.get(name + part)));
        }
        return result;
    }

    private List<String> texts(Attribute attribute) throws ExinaException {
        if (attribute.getSize() == 0) {
            return List.of();
        }
        if (attribute.getData() instanceof String[] texts) {
            return List.of(texts);
        }
        throw new ExinaException(path, "is damaged: its attribute " + attribute.getName() + " is no list of names");
    }

    private List<Stored> counted(Network network) {
        List<Stored> result = new ArrayList<>();
        Map<String, Integer> counts = new HashMap<>();
        Set<String> left = new TreeSet<>(top.getChildren().keySet());
        for (String layer : network.weightedLayers()) {
            String kind = network.node(layer).layer().kind();
            int before = counts.merge(kind, 1, Integer::sum) - 1;
            String name = before == 0 ? kind : kind + "_" + before;
            if (left.remove(name)) {
                result.add(Stored.of(name, arrays(name)));
            }
        }
        for (String name : left) {
            List<Dataset> arrays = arrays(name);
            if (!arrays.isEmpty()) {
                result.add(Stored.of(name, arrays));
            }
        }
        return result;
    }

    private List<Dataset> arrays(String layer) {
        Map<String, Node> children = ((Group) ((Group) top.getChild(layer)).getChild("vars")).getChildren();
        List<Dataset> result = new ArrayList<>();
        for (int i = 0; children.get(String.valueOf(i)) instanceof Dataset array; i++) {
            result.add(array);
        }
        return result;
    }

    /** The values of an array, rounded to floats when it has more digits. */
    Tensor read(Dataset array) throws ExinaException {
        return guarded(path, () -> {
            Object values = array.getDataFlat();
            List<Integer> shape = shape(array);
            if (values instanceof float[] floats) {
                return Tensor.of(shape, floats);
            }
            if (values instanceof double[] doubles) {
                float[] floats = new float[doubles.length];
                for (int i = 0; i < floats.length; i++) {
                    floats[i] = (float) doubles[i];
                }
                return Tensor.of(shape, floats);
            }
            throw new ExinaException(
                    path,
                    "array " + array.getPath() + ": expected floating point numbers, found " + array.getJavaType());
        });
    }

    private static List<Integer> shape(Dataset array) {
        return Arrays.stream(array.getDimensions()).boxed().toList();
    }

    @Override
    public void close() {
        file.close();
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read() throws ExinaException;
    }

    /** The HDF5 library answers damage with whatever exception its parsing runs into. */
    private static <T> T guarded(Path path, Reading<T> reading) throws ExinaException {
        try {
            return reading.read();
        } catch (RuntimeException e) {
            throw new ExinaException(path, "is damaged and cannot be read as HDF5; download or copy it again", e);
        }
    }
}
