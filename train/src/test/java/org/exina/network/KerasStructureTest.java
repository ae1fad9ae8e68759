package org.exina.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Layers, shapes and parameters against Keras ({@code make_keras_reference.py}). */
@ParameterizedClass
@MethodSource("org.exina.network.Networks#names")
class KerasStructureTest {
    private final Network network;
    private final JsonNode expected;

    KerasStructureTest(String name) throws IOException {
        this.network = Networks.of(name);
        this.expected = Reference.json("structure.json").get(name);
    }

    @Test
    void parametersAreAsMany() {
        assertThat(network.parameters()).isEqualTo(expected.get("parameters").asLong());
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 224, 299})
    void outputHasItsShape(int size) {
        Shape shape = network.outputShape(size, size);
        assertThat(shape).isEqualTo(shape(expected.get("output").get(String.valueOf(size))));
    }

    @Test
    void everyLayerHasItsNameAndShape() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        expected.get("layers").properties().forEach(e -> shapes.put(e.getKey(), shape(e.getValue())));
        Map<String, Shape> found = network.shapes(200, 200);
        found.remove(Network.INPUT);
        assertThat(found).containsExactlyInAnyOrderEntriesOf(shapes);
    }

    @Test
    void weightsStandInTheOrderOfKerasFiles() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        expected.get("weighted")
                .properties()
                .forEach(e -> counts.put(e.getKey(), e.getValue().asInt()));
        Map<String, Integer> found = new LinkedHashMap<>();
        for (String layer : network.weightedLayers()) {
            List<Parameter> parameters = network.parameters(layer);
            found.put(layer, (int) parameters.stream().mapToLong(p -> p.count()).sum());
        }
        assertThat(List.copyOf(found.entrySet())).isEqualTo(List.copyOf(counts.entrySet()));
    }

    private static Shape shape(JsonNode node) {
        return new Shape(node.get(0).asInt(), node.get(1).asInt(), node.get(2).asInt());
    }
}
