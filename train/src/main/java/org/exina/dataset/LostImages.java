package org.exina.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.exina.image.file.SkippedFile;
import org.exina.io.Remedy;

/** Classes of which so many images cannot be used that something must be wrong. */
final class LostImages {
    private static final Set<SkippedFile.Kind> LOST = EnumSet.of(
            SkippedFile.Kind.UNREADABLE,
            SkippedFile.Kind.OTHER_FORMAT,
            SkippedFile.Kind.NAME,
            SkippedFile.Kind.MISSING);

    private LostImages() {}

    /**
     * Refuses images of which a class has lost all, or as many as are left.
     *
     * @param source as the user named it
     */
    static void require(ListedImages dataset, Path source) throws DatasetException {
        Map<String, List<SkippedFile>> lost = new TreeMap<>(PathNames.CODE_POINTS);
        for (SkippedFile each : dataset.skipped()) {
            String label = dataset.labelOf().getOrDefault(each.path(), "");
            if (LOST.contains(each.kind()) && !label.isEmpty()) {
                lost.computeIfAbsent(label, any -> new ArrayList<>()).add(each);
            }
        }
        List<String> told = new ArrayList<>();
        lost.forEach((label, files) -> {
            TreeSet<String> used = new TreeSet<>(PathNames.CODE_POINTS);
            dataset.samples().stream()
                    .filter(sample -> sample.label().equals(label))
                    .forEach(sample -> used.add(sample.source().name()));
            List<SkippedFile> missed =
                    files.stream().filter(file -> isMissed(file, used)).toList();
            boolean oneByName = dataset.layout() == Layout.LABEL_IN_NAME && missed.size() == 1 && used.isEmpty();
            if (missed.size() >= Math.max(1, used.size()) && !oneByName) {
                SkippedFile first = missed.stream()
                        .min(Comparator.comparing(SkippedFile::path, PathNames.CODE_POINTS))
                        .orElseThrow();
                int all = missed.size() + used.size();
                told.add(label + " loses " + missed.size() + " of " + all + (all == 1 ? " image (" : " images (")
                        + first.path() + " " + first.reason() + ")");
            }
        });
        if (!told.isEmpty()) {
            throw (DatasetException) new DatasetException(
                            dataset.root(),
                            "the class" + (told.size() == 1 ? " " : "es ") + String.join(", ", told)
                                    + "; mend these files, save them in a format that is read, or move those that are"
                                    + " not wanted out of the data")
                    .with(Remedy.Kind.CHECK_DATA, source);
        }
    }

    /** An original beside the image made of it, as scan.czi beside scan.jpg, is missed by nobody; nor is what is known to lack. */
    private static boolean isMissed(SkippedFile file, NavigableSet<String> used) {
        if (file.kind() == SkippedFile.Kind.MISSING) {
            return used.isEmpty();
        }
        if (file.kind() != SkippedFile.Kind.OTHER_FORMAT) {
            return true;
        }
        int dot = file.path().lastIndexOf('.');
        String stem = dot < 0 ? file.path() : file.path().substring(0, dot);
        String next = used.ceiling(stem);
        return next == null || !next.startsWith(stem);
    }
}
