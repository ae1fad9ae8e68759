package org.exina.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.HashMap;
import java.util.Map;

/** A node whose values have other names, those in the bodies of its loops and branches too. */
final class RenamedNode {
    private RenamedNode() {}

    /**
     * Renames a node.
     *
     * @param prefix put before every name that is not among {@code names}
     * @param names for each value its new name; the node's outputs are added. Empty for an input that is left out
     */
    static NodeProto of(NodeProto node, String prefix, Map<String, String> names) {
        NodeProto.Builder copy = node.toBuilder().clearInput().clearOutput().clearAttribute();
        copy.setName(node.getName().isEmpty() ? "" : prefix + node.getName());
        node.getInputList().forEach(name -> copy.addInput(name(name, prefix, names)));
        for (String output : node.getOutputList()) {
            String name = name(output, prefix, names);
            names.put(output, name);
            copy.addOutput(name);
        }
        node.getAttributeList().forEach(attribute -> copy.addAttribute(renamed(attribute, prefix, names)));
        return copy.build();
    }

    private static String name(String name, String prefix, Map<String, String> names) {
        return name.isEmpty() ? "" : names.getOrDefault(name, prefix + name);
    }

    private static AttributeProto renamed(AttributeProto attribute, String prefix, Map<String, String> names) {
        if (!attribute.hasG() && attribute.getGraphsCount() == 0) {
            return attribute;
        }
        AttributeProto.Builder copy = attribute.toBuilder().clearGraphs();
        if (attribute.hasG()) {
            copy.setG(body(attribute.getG(), prefix, names));
        }
        attribute.getGraphsList().forEach(graph -> copy.addGraphs(body(graph, prefix, names)));
        return copy.build();
    }

    /** A body has names of its own, which hide those around it. */
    private static GraphProto body(GraphProto body, String prefix, Map<String, String> around) {
        Map<String, String> names = new HashMap<>(around);
        GraphProto.Builder copy = body.toBuilder().clearNode().clearValueInfo();
        for (int i = 0; i < body.getInputCount(); i++) {
            String name = body.getInput(i).getName();
            names.put(name, prefix + name);
            copy.getInputBuilder(i).setName(prefix + name);
        }
        for (int i = 0; i < body.getInitializerCount(); i++) {
            String name = body.getInitializer(i).getName();
            names.put(name, prefix + name);
            copy.getInitializerBuilder(i).setName(prefix + name);
        }
        body.getNodeList().forEach(node -> node.getOutputList().forEach(name -> names.put(name, prefix + name)));
        body.getNodeList().forEach(node -> copy.addNode(of(node, prefix, names)));
        for (int i = 0; i < body.getOutputCount(); i++) {
            copy.getOutputBuilder(i).setName(name(body.getOutput(i).getName(), prefix, names));
        }
        return copy.build();
    }
}
