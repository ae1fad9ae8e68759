package org.exina.report;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.exina.dataset.Audit;
import org.exina.dataset.Dataset;
import org.exina.report.html.EmbeddedImages;

/** Which images of findings are shown, where they lie and what their labels are. The page must not grow without end. */
final class FindingImages {
    private static final int MOST_IN_ALL = 500;
    private static final int MOST_OF_A_KIND = 160;
    private static final int MOST_OF_A_FINDING = 8;

    private final Dataset dataset;
    private final Map<String, Integer> index = new HashMap<>();
    private final Map<String, Path> files = new LinkedHashMap<>();
    private final Map<Audit.Kind, Integer> findingsShown = new HashMap<>();

    FindingImages(Dataset dataset) {
        this.dataset = dataset;
        for (int i = 0; i < dataset.size(); i++) {
            index.putIfAbsent(dataset.relativePaths().get(i), i);
        }
    }

    /** Chooses of another list, whole findings, until there are enough. */
    void choose(Audit.Kind kind, List<Audit.Finding> findings) {
        int ofKind = 0;
        int chosen = 0;
        for (Audit.Finding finding : findings) {
            List<String> paths = paths(finding);
            if (ofKind + paths.size() > MOST_OF_A_KIND || files.size() + paths.size() > MOST_IN_ALL) {
                break;
            }
            paths.forEach(path -> files.put(path, file(path)));
            ofKind += paths.size();
            chosen++;
        }
        findingsShown.put(kind, chosen);
    }

    /** How many findings of a kind, from the first, are shown with images. */
    int count(Audit.Kind kind) {
        return findingsShown.getOrDefault(kind, 0);
    }

    /** The images of a finding that are shown, if it is. */
    static List<String> paths(Audit.Finding finding) {
        return finding.paths().stream().limit(MOST_OF_A_FINDING).toList();
    }

    Map<String, Path> files() {
        return files;
    }

    /** The label of an image; empty when it has none. */
    String label(String path) {
        Integer i = index.get(path);
        return i == null ? "" : dataset.samples().get(i).label();
    }

    private Path file(String path) {
        Integer i = index.get(path);
        return i == null
                ? EmbeddedImages.find(dataset.root(), path)
                : dataset.samples().get(i).source().file().orElseThrow();
    }
}
