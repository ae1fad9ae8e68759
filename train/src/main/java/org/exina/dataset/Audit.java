package org.exina.dataset;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is wrong with a data set, or may be. Plain records, for JSON. Nothing on disk is changed.
 *
 * @param root where it is
 * @param layout how its labels are told
 * @param pictures how many samples there are, unreadable ones too
 * @param classes each class with how many images it has, sorted by label
 * @param groups how many sets of images must stay together in a split; an image like no other is a set of its own
 * @param ignored hidden files and those that systems leave behind
 * @param counts how many findings of each kind, for every kind
 * @param findings sorted by kind, then by path
 */
public record Audit(
        String root,
        Layout layout,
        int pictures,
        List<ClassSize> classes,
        int groups,
        int ignored,
        Map<Kind, Integer> counts,
        List<Finding> findings) {
    public Audit {
        classes = List.copyOf(classes);
        Map<Kind, Integer> all = new TreeMap<>(counts);
        for (Kind kind : Kind.values()) { // one that an earlier Exina wrote has fewer kinds
            all.putIfAbsent(kind, 0);
        }
        counts = Collections.unmodifiableMap(all);
        findings = List.copyOf(findings);
    }

    /** What a finding is about; the gravest first. */
    public enum Kind {
        UNREADABLE("unreadable images"),
        OTHER_FORMAT("images of a kind that is not read"),
        NAME("names that cannot be read"),
        MISSING("listed images that are not there"),
        TWIN_LABELS("labels that look alike"),
        TWO_LABELS("the same image under two labels"),
        EMPTY("black, white or empty images"),
        READ_OTHERWISE("images that are not read as they stand"),
        EXACT_DUPLICATE("exact duplicates"),
        NEAR_DUPLICATE("near duplicates"),
        WRONG_EXTENSION("content that is not what the name says"),
        TINY("tiny images"),
        ENORMOUS("enormous images"),
        FEW_PICTURES("classes with few images"),
        LEFT_OUT("images of classes that were left out"),
        RESERVED_LABEL("labels with a meaning of their own"),
        JOINED_FOLDERS("classes of several folders"),
        DEEPER_FOLDERS("folders inside those of the classes"),
        NO_LABEL("images without a label"),
        NOT_A_PICTURE("files that are no images"),
        FOLDER("folders without images and links in circles");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** In the plural, lower case. */
        public String title() {
            return title;
        }
    }

    /** How many images have a label. */
    public record ClassSize(String label, int pictures) {}

    /**
     * One thing found.
     *
     * @param paths relative, sorted; empty when it is about a class
     * @param detail what was found, for people
     */
    public record Finding(Kind kind, List<String> paths, String detail) {
        public Finding {
            paths = List.copyOf(paths);
        }
    }

    /**
     * What counts as worth telling.
     *
     * @param tinySide pixels: an image with a shorter side than this is tiny
     * @param enormousPixels an image with more than this is enormous
     * @param fewImages a class with fewer than this has few
     */
    public record Settings(int tinySide, long enormousPixels, int fewImages) {
        public static final Settings DEFAULT = new Settings(32, 50_000_000, 10);

        public Settings {
            if (tinySide < 0 || enormousPixels < 1 || fewImages < 0) {
                throw new IllegalArgumentException("expected tinySide and fewPictures of at least 0 and enormousPixels"
                        + " of at least 1, got " + tinySide + ", " + fewImages + ", " + enormousPixels);
            }
        }
    }
}
