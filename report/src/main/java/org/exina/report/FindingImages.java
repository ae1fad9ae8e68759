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

    private FindingImages(Dataset dataset) {
        this.dataset = dataset;
        for (int i = 0; i < dataset.size(); i++) {
            index.putIfAbsent(dataset.relativePaths().get(i), i);
        }
    }

    /** Chooses: list by list, whole findings, until there are enough. */
    static FindingImages of(Dataset dataset, List<FindingList> lists) {
        FindingImages shown = new FindingImages(dataset);
        for (FindingList list : lists) {
            shown.findingsShown.put(list.kind(), list.hasImages() ? shown.choose(list) : 0);
        }
        return shown;
    }

    private int choose(FindingList list) {
        int ofKind = 0;
        int findings = 0;
        for (Audit.Finding finding : list.findings()) {
            List<String> paths = paths(finding);
            if (ofKind + paths.size() > MOST_OF_A_KIND || files.size() + paths.size() > MOST_IN_ALL) {
                return findings;
            }
            paths.forEach(path -> files.put(path, file(path)));
            ofKind += paths.size();
            findings++;
        }
        return findings;
    }

    /** How many findings of a kind, from the first, are shown with images. */
    int count(Audit.Kind kind) {
        return findingsShown.get(kind);
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
