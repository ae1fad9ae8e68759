package org.exina.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.exina.io.ExinaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models of other origin, each checked against what ONNX Runtime makes of the file as it is. */
class ForeignModelsTest {
    private static final long[] SHAPE = {1, 3, 8, 8};

    @TempDir
    private Path temp;

    private static NodeProto node(String op, List<String> inputs, String output, Map<String, Object> attributes) {
        NodeProto.Builder node =
                NodeProto.newBuilder().setOpType(op).addAllInput(inputs).addOutput(output);
        attributes.forEach((name, value) -> node.addAttribute(OnnxGraph.attribute(name, value)));
        return node.build();
    }

    private static NodeProto node(String op, String input, String output) {
        return node(op, List.of(input), output, Map.of());
    }

    private static TensorProto floats(String name, float[] values, long... dims) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT.getNumber());
        for (float value : values) {
            tensor.addFloatData(value);
        }
        Arrays.stream(dims).forEach(tensor::addDims);
        return tensor.build();
    }

    private static ValueInfoProto value(String name, long... dims) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (long dim : dims) {
            shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(dim));
        }
        TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder().setElemType(1);
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(dims.length == 0 ? tensor : tensor.setShape(shape)))
                .build();
    }

    private static ModelProto.Builder model(long opset, List<TensorProto> weights, List<NodeProto> nodes) {
        return ModelProto.newBuilder()
                .setIrVersion(opset < 15 ? 4 : 9)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset))
                .setGraph(GraphProto.newBuilder()
                        .setName("g")
                        .addInput(value("x", SHAPE))
                        .addOutput(value("y"))
                        .addAllInitializer(weights)
                        .addAllNode(nodes));
    }

    private static float[] run(byte[] model) throws OrtException {
        float[] x = new float[3 * 8 * 8];
        for (int i = 0; i < x.length; i++) {
            x[i] = (i * 37 % 101) / 50f - 1;
        }
        OrtEnvironment environment = OrtLibrary.environment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            return run(model, x, environment, options);
        }
    }

    private static float[] run(byte[] model, float[] x, OrtEnvironment environment, OrtSession.SessionOptions options)
            throws OrtException {
        try (OrtSession session = environment.createSession(model, options);
                OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(x), SHAPE);
                OrtSession.Result result =
                        session.run(Map.of(session.getInputNames().iterator().next(), input))) {
            FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] all = new float[values.remaining()];
            values.get(all);
            return all;
        }
    }

    private OnnxGraph read(ModelProto model) throws IOException {
        return OnnxFile.read(Files.write(temp.resolve("m.onnx"), model.toByteArray()))
                .graph();
    }

    /** Put into a graph of Exina's, as a backbone is, and run: the same numbers as the file itself gives. */
    private void assertSame(ModelProto model) throws Exception {
        OnnxGraph whole = OnnxGraph.create("whole");
        String pixels = whole.input("pixels", OnnxGraph.Type.FLOAT, SHAPE);
        Map<String, String> names = whole.append(read(model).cutAt(List.of("y")), "m/", Map.of("x", pixels));
        whole.output("out", names.get("y"), OnnxGraph.Type.FLOAT);

        assertThat(run(whole.toBytes())).hasSizeGreaterThan(1).containsExactly(run(model.toByteArray()));
    }

    @ParameterizedTest
    @CsvSource({"7, nearest", "8, linear", "9, nearest", "9, linear"})
    void olderOperatorsMeanWhatTheyMeant(long opset, String mode) throws Exception {
        float[] scales = {1, 1, 2, 1.5f};
        NodeProto upsample = opset < 9
                ? node("Upsample", List.of("clip"), "up", Map.of("mode", mode, "scales", scales))
                : node("Upsample", List.of("clip", "scales"), "up", Map.of("mode", mode));
        Map<String, Object> spatial = opset < 9 ? Map.of("spatial", 1L, "epsilon", 0.01f) : Map.of("epsilon", 0.01f);
        NodeProto top = node("TopK", List.of("slice"), "y", Map.of("k", 2L, "axis", 3L)).toBuilder()
                .addOutput("places")
                .build();

        assertSame(model(
                        opset,
                        List.of(
                                floats("scales", scales, 4),
                                floats("a", new float[] {1, 2, 3}, 3),
                                floats("b", new float[] {0, 1, 0}, 3)),
                        List.of(
                                node(
                                        "Pad",
                                        List.of("x"),
                                        "pad",
                                        Map.of("pads", new long[] {0, 0, 1, 2, 0, 0, 0, 1}, "value", 0.5f)),
                                node("Clip", List.of("pad"), "low", Map.of("max", 0.75f)),
                                node("Clip", List.of("low"), "clip", Map.of("min", -0.5f)),
                                upsample,
                                node("BatchNormalization", List.of("up", "a", "b", "b", "a"), "norm", spatial),
                                node(
                                        "Slice",
                                        List.of("norm"),
                                        "slice",
                                        Map.of(
                                                "axes",
                                                new long[] {2, 3},
                                                "starts",
                                                new long[] {1, 0},
                                                "ends",
                                                new long[] {-1, 5})),
                                top))
                .build());
    }

    @ParameterizedTest
    @CsvSource({"0.4, nearest", "1.7, nearest", "0.4, linear", "1.7, linear"})
    void aResizeOfOperatorSet10MeansWhatItMeant(float scale, String mode) throws Exception {
        assertSame(model(
                        10,
                        List.of(floats("scales", new float[] {1, 1, scale, scale}, 4)),
                        List.of(node("Resize", List.of("x", "scales"), "y", Map.of("mode", mode))))
                .build());
    }

    @Test
    void aScatterOfOperatorSet9MeansWhatItMeant() throws Exception {
        TensorProto places = TensorProto.newBuilder()
                .setName("places")
                .setDataType(TensorProto.DataType.INT64.getNumber())
                .addAllDims(List.of(1L, 1L, 1L, 2L))
                .addAllInt64Data(List.of(2L, 1L))
                .build();
        assertSame(model(
                        9,
                        List.of(places, floats("news", new float[] {5, 6}, 1, 1, 1, 2)),
                        List.of(node("Scatter", List.of("x", "places", "news"), "y", Map.of("axis", 1L))))
                .build());
    }

    @Test
    void whatNoNewerOperatorSetHasIsNamed() {
        Path file = temp.resolve("m.onnx");
        assertThatThrownBy(() -> read(
                        model(6, List.of(), List.of(node("Relu", "x", "y"))).build()))
                .isInstanceOf(ExinaException.class)
                .hasMessage(file + ": is of operator set 6; expected 7 or newer: export it again");
        List<String> inputs = List.of("x", "x", "x", "x", "x");
        assertThatThrownBy(() -> read(model(
                                7, List.of(), List.of(node("BatchNormalization", inputs, "y", Map.of("spatial", 0L))))
                        .build()))
                .hasMessage(file + ": has a BatchNormalization that is not spatial, which no newer operator set has");
        assertThatThrownBy(() ->
                        read(model(10, List.of(), List.of(node("Resize", List.of("x", "computed"), "y", Map.of())))
                                .build()))
                .hasMessage(
                        file + ": has a Resize of operator set 10 whose scales are computed; export it in operator set"
                                + " 11 or newer");
        assertThatThrownBy(() -> read(model(
                                10,
                                List.of(floats("scales", new float[] {1, 1, 2, 0.5f}, 4)),
                                List.of(node("Resize", List.of("x", "scales"), "y", Map.of())))
                        .build()))
                .hasMessage(file + ": has a Resize of operator set 10 whose scales make the image smaller and larger;"
                        + " export it in operator set 11 or newer");
        assertThatThrownBy(() -> read(
                        model(8, List.of(), List.of(node("Scan", "x", "y"))).build()))
                .hasMessage(file + ": has a Scan of operator set 8, which means something else in newer ones");
    }

    private static NodeProto call(String name, List<String> inputs, String output, Map<String, Object> attributes) {
        return node(name, inputs, output, attributes).toBuilder()
                .setDomain("own")
                .build();
    }

    private static FunctionProto.Builder function(String name, List<String> inputs, List<String> outputs) {
        return FunctionProto.newBuilder()
                .setName(name)
                .setDomain("own")
                .addAllInput(inputs)
                .addAllOutput(outputs)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("own").setVersion(1));
    }

    private static NodeProto refers(NodeProto node, String attribute, String to) {
        return node.toBuilder()
                .addAttribute(AttributeProto.newBuilder()
                        .setName(attribute)
                        .setRefAttrName(to)
                        .setType(AttributeProto.AttributeType.FLOAT))
                .build();
    }

    @Test
    void functionsInsideAModelAreItsOwnOperators() throws Exception {
        FunctionProto leaky = function("Leaky", List.of("a"), List.of("b"))
                .addAttribute("slope")
                .addNode(refers(node("LeakyRelu", "a", "b"), "alpha", "slope"))
                .build();
        FunctionProto twice = function("Twice", List.of("a", "c"), List.of("b", "again"))
                .addAttributeProto(OnnxGraph.attribute("slope", 0.3f))
                .addNode(refers(call("Leaky", List.of("a"), "once", Map.of()), "slope", "slope"))
                .addNode(call("Leaky", List.of("once"), "x", Map.of())) // a name that the graph has, too
                .addNode(node("Add", List.of("x", "once"), "b", Map.of()))
                .addNode(node("Neg", "b", "again"))
                .build();
        NodeProto both = call("Twice", List.of("x"), "", Map.of("slope", 0.5f)).toBuilder()
                .addOutput("neg")
                .build();

        ModelProto model = model(
                        17,
                        List.of(),
                        List.of(
                                both,
                                call("Twice", List.of("neg"), "second", Map.of()).toBuilder()
                                        .addOutput("unused")
                                        .build(),
                                node("Add", List.of("neg", "second"), "y", Map.of())))
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("own").setVersion(1))
                .addFunctions(leaky)
                .addFunctions(twice)
                .build();

        assertSame(model);
        assertThat(read(model).computed()).contains("neg", "second", "y");
    }

    @Test
    void functionsThatCannotBeUnderstoodAreNamed() {
        Path file = temp.resolve("m.onnx");
        ModelProto.Builder model = model(17, List.of(), List.of(call("F", List.of("x"), "y", Map.of())))
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("own").setVersion(1));
        FunctionProto endless = function("F", List.of("a"), List.of("b"))
                .addNode(call("F", List.of("a"), "b", Map.of()))
                .build();
        assertThatThrownBy(() -> read(model.clone().addFunctions(endless).build()))
                .hasMessage(file + ": its functions call one another without end");
        FunctionProto older = FunctionProto.newBuilder()
                .setName("F")
                .setDomain("own")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(13))
                .build();
        assertThatThrownBy(() -> read(model.clone().addFunctions(older).build()))
                .hasMessage(
                        file + ": its function F needs operator set '' in version 13, the model in 17; export it with"
                                + " one version, or without functions");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void branchesAreMovedWithTheirNames(int condition) throws Exception {
        TensorProto truth = TensorProto.newBuilder()
                .setName("condition")
                .setDataType(TensorProto.DataType.BOOL.getNumber())
                .addInt32Data(condition)
                .build();
        NodeProto branch = NodeProto.newBuilder()
                .setOpType("If")
                .addInput("condition")
                .addOutput("y")
                .addAttribute(branch("then_branch", node("Relu", "x", "inside")))
                .addAttribute(branch("else_branch", node("Neg", "scaled", "inside")))
                .build();
        assertSame(model(17, List.of(truth), List.of(node("Add", List.of("x", "x"), "scaled", Map.of()), branch))
                .build());
    }

    private static AttributeProto branch(String name, NodeProto node) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.GRAPH)
                .setG(GraphProto.newBuilder().setName(name).addNode(node).addOutput(value(node.getOutput(0))))
                .build();
    }
}
