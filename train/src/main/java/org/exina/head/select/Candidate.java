package org.exina.head.select;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A set of features and a head on them.
 *
 * @param blocks at least one, in the order of their columns
 * @param head see {@link org.exina.head.HeadSpec#parse}
 */
record Candidate(List<FeatureBlock> blocks, String head) {
    Candidate {
        blocks = List.copyOf(blocks);
        if (blocks.isEmpty()) {
            throw new IllegalArgumentException("expected at least 1 block of features, got none");
        }
    }

    List<String> keys() {
        return blocks.stream().map(FeatureBlock::key).toList();
    }

    int features() {
        return blocks.stream().mapToInt(block -> block.to() - block.from()).sum();
    }

    /** For people: "mobilenetv2 features_28+features_14, mean+std, 8 views; lda". */
    String title() {
        Map<String, List<FeatureBlock>> bySource = new LinkedHashMap<>();
        for (FeatureBlock block : blocks) {
            bySource.computeIfAbsent(block.source() + "\n" + block.views(), s -> new ArrayList<>())
                    .add(block);
        }
        return bySource.values().stream().map(Candidate::title).collect(Collectors.joining(" and ")) + "; " + head;
    }

    private static String title(List<FeatureBlock> blocks) {
        FeatureBlock first = blocks.get(0);
        String taps = blocks.stream().map(FeatureBlock::tap).distinct().collect(Collectors.joining("+"));
        String poolings =
                blocks.stream().map(FeatureBlock::pooling).collect(Collectors.toCollection(TreeSet::new)).stream()
                        .collect(Collectors.joining("+"));
        String name = first.source().equals(taps) ? taps : first.source() + " " + taps;
        String how = poolings.equals("vector") ? "" : ", " + poolings;
        return name + how + ", " + first.views() + (first.views() == 1 ? " view" : " views");
    }
}
