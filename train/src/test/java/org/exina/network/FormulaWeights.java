package org.exina.network;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.List;

/** Weight files in Keras's legacy layout, of any network, with the numbers of {@link Formula}. */
public final class FormulaWeights {
    private FormulaWeights() {}

    /** Returns {@code file}, written. */
    public static Path write(Network network, Path file) {
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            hdf.putAttribute("layer_names", network.weightedLayers().toArray(String[]::new));
            for (String layer : network.weightedLayers()) {
                WritableGroup group = hdf.putGroup(layer);
                List<Parameter> parameters = network.parameters(layer);
                group.putAttribute(
                        "weight_names", parameters.stream().map(Parameter::name).toArray(String[]::new));
                for (Parameter parameter : parameters) {
                    float[] values = Formula.weight(layer, parameter);
                    int[] shape = parameter.shape().stream().mapToInt(n -> n).toArray();
                    group.putDataset(parameter.name(), nested(values, shape, 0, 0, values.length));
                }
            }
        }
        return file;
    }

    private static Object nested(float[] values, int[] shape, int axis, int from, int count) {
        int each = count / shape[axis];
        if (axis == shape.length - 1) {
            float[] row = new float[count];
            System.arraycopy(values, from, row, 0, count);
            return row;
        }
        int[] rest = java.util.Arrays.copyOfRange(shape, axis, shape.length);
        Object array = Array.newInstance(float.class, rest);
        for (int i = 0; i < shape[axis]; i++) {
            Array.set(array, i, nested(values, shape, axis + 1, from + i * each, each));
        }
        return array;
    }
}
