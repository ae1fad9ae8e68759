package org.exina.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts the bodies of a model's own functions in the place of the nodes that call them, as ONNX says that a function is to
 * be understood (Open Neural Network Exchange Intermediate Representation, "Functions"): what PyTorch's newer exporter
 * writes.
 */
final class FunctionInlining {
    private static final int DEEPEST = 100;
    private static final int MOST_NODES = 1_000_000;

    private final Map<String, FunctionProto> functions = new HashMap<>();
    private final Map<String, Long> opsets = new LinkedHashMap<>();
    private final Set<String> used = new HashSet<>(); // domains of nodes that stay
    private int calls;
    private int nodes;

    private FunctionInlining(ModelProto model) {
        model.getFunctionsList()
                .forEach(each -> functions.put(key(each.getDomain(), each.getName(), each.getOverload()), each));
        model.getOpsetImportList().forEach(each -> opsets.put(OnnxGraph.domain(each.getDomain()), each.getVersion()));
    }

    /**
     * The same model without functions.
     *
     * @throws IllegalArgumentException when they call one another without end, or need other versions of an operator
     *     set than the model
     */
    static ModelProto inlined(ModelProto model) {
        if (model.getFunctionsCount() == 0) {
            return model;
        }
        FunctionInlining inlining = new FunctionInlining(model);
        ModelProto.Builder whole = model.toBuilder().clearFunctions().clearOpsetImport();
        List<NodeProto> nodes = inlining.expanded(model.getGraph().getNodeList(), 0);
        whole.getGraphBuilder().clearNode().addAllNode(nodes);
        Set<String> calledOnly = new HashSet<>();
        model.getFunctionsList().forEach(each -> calledOnly.add(OnnxGraph.domain(each.getDomain())));
        calledOnly.removeAll(inlining.used);
        inlining.opsets.forEach((domain, version) -> {
            if (!calledOnly.contains(domain) || domain.isEmpty()) {
                whole.addOpsetImport(
                        OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(version));
            }
        });
        return whole.build();
    }

    private static String key(String domain, String name, String overload) {
        return OnnxGraph.domain(domain) + "\n" + name + "\n" + overload;
    }

    private List<NodeProto> expanded(List<NodeProto> before, int depth) {
        if (depth > DEEPEST || nodes > MOST_NODES) {
            throw new IllegalArgumentException("its functions call one another without end");
        }
        List<NodeProto> after = new ArrayList<>();
        for (NodeProto node : before) {
            FunctionProto function = functions.get(key(node.getDomain(), node.getOpType(), node.getOverload()));
            if (function == null) {
                used.add(OnnxGraph.domain(node.getDomain()));
                after.add(withBodies(node, depth));
                nodes++;
            } else {
                after.addAll(expanded(body(node, function), depth + 1));
            }
        }
        return after;
    }

    /** Branches and loops may call functions, too. */
    private NodeProto withBodies(NodeProto node, int depth) {
        NodeProto.Builder copy = node.toBuilder();
        for (AttributeProto.Builder attribute : copy.getAttributeBuilderList()) {
            if (attribute.hasG()) {
                expandIn(attribute.getGBuilder(), depth);
            }
            attribute.getGraphsBuilderList().forEach(graph -> expandIn(graph, depth));
        }
        return copy.build();
    }

    private void expandIn(GraphProto.Builder graph, int depth) {
        List<NodeProto> nodesInside = expanded(graph.getNodeList(), depth + 1);
        graph.clearNode().addAllNode(nodesInside);
    }

    private List<NodeProto> body(NodeProto call, FunctionProto function) {
        for (OperatorSetIdProto needed : function.getOpsetImportList()) {
            Long mine = opsets.putIfAbsent(OnnxGraph.domain(needed.getDomain()), needed.getVersion());
            if (mine != null && mine != needed.getVersion()) {
                throw new IllegalArgumentException("its function " + function.getName() + " needs operator set '"
                        + needed.getDomain() + "' in version " + needed.getVersion() + ", the model in " + mine
                        + "; export it with one version, or without functions");
            }
        }
        String prefix = function.getName() + "_" + ++calls + "/";
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i < function.getInputCount(); i++) {
            names.put(function.getInput(i), i < call.getInputCount() ? call.getInput(i) : "");
        }
        List<NodeProto> body = new ArrayList<>();
        for (int i = 0; i < function.getOutputCount(); i++) {
            String output = function.getOutput(i);
            String outside = i < call.getOutputCount() ? call.getOutput(i) : "";
            if (outside.isEmpty()) {
                continue;
            }
            if (names.containsKey(output)) { // an input that is handed on
                body.add(NodeProto.newBuilder()
                        .setOpType("Identity")
                        .addInput(names.get(output))
                        .addOutput(outside)
                        .build());
            } else {
                names.put(output, outside);
            }
        }
        Map<String, AttributeProto> attributes = new HashMap<>();
        function.getAttributeProtoList().forEach(each -> attributes.put(each.getName(), each)); // those by default
        call.getAttributeList().forEach(each -> attributes.put(each.getName(), each));
        for (NodeProto node : function.getNodeList()) {
            body.add(RenamedNode.of(filledIn(node, attributes), prefix, names));
        }
        return body;
    }

    /** With the attributes of the call in the place of those that refer to them; one that nobody gave is left out. */
    private static NodeProto filledIn(NodeProto node, Map<String, AttributeProto> attributes) {
        NodeProto.Builder copy = node.toBuilder().clearAttribute();
        for (AttributeProto attribute : node.getAttributeList()) {
            AttributeProto.Builder own = attribute.toBuilder();
            if (!attribute.getRefAttrName().isEmpty()) {
                AttributeProto given = attributes.get(attribute.getRefAttrName());
                if (given == null) {
                    continue;
                }
                own = given.toBuilder().setName(attribute.getName());
            }
            if (own.hasG()) {
                fillIn(own.getGBuilder(), attributes);
            }
            own.getGraphsBuilderList().forEach(graph -> fillIn(graph, attributes));
            copy.addAttribute(own);
        }
        return copy.build();
    }

    private static void fillIn(GraphProto.Builder graph, Map<String, AttributeProto> attributes) {
        List<NodeProto> filled = graph.getNodeList().stream()
                .map(node -> filledIn(node, attributes))
                .toList();
        graph.clearNode().addAllNode(filled);
    }
}
