package org.exina.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.exina.image.file.SkippedFile;

/**
 * What a folder or a manifest holds.
 *
 * @param samples in any order
 * @param skipped in any order
 * @param labelOf the class of skipped files that would be of one, by their paths
 * @param joined the folders of each class that has several
 * @param deeper names of the folders inside those of the classes, level by level, that images lie in
 */
record ListedImages(
        Path root,
        Layout layout,
        List<Sample> samples,
        List<SkippedFile> skipped,
        Map<String, String> labelOf,
        Map<String, List<String>> joined,
        List<List<String>> deeper) {
    ListedImages(Path root, Layout layout, List<Sample> samples, List<SkippedFile> skipped) {
        this(root, layout, samples, skipped, Map.of(), Map.of(), List.of());
    }

    ListedImages with(List<Sample> others) {
        return new ListedImages(root, layout, others, skipped, labelOf, joined, deeper);
    }
}
