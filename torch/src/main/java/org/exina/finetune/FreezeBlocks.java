package org.exina.finetune;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.exina.io.ExinaException;
import org.exina.network.Layer;
import org.exina.network.Network;
import org.exina.settings.DidYouMean;

/**
 * A network in the pieces it is tuned by, from the pixels on: a piece begins where everything passes through one
 * place, and holds a convolution over all channels. These are the convolutions of VGG, the residual
 * units of ResNet and Xception, the mixed blocks of Inception, the separable pairs of MobileNet.
 */
final class FreezeBlocks {
    private final List<List<String>> blocks;

    private FreezeBlocks(List<List<String>> blocks) {
        this.blocks = blocks;
    }

    /**
     * Cuts a network wherever everything passes through one place.
     *
     * @param nodes of a network or a part of it, each after all its inputs
     */
    static FreezeBlocks of(List<Network.Node> nodes) {
        Map<String, Integer> lastUse = new HashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            for (String input : nodes.get(i).inputs()) {
                lastUse.put(input, i);
            }
        }
        List<List<String>> blocks = new ArrayList<>();
        int begin = 0; // of the piece under way
        int cut = -1; // the last place through which everything passes, behind its whole convolution
        boolean whole = false; // whether it holds a convolution over all channels
        int reach = lastUse.getOrDefault(Network.INPUT, 0); // last reader of what lies before the node before
        for (int i = 0; i < nodes.size(); i++) {
            Layer layer = nodes.get(i).layer();
            boolean all = layer instanceof Layer.Conv2d || layer instanceof Layer.SeparableConv2d;
            cut = whole && reach < i ? i : cut;
            if (cut > begin && (all || layer instanceof Layer.DepthwiseConv2d)) {
                blocks.add(names(nodes.subList(begin, cut)));
                begin = cut;
                whole = false;
            }
            whole |= all;
            reach = i == 0
                    ? reach
                    : Math.max(reach, lastUse.getOrDefault(nodes.get(i - 1).name(), 0));
        }
        blocks.add(names(nodes.subList(begin, nodes.size())));
        return new FreezeBlocks(List.copyOf(blocks));
    }

    private static List<String> names(List<Network.Node> nodes) {
        return nodes.stream().map(Network.Node::name).toList();
    }

    int count() {
        return blocks.size();
    }

    /** Layers of one block, from 0 at the pixels. */
    List<String> layers(int block) {
        return blocks.get(block);
    }

    /**
     * The block that a layer is in, counted from the pixels, from 0.
     *
     * @throws ExinaException when there is no such layer
     */
    int blockOf(String layer) throws ExinaException {
        for (int b = 0; b < blocks.size(); b++) {
            if (blocks.get(b).contains(layer)) {
                return b;
            }
        }
        List<String> all = blocks.stream().flatMap(List::stream).toList();
        throw new ExinaException("there is no layer '" + layer + "' in what is tuned; its blocks begin with "
                + String.join(", ", blocks.stream().map(b -> b.get(0)).toList()) + DidYouMean.suggestion(layer, all));
    }
}
