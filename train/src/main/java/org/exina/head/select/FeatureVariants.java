package org.exina.head.select;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ways to read one backbone that the features at hand allow. */
final class FeatureVariants {
    /** At most so many depths are left out at the ends of all. */
    private static final int LEFT_OUT = 2;

    private final List<FeatureBlock> blocks;

    private FeatureVariants(List<FeatureBlock> blocks) {
        this.blocks = blocks;
    }

    /** By backbone, in the order of the blocks. */
    static Map<String, FeatureVariants> bySource(List<FeatureBlock> blocks) {
        Map<String, List<FeatureBlock>> found = new LinkedHashMap<>();
        for (FeatureBlock block : blocks) {
            found.computeIfAbsent(block.source(), s -> new ArrayList<>()).add(block);
        }
        Map<String, FeatureVariants> result = new LinkedHashMap<>();
        found.forEach((source, own) -> result.put(source, new FeatureVariants(List.copyOf(own))));
        return result;
    }

    /** Numbers of views, as they come. */
    List<Integer> views() {
        return blocks.stream().map(FeatureBlock::views).distinct().toList();
    }

    /** All depths with the first pooling. */
    List<FeatureBlock> plain(int views) {
        return withPooling(taps(), views, poolings().subList(0, 1));
    }

    /** Fewer depths that follow on one another, with the first pooling; those that leave out least first. */
    List<List<FeatureBlock>> narrower(int views) {
        List<String> taps = taps();
        List<List<FeatureBlock>> result = new ArrayList<>();
        for (int length = taps.size() - 1; length >= Math.max(1, taps.size() - LEFT_OUT); length--) {
            for (int from = 0; from + length <= taps.size(); from++) {
                result.add(withPooling(
                        taps.subList(from, from + length), views, poolings().subList(0, 1)));
            }
        }
        return result;
    }

    /** These depths and views with every pooling; unchanged when there is one only. */
    List<FeatureBlock> richer(List<FeatureBlock> of) {
        return withPooling(
                of.stream().map(FeatureBlock::tap).distinct().toList(),
                of.get(0).views(),
                poolings());
    }

    private List<String> taps() {
        return blocks.stream().map(FeatureBlock::tap).distinct().toList();
    }

    private List<String> poolings() {
        return blocks.stream().map(FeatureBlock::pooling).distinct().toList();
    }

    private List<FeatureBlock> withPooling(List<String> taps, int views, List<String> poolings) {
        return blocks.stream()
                .filter(block ->
                        block.views() == views && taps.contains(block.tap()) && poolings.contains(block.pooling()))
                .toList();
    }
}
