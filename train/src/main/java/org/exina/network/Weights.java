package org.exina.network;

import java.util.List;
import org.exina.io.ExinaException;

/** The learned numbers of a network, by layer. */
public interface Weights {
    /**
     * The arrays of one layer, in Keras's order and layout.
     *
     * @param layer its name in the network's description
     * @param expected what the description expects; the answer must have these shapes
     * @throws ExinaException when they are missing or have other shapes
     */
    List<Tensor> of(String layer, List<Parameter> expected) throws ExinaException;
}
