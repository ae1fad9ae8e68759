package org.exina.image.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A file or folder that is not used, and why.
 *
 * @param path relative to the folder that was searched, with '/' between names
 * @param reason a sentence's end: "is empty (0 bytes)"
 */
public record SkippedFile(String path, Kind kind, String reason) {
    private static final int MOST_NAMES = 5;

    /** Why something is not used. */
    public enum Kind {
        /** A file that is hidden, or left by an operating system: of no interest. */
        IGNORED(""),
        /** Named as an image, but its content is none, or cannot be read. */
        UNREADABLE("unreadable"),
        /** An image of a format that is not read. */
        OTHER_FORMAT("of a kind that is not read"),
        /** Neither content nor name is an image's. */
        NOT_A_PICTURE("no image"),
        /** Named in letters that Java cannot tell, so that it may not be found. */
        NAME("with a name that cannot be read"),
        /** An image in a place that gives it no label. */
        NO_LABEL("without a label"),
        /** Listed, but not there. */
        MISSING("listed but not there"),
        /** An image of a class that was left out for having too few. */
        FEW("of a class with too few images"),
        /** The same as another, which is used. */
        REPEATED("the same as another"),
        /** A folder without an image, or a link back to a folder that it lies in. */
        FOLDER("without an image"),
        /** A folder that is hidden, or left by a system or a network drive: not looked into. */
        IGNORED_FOLDER("hidden or of the system");

        private final String words; // after a count

        Kind(String words) {
            this.words = words;
        }

        boolean isFolder() {
            return this == FOLDER || this == IGNORED_FOLDER;
        }
    }

    /** The same, with a path that begins at a folder which lies elsewhere. */
    public SkippedFile in(Path folder) {
        return new SkippedFile(folder.resolve(path).toString(), kind, reason);
    }

    /** Those that a person should know of: all but hidden files and what systems leave beside others. */
    public static List<SkippedFile> worthTelling(List<SkippedFile> all) {
        return all.stream().filter(each -> each.kind != Kind.IGNORED).toList();
    }

    /**
     * All of them in one line: "5 files not used: 3 unreadable, 2 of a kind that is not read (.czi, .heic)". Empty where
     * there is nothing worth telling.
     */
    public static Optional<String> summary(List<SkippedFile> all) {
        List<SkippedFile> told = worthTelling(all);
        if (told.isEmpty()) {
            return Optional.empty();
        }
        long folders = told.stream().filter(each -> each.kind.isFolder()).count();
        List<String> counted = new ArrayList<>();
        count(counted, told.size() - folders, "file");
        count(counted, folders, "folder");
        List<String> kinds = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            List<SkippedFile> these =
                    told.stream().filter(each -> each.kind == kind).toList();
            if (!these.isEmpty()) {
                kinds.add(these.size() + " " + kind.words + names(kind, these));
            }
        }
        return Optional.of(String.join(" and ", counted) + " not used: " + String.join(", ", kinds));
    }

    private static void count(List<String> counted, long count, String noun) {
        if (count > 0) {
            counted.add(count + " " + noun + (count == 1 ? "" : "s"));
        }
    }

    /** What tells them best: endings, classes, or their own names. */
    private static String names(Kind kind, List<SkippedFile> files) {
        TreeSet<String> names = files.stream()
                .flatMap(each -> switch (kind) {
                    case OTHER_FORMAT, NOT_A_PICTURE -> List.of(ending(each.path)).stream();
                    case FEW -> List.of(each.reason.replaceFirst("^is of ", "")).stream();
                    case UNREADABLE, NO_LABEL -> List.<String>of().stream(); // may be many, and are listed elsewhere
                    default -> List.of(each.path).stream();
                })
                .collect(Collectors.toCollection(TreeSet::new));
        if (names.isEmpty()) {
            return "";
        }
        String more = names.size() > MOST_NAMES ? ", and " + (names.size() - MOST_NAMES) + " more" : "";
        return names.stream().limit(MOST_NAMES).collect(Collectors.joining(", ", " (", more + ")"));
    }

    private static String ending(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot <= 0 || name.length() - dot > 8 ? name : name.substring(dot);
    }
}
