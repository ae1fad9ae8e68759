package org.exina.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lifts models of operator sets 7 to 10 to 11, where the operators that Exina adds mean the same as in later ones. Between
 * them some operators took as inputs what they had as attributes (Slice and TopK in 10, Clip and Pad in 11), Upsample
 * became Resize, and Scatter ScatterElements; all else only took more types or ranges (ONNX, Operator Changelog, and its
 * version converter).
 */
final class OperatorSets {
    private static final long OLDEST = 7; // which ONNX Runtime is made for, too
    private static final long NEWEST = 11;

    private final long from;
    private final Map<String, TensorProto> constants = new HashMap<>();
    private int added;

    private OperatorSets(long from) {
        this.from = from;
    }

    /**
     * The same model in operator set 11, when it is of an older one.
     *
     * @throws IllegalArgumentException when it is older than 7, or has what no later set has
     */
    static ModelProto lifted(ModelProto model) {
        long version = model.getOpsetImportList().stream()
                .filter(each -> OnnxGraph.domain(each.getDomain()).isEmpty())
                .mapToLong(OperatorSetIdProto::getVersion)
                .findFirst()
                .orElse(NEWEST); // it has none of its operators
        if (version >= NEWEST) {
            return model;
        }
        if (version < OLDEST) {
            throw new IllegalArgumentException(
                    "is of operator set " + version + "; expected " + OLDEST + " or newer: export it again");
        }
        ModelProto.Builder whole = model.toBuilder();
        new OperatorSets(version).lift(whole.getGraphBuilder());
        for (OperatorSetIdProto.Builder each : whole.getOpsetImportBuilderList()) {
            if (OnnxGraph.domain(each.getDomain()).isEmpty()) {
                each.setVersion(NEWEST);
            }
        }
        return whole.build();
    }

    private void lift(GraphProto.Builder graph) {
        graph.getInitializerList().forEach(tensor -> constants.put(tensor.getName(), tensor));
        List<NodeProto> nodes = new ArrayList<>();
        for (NodeProto node : graph.getNodeList()) {
            boolean constant = node.getOpType().equals("Constant") && node.getOutputCount() == 1;
            if (constant && node.getAttributeCount() == 1) {
                constants.put(node.getOutput(0), node.getAttribute(0).getT());
            }
            NodeProto.Builder copy = node.toBuilder();
            for (AttributeProto.Builder attribute : copy.getAttributeBuilderList()) {
                if (attribute.hasG()) {
                    lift(attribute.getGBuilder());
                }
                attribute.getGraphsBuilderList().forEach(this::lift);
            }
            if (OnnxGraph.domain(node.getDomain()).isEmpty()) {
                lift(copy, nodes);
            }
            nodes.add(copy.build());
        }
        graph.clearNode().addAllNode(nodes);
    }

    /**
     * Makes a node mean in operator set 11 what it means.
     *
     * @param before takes the constants that it needs
     */
    private void lift(NodeProto.Builder node, List<NodeProto> before) {
        switch (node.getOpType()) {
            case "BatchNormalization" -> {
                Optional<AttributeProto> spatial = take(node, "spatial");
                if (spatial.isPresent() && spatial.get().getI() == 0) {
                    throw new IllegalArgumentException(
                            "has a BatchNormalization that is not spatial, which no newer operator set has");
                }
            }
            case "Slice" -> {
                if (from < 10) {
                    List<Long> starts = take(node, "starts")
                            .map(AttributeProto::getIntsList)
                            .orElse(List.of());
                    List<Long> ends =
                            take(node, "ends").map(AttributeProto::getIntsList).orElse(List.of());
                    Optional<AttributeProto> axes = take(node, "axes");
                    node.addInput(integers(starts, before)).addInput(integers(ends, before));
                    axes.ifPresent(each -> node.addInput(integers(each.getIntsList(), before)));
                }
            }
            case "TopK" -> take(node, "k").ifPresent(k -> node.addInput(integers(List.of(k.getI()), before)));
            case "Clip" -> {
                Optional<AttributeProto> least = take(node, "min");
                Optional<AttributeProto> most = take(node, "max");
                node.addInput(least.isPresent() ? scalar(least.get().getF(), before) : "");
                node.addInput(most.isPresent() ? scalar(most.get().getF(), before) : "");
            }
            case "Pad" -> {
                List<Long> pads =
                        take(node, "pads").map(AttributeProto::getIntsList).orElse(List.of());
                float value = take(node, "value").map(AttributeProto::getF).orElse(0f);
                node.addInput(integers(pads, before)).addInput(scalar(value, before));
            }
            case "Scatter" -> node.setOpType("ScatterElements");
            case "Upsample", "Resize" -> resize(node, before);
            case "Scan" -> {
                if (from < 9) {
                    throw new IllegalArgumentException(
                            "has a Scan of operator set " + from + ", which means something else in newer ones");
                }
            }
            default -> {} // means the same
        }
    }

    /** What both took for granted: places are counted from the corner, and the nearest is that before. */
    private void resize(NodeProto.Builder node, List<NodeProto> before) {
        boolean upsample = node.getOpType().equals("Upsample");
        Optional<AttributeProto> attribute = take(node, "scales");
        if (node.getInputCount() < (attribute.isPresent() ? 1 : 2)) {
            throw new IllegalArgumentException("is damaged: a " + node.getOpType() + " has no scales");
        }
        Optional<List<Float>> scales = attribute.isPresent()
                ? attribute.map(AttributeProto::getFloatsList)
                : Optional.ofNullable(constants.get(node.getInput(1))).map(OperatorSets::floats);
        boolean nearest = node.getAttributeList().stream()
                .noneMatch(each -> each.getName().equals("mode")
                        && !each.getS().toStringUtf8().equals("nearest"));
        boolean smaller = scales.isPresent() && scales.get().stream().anyMatch(each -> each < 1);
        boolean larger = scales.isPresent() && scales.get().stream().anyMatch(each -> each > 1);
        boolean unknown = scales.isEmpty() && !upsample; // Upsample only makes larger
        if (nearest && (unknown || (smaller && larger))) {
            throw new IllegalArgumentException("has a Resize of operator set " + from + " whose scales "
                    + (smaller ? "make the image smaller and larger" : "are computed")
                    + "; export it in operator set 11 or newer");
        }
        String image = node.getInput(0);
        String scale = attribute.isPresent()
                ? constant(
                        TensorProto.DataType.FLOAT,
                        bytes(scales.orElseThrow()),
                        before,
                        scales.get().size())
                : node.getInput(1);
        String all = constant(TensorProto.DataType.FLOAT, ByteString.EMPTY, before, 0); // no part of the image alone
        node.setOpType("Resize").clearInput().addInput(image).addInput(all).addInput(scale);
        node.addAttribute(OnnxGraph.attribute("coordinate_transformation_mode", "asymmetric"));
        if (nearest) {
            node.addAttribute(OnnxGraph.attribute("nearest_mode", smaller ? "ceil" : "floor"));
        }
    }

    private static Optional<AttributeProto> take(NodeProto.Builder node, String name) {
        for (int i = 0; i < node.getAttributeCount(); i++) {
            if (node.getAttribute(i).getName().equals(name)) {
                AttributeProto found = node.getAttribute(i);
                node.removeAttribute(i);
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    private static List<Float> floats(TensorProto tensor) {
        if (!tensor.hasRawData()) {
            return tensor.getFloatDataList();
        }
        ByteBuffer bytes = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        List<Float> values = new ArrayList<>();
        while (bytes.remaining() >= Float.BYTES) {
            values.add(bytes.getFloat());
        }
        return values;
    }

    private static ByteString bytes(List<Float> values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.size()).order(ByteOrder.LITTLE_ENDIAN);
        values.forEach(bytes::putFloat);
        return ByteString.copyFrom(bytes.flip());
    }

    private String scalar(float value, List<NodeProto> before) {
        return constant(TensorProto.DataType.FLOAT, bytes(List.of(value)), before);
    }

    private String integers(List<Long> values, List<NodeProto> before) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * values.size()).order(ByteOrder.LITTLE_ENDIAN);
        values.forEach(bytes::putLong);
        return constant(TensorProto.DataType.INT64, ByteString.copyFrom(bytes.flip()), before, values.size());
    }

    /** A node, not a weight: what a network has learned is counted by its weights. */
    private String constant(TensorProto.DataType type, ByteString bytes, List<NodeProto> before, long... dims) {
        String name = "lifted/" + ++added;
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setDataType(type.getNumber()).setRawData(bytes);
        for (long dim : dims) {
            tensor.addDims(dim);
        }
        before.add(NodeProto.newBuilder()
                .setOpType("Constant")
                .addOutput(name)
                .addAttribute(AttributeProto.newBuilder()
                        .setName("value")
                        .setType(AttributeProto.AttributeType.TENSOR)
                        .setT(tensor))
                .build());
        return name;
    }
}
