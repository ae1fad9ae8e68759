package org.exina.backbone;

import java.util.List;
import org.exina.io.Sha256;
import org.exina.network.Preprocessing;
import org.exina.onnx.InputSpec;

/**
 * How a network is read: the images it gets and what is taken of it.
 *
 * @param preprocessing of RGB pixels 0 to 255, before the network
 * @param taps at least one, in the order of the features
 */
record TapConfig(InputSpec input, Preprocessing preprocessing, List<PooledTap> taps) {
    TapConfig {
        taps = List.copyOf(taps);
        if (taps.isEmpty()) {
            throw new IllegalArgumentException("expected at least one tap, got none");
        }
    }

    List<Tap> tapList() {
        return taps.stream().map(PooledTap::tap).toList();
    }

    /** Of the network, each once. */
    List<String> values() {
        return taps.stream().map(PooledTap::value).distinct().toList();
    }

    /**
     * Over all that decides which numbers come out; names do not. The taps belong to it although the cache keeps each tap
     * apart: what is folded into what, and so the last digits of a tap, depends on which others are read.
     *
     * @param network hexadecimal digits over the network and its weights
     */
    String fingerprint(String network) {
        StringBuilder text = new StringBuilder("reading 1\n").append(network).append('\n');
        text.append(preprocessing.bgr())
                .append(preprocessing.mean())
                .append(preprocessing.std())
                .append('\n')
                .append(input.height())
                .append(' ')
                .append(input.width())
                .append(' ')
                .append(input.interpolation())
                .append('\n');
        for (PooledTap tap : taps) {
            text.append(tap.value())
                    .append(' ')
                    .append(tap.layout())
                    .append(' ')
                    .append(tap.pooling())
                    .append('\n');
        }
        return Sha256.of(text.toString());
    }
}
