package org.exina.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.exina.io.Sha256;

/**
 * An ONNX model under construction. Every method that adds a node returns the name of the value it makes, so that
 * graphs read as nested expressions. Not thread-safe. Schema: https://github.com/onnx/onnx/blob/main/docs/IR.md
 */
public final class OnnxGraph {
    /** Operator set 17 (IR version 8): read by ONNX Runtime 1.12 of 2022 and everything after it. */
    public static final int OPSET = 17;

    private static final int IR_VERSION = 8;

    /** Operators that mean the same in every operator set from {@link #OLDEST} on, however they are used. */
    private static final Set<String> TIMELESS = Set.of(
            "Abs",
            "Add",
            "AveragePool",
            "BatchNormalization",
            "Ceil",
            "Clip",
            "Concat",
            "Constant",
            "Conv",
            "Div",
            "Erf",
            "Exp",
            "Flatten",
            "Floor",
            "Gather",
            "Gemm",
            "GlobalAveragePool",
            "GlobalMaxPool",
            "Identity",
            "LeakyRelu",
            "Log",
            "MatMul",
            "Max",
            "MaxPool",
            "Min",
            "Mul",
            "Neg",
            "PRelu",
            "Pow",
            "Reciprocal",
            "Relu",
            "Sigmoid",
            "Slice",
            "Sqrt",
            "Sub",
            "Tanh",
            "Transpose",
            "Where");

    /** Operators that mean the same in all of them used as Exina uses them. */
    private static final Set<String> TIMELESS_HERE = Set.of("Cast", "Pad", "Reshape", "Softmax");

    private static final long OLDEST = 11;

    private final GraphProto.Builder graph;
    private final Map<String, Long> opsets = new LinkedHashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final Map<String, Integer> counters = new HashMap<>();
    private long irVersion = IR_VERSION;
    private boolean hasForeignNodes; // that were read from a model

    private OnnxGraph(GraphProto.Builder graph) {
        this.graph = graph;
    }

    /** An element type of a tensor. */
    public enum Type {
        FLOAT(TensorProto.DataType.FLOAT),
        DOUBLE(TensorProto.DataType.DOUBLE),
        UINT8(TensorProto.DataType.UINT8),
        INT64(TensorProto.DataType.INT64);

        private final TensorProto.DataType onnx;

        Type(TensorProto.DataType onnx) {
            this.onnx = onnx;
        }

        int number() {
            return onnx.getNumber();
        }
    }

    public static OnnxGraph create(String name) {
        OnnxGraph result = new OnnxGraph(GraphProto.newBuilder().setName(name));
        result.opsets.put("", (long) OPSET);
        return result;
    }

    /**
     * Reads a model.
     *
     * @throws IllegalArgumentException when the bytes are no ONNX model
     */
    public static OnnxGraph parse(byte[] model) {
        return of(proto(model));
    }

    static OnnxGraph of(ModelProto proto) {
        OnnxGraph result = new OnnxGraph(proto.getGraph().toBuilder());
        result.hasForeignNodes = true;
        result.irVersion = proto.getIrVersion();
        proto.getOpsetImportList().forEach(o -> result.opsets.put(domain(o.getDomain()), o.getVersion()));
        proto.getMetadataPropsList().forEach(e -> result.metadata.put(e.getKey(), e.getValue()));
        result.graph.getNodeList().forEach(n -> result.names.addAll(n.getOutputList()));
        result.graph.getInitializerList().forEach(t -> result.names.add(t.getName()));
        result.graph.getInputList().forEach(v -> result.names.add(v.getName()));
        return result;
    }

    /** The default domain has two names. */
    static String domain(String name) {
        return name.equals("ai.onnx") ? "" : name;
    }

    static ModelProto proto(byte[] model) {
        try {
            ModelProto proto = ModelProto.parseFrom(model);
            if (!proto.hasGraph() || proto.getOpsetImportCount() == 0) {
                throw new IllegalArgumentException("not an ONNX model: it holds no graph");
            }
            return proto;
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("not an ONNX model: " + e.getMessage(), e);
        }
    }

    /** Names of inputs that must be fed (initializers listed as inputs are left out), in order. */
    public List<String> inputs() {
        Set<String> constants = new LinkedHashSet<>();
        graph.getInitializerList().forEach(t -> constants.add(t.getName()));
        return graph.getInputList().stream()
                .map(ValueInfoProto::getName)
                .filter(n -> !constants.contains(n))
                .toList();
    }

    public List<String> outputs() {
        return graph.getOutputList().stream().map(ValueInfoProto::getName).toList();
    }

    /** Those outputs that are declared to be of another type than float, with it ("int64"), in order. */
    public Map<String, String> outputsOfOtherTypes() {
        Map<String, String> others = new LinkedHashMap<>();
        for (ValueInfoProto output : graph.getOutputList()) {
            TensorProto.DataType type = TensorProto.DataType.forNumber(
                    output.getType().getTensorType().getElemType());
            if (type != TensorProto.DataType.FLOAT && type != TensorProto.DataType.UNDEFINED && type != null) {
                others.put(output.getName(), type.name().toLowerCase(Locale.ROOT));
            }
        }
        return others;
    }

    /** Version of the default operator set. */
    public long opset() {
        return opsets.getOrDefault("", 1L);
    }

    public Map<String, String> metadata() {
        return Map.copyOf(metadata);
    }

    public OnnxGraph metadata(String key, String value) {
        metadata.put(key, value);
        return this;
    }

    /** Adds an input; a dimension below 0 is free and named ("n", "h", "w" for the 1st, 2nd, ... free one). */
    public String input(String name, Type type, long... dims) {
        graph.addInput(value(name, type, List.of("n", "h", "w"), dims));
        names.add(name);
        return name;
    }

    /**
     * Makes {@code value} an output under the name {@code name}. A dimension below 0 is free; the first is named "n" as
     * the inputs' is, the others are the output's own, since a map is seldom as large as the image.
     */
    public void output(String name, String value, Type type, long... dims) {
        if (!name.equals(value)) {
            addNode("Identity", List.of(value), List.of(name), Map.of());
        }
        graph.addOutput(value(name, type, List.of("n", name + "_h", name + "_w"), dims));
    }

    public String constant(String hint, float[] values, long... dims) {
        ByteBuffer bytes = little(4L * values.length);
        bytes.asFloatBuffer().put(values);
        return tensor(hint, Type.FLOAT, bytes, values.length, dims);
    }

    public String constant(String hint, double[] values, long... dims) {
        ByteBuffer bytes = little(8L * values.length);
        bytes.asDoubleBuffer().put(values);
        return tensor(hint, Type.DOUBLE, bytes, values.length, dims);
    }

    /** A vector of 64-bit integers: shapes, axes, starts, ends. */
    public String constant(String hint, long[] values) {
        ByteBuffer bytes = little(8L * values.length);
        bytes.asLongBuffer().put(values);
        return tensor(hint, Type.INT64, bytes, values.length, values.length);
    }

    /** A number of no dimensions. */
    public String scalar(String hint, float value) {
        return constant(hint, new float[] {value});
    }

    /**
     * Adds a node of one output.
     *
     * @param attributes values are {@code Long}, {@code Integer}, {@code Float}, {@code String}, {@code long[]},
     *     {@code int[]} or {@code float[]}
     * @return the name of its output
     */
    public String node(String op, Map<String, Object> attributes, String... inputs) {
        String output = unique(op);
        addNode(op, List.of(inputs), List.of(output), attributes);
        return output;
    }

    public String node(String op, String... inputs) {
        return node(op, Map.of(), inputs);
    }

    /** Adds a node with an output name of its own, for a layer that must be found again by name. */
    public String namedNode(String name, String op, Map<String, Object> attributes, String... inputs) {
        if (!names.add(name)) {
            throw new IllegalArgumentException("two values are named " + name);
        }
        addNode(op, List.of(inputs), List.of(name), attributes);
        return name;
    }

    public String cast(String value, Type to) {
        return node("Cast", Map.of("to", (long) to.number()), value);
    }

    /**
     * Puts a copy of another graph into this one. When the two need different versions of the default operator set, the
     * whole takes one in which the nodes of both mean the same; nodes added afterwards must, too.
     *
     * @param prefix put before every name of the other graph, so that it may be put in twice
     * @param feeds for each of its inputs, the value of this graph that feeds it
     * @return for each value the other graph computes or holds, its name here
     * @throws IllegalArgumentException when the two need different versions of an operator set or an input is not fed
     */
    public Map<String, String> append(OnnxGraph other, String prefix, Map<String, String> feeds) {
        other.opsets.forEach((domain, version) -> {
            Long mine = opsets.putIfAbsent(domain, version);
            if (mine != null && !mine.equals(version)) {
                opsets.put(domain, common(domain, mine, version, other));
            }
        });
        hasForeignNodes |= other.hasForeignNodes;
        irVersion = Math.max(irVersion, other.irVersion);
        Map<String, String> renamed = new HashMap<>();
        for (String input : other.inputs()) {
            if (!feeds.containsKey(input)) {
                throw new IllegalArgumentException("input " + input + " is not fed");
            }
            renamed.put(input, feeds.get(input));
        }
        for (TensorProto weight : other.graph.getInitializerList()) {
            String name = prefix + weight.getName();
            renamed.put(weight.getName(), name);
            graph.addInitializer(weight.toBuilder().setName(name));
            names.add(name);
        }
        for (NodeProto node : other.graph.getNodeList()) {
            graph.addNode(rename(node, prefix, renamed));
        }
        return renamed;
    }

    /** Keeps only these outputs, made of any values of the graph; nodes nothing needs any more are taken out. */
    public OnnxGraph cutAt(List<String> values) {
        Set<String> needed = new LinkedHashSet<>(values);
        List<NodeProto> kept = new ArrayList<>();
        for (int i = graph.getNodeCount() - 1; i >= 0; i--) {
            NodeProto node = graph.getNode(i);
            if (node.getOutputList().stream().anyMatch(needed::contains)) {
                kept.add(0, node);
                needed.addAll(node.getInputList());
                node.getAttributeList().forEach(a -> addCaptured(a, needed));
            }
        }
        List<TensorProto> weights = graph.getInitializerList().stream()
                .filter(t -> needed.contains(t.getName()))
                .toList();
        graph.clearNode().addAllNode(kept).clearInitializer().addAllInitializer(weights);
        graph.clearOutput().clearValueInfo();
        values.forEach(v -> graph.addOutput(ValueInfoProto.newBuilder().setName(v)));
        return this;
    }

    /**
     * The version for both.
     *
     * @throws IllegalArgumentException when there is none
     */
    private long common(String domain, long mine, long version, OnnxGraph other) {
        if (domain.isEmpty() && Math.min(mine, version) >= OLDEST) {
            if (isTimeless()) {
                return version;
            } else if (other.isTimeless()) {
                return mine;
            }
        }
        throw new IllegalArgumentException("operator set '" + domain + "' is needed in version " + mine
                + " and in version " + version + " in one graph");
    }

    private boolean isTimeless() {
        return graph.getNodeList().stream()
                .map(NodeProto::getOpType)
                .allMatch(op -> TIMELESS.contains(op) || (!hasForeignNodes && TIMELESS_HERE.contains(op)));
    }

    /** How many numbers of floating point its weights hold. */
    public long parameters() {
        long sum = 0;
        for (TensorProto weight : graph.getInitializerList()) {
            TensorProto.DataType type = TensorProto.DataType.forNumber(weight.getDataType());
            if (type == TensorProto.DataType.FLOAT || type == TensorProto.DataType.DOUBLE) {
                sum += weight.getDimsList().stream().reduce(1L, (a, b) -> a * b);
            }
        }
        return sum;
    }

    /** Names of the values its nodes compute, in order. */
    public List<String> computed() {
        return graph.getNodeList().stream()
                .flatMap(n -> n.getOutputList().stream())
                .filter(n -> !n.isEmpty())
                .toList();
    }

    /**
     * What makes a value.
     *
     * @param op of the operator
     * @param inputs names of values, in order; empty for those left out
     */
    public record Maker(String op, List<String> inputs) {
        public Maker {
            inputs = List.copyOf(inputs);
        }
    }

    /** The node that makes a value, if one does: inputs and weights are made by none. */
    public Optional<Maker> makerOf(String value) {
        return graph.getNodeList().stream()
                .filter(node -> node.getOutputList().contains(value))
                .findFirst()
                .map(node -> new Maker(node.getOpType(), node.getInputList()));
    }

    /** A weight of type float or double in raw form, as {@link #constant} adds it; empty when there is none such. */
    public Optional<double[]> numbers(String constant) {
        return graph.getInitializerList().stream()
                .filter(tensor -> tensor.getName().equals(constant) && tensor.hasRawData())
                .findFirst()
                .flatMap(OnnxGraph::numbers);
    }

    private static Optional<double[]> numbers(TensorProto tensor) {
        ByteBuffer bytes = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        double[] result;
        if (tensor.getDataType() == Type.DOUBLE.number()) {
            result = new double[bytes.remaining() / Double.BYTES];
            bytes.asDoubleBuffer().get(result);
        } else if (tensor.getDataType() == Type.FLOAT.number()) {
            result = new double[bytes.remaining() / Float.BYTES];
            for (int i = 0; i < result.length; i++) {
                result[i] = bytes.getFloat();
            }
        } else {
            return Optional.empty();
        }
        return Optional.of(result);
    }

    /** The element type of an input ("float", "uint8"), empty when it has none. */
    public String typeOf(String input) {
        return find(input)
                .map(v -> TensorProto.DataType.forNumber(
                        v.getType().getTensorType().getElemType()))
                .map(t -> t.name().toLowerCase(Locale.ROOT))
                .orElse("");
    }

    /** The shape of an input, free dimensions as -1; empty when it has none. */
    public List<Long> shapeOf(String input) {
        return find(input)
                .map(v -> v.getType().getTensorType().getShape().getDimList().stream()
                        .map(d -> d.hasDimValue() && d.getDimValue() > 0 ? d.getDimValue() : -1L)
                        .toList())
                .orElse(List.of());
    }

    private Optional<ValueInfoProto> find(String input) {
        return graph.getInputList().stream()
                .filter(v -> v.getName().equals(input))
                .findFirst();
    }

    public boolean has(String value) {
        return names.contains(value);
    }

    /** Over nodes, weights, inputs and outputs, metadata left out: 64 hexadecimal digits. */
    public String fingerprint() {
        return Sha256.of(graph.build().toByteArray());
    }

    public byte[] toBytes() {
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(irVersion)
                .setProducerName("exina")
                .setGraph(graph);
        opsets.forEach((domain, version) -> model.addOpsetImport(
                OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(version)));
        metadata.forEach((key, value) -> model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return model.build().toByteArray();
    }

    private static void addCaptured(AttributeProto attribute, Set<String> needed) {
        List<GraphProto> bodies = new ArrayList<>(attribute.getGraphsList());
        if (attribute.hasG()) {
            bodies.add(attribute.getG());
        }
        for (GraphProto body : bodies) { // a loop's or a branch's body may use any value around it
            for (NodeProto node : body.getNodeList()) {
                needed.addAll(node.getInputList());
                node.getAttributeList().forEach(a -> addCaptured(a, needed));
            }
        }
    }

    private NodeProto rename(NodeProto node, String prefix, Map<String, String> renamed) {
        NodeProto copy = RenamedNode.of(node, prefix, renamed);
        copy.getOutputList().stream().filter(name -> !name.isEmpty()).forEach(names::add);
        return copy;
    }

    private void addNode(String op, List<String> inputs, List<String> outputs, Map<String, Object> attributes) {
        if (opset() != OPSET && !TIMELESS.contains(op) && !TIMELESS_HERE.contains(op)) {
            throw new IllegalArgumentException(op + " may mean something else in operator set " + opset()
                    + ", which this graph has from another, than in " + OPSET);
        }
        NodeProto.Builder node = NodeProto.newBuilder()
                .setOpType(op)
                .setName(outputs.get(0))
                .addAllInput(inputs)
                .addAllOutput(outputs);
        attributes.keySet().stream().sorted().forEach(key -> node.addAttribute(attribute(key, attributes.get(key))));
        graph.addNode(node);
    }

    static AttributeProto attribute(String name, Object value) {
        AttributeProto.Builder result = AttributeProto.newBuilder().setName(name);
        if (value instanceof Long || value instanceof Integer) {
            return result.setType(AttributeProto.AttributeType.INT)
                    .setI(((Number) value).longValue())
                    .build();
        } else if (value instanceof Float number) {
            return result.setType(AttributeProto.AttributeType.FLOAT)
                    .setF(number)
                    .build();
        } else if (value instanceof String text) {
            return result.setType(AttributeProto.AttributeType.STRING)
                    .setS(ByteString.copyFromUtf8(text))
                    .build();
        } else if (value instanceof long[] numbers) {
            result.setType(AttributeProto.AttributeType.INTS);
            for (long number : numbers) {
                result.addInts(number);
            }
            return result.build();
        } else if (value instanceof int[] numbers) {
            result.setType(AttributeProto.AttributeType.INTS);
            for (int number : numbers) {
                result.addInts(number);
            }
            return result.build();
        } else if (value instanceof float[] numbers) {
            result.setType(AttributeProto.AttributeType.FLOATS);
            for (float number : numbers) {
                result.addFloats(number);
            }
            return result.build();
        }
        throw new IllegalArgumentException("attribute " + name + " has a type ONNX does not know: " + value.getClass());
    }

    private String tensor(String hint, Type type, ByteBuffer bytes, long count, long... dims) {
        long expected = 1;
        for (long dim : dims) {
            expected *= dim;
        }
        if (expected != count) {
            throw new IllegalArgumentException(hint + ": expected " + expected + " values, got " + count);
        }
        String name = unique(hint);
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.number())
                .setRawData(ByteString.copyFrom(bytes));
        for (long dim : dims) {
            tensor.addDims(dim);
        }
        graph.addInitializer(tensor);
        return name;
    }

    private String unique(String hint) {
        String name;
        do {
            name = hint + "_" + counters.merge(hint, 1, Integer::sum);
        } while (!names.add(name));
        return name;
    }

    private static ByteBuffer little(long bytes) {
        return ByteBuffer.allocate(Math.toIntExact(bytes)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ValueInfoProto value(String name, Type type, List<String> free, long... dims) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        int next = 0;
        for (long dim : dims) {
            TensorShapeProto.Dimension.Builder d = TensorShapeProto.Dimension.newBuilder();
            if (dim >= 0) {
                d.setDimValue(dim);
            } else {
                d.setDimParam(free.get(Math.min(next++, 2)));
            }
            shape.addDim(d);
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.number())
                                .setShape(shape)))
                .build();
    }
}
