package org.exina.head.select;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Columns of the features that come from one place.
 *
 * @param source the backbone
 * @param views over how many views they are averaged
 * @param tap depth at which the backbone is read; the order of a source's blocks is that of its depths
 * @param pooling how its map becomes a vector
 * @param from the first column
 * @param to behind the last
 */
public record FeatureBlock(String source, int views, String tap, String pooling, int from, int to) {
    public FeatureBlock {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("expected columns from 0 on, got " + from + " to " + to);
        }
    }

    /** What stays the same when columns are moved. */
    String key() {
        return source + " / " + views + " / " + tap + " / " + pooling;
    }

    static int[] columns(List<FeatureBlock> blocks) {
        return blocks.stream()
                .flatMapToInt(block -> IntStream.range(block.from(), block.to()))
                .toArray();
    }
}
