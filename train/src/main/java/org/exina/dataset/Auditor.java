package org.exina.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.exina.image.DihedralView;
import org.exina.image.file.ImageFormat;
import org.exina.image.file.ImageHeader;
import org.exina.image.file.SkippedFile;
import org.exina.task.Progress;

/** Looks for what is wrong with a data set. */
public final class Auditor {
    /** Labels that mean something to other commands. */
    private static final Map<String, String> RESERVED = Map.of(
            "unknown",
            "is what a model answers to an image that is of none of its classes: name it otherwise, such as \"other\"",
            "debris",
            "is for things that are no grains: counts leave it out of the pollen sum");

    private final Inspection inspection;
    private final Dataset dataset;
    private final Audit.Settings settings;
    private final List<Audit.Finding> findings = new ArrayList<>();

    private Auditor(Inspection inspection, Audit.Settings settings) {
        this.inspection = inspection;
        this.dataset = inspection.dataset();
        this.settings = settings;
    }

    /** Inspects a data set and tells what is wrong with it. */
    public static Audit audit(Dataset dataset, Audit.Settings settings, Progress progress) throws IOException {
        return audit(Inspection.of(dataset, progress), settings);
    }

    /** Tells what is wrong with a data set that was inspected. */
    public static Audit audit(Inspection inspection, Audit.Settings settings) {
        return new Auditor(inspection, settings).audit();
    }

    private Audit audit() {
        for (int i = 0; i < dataset.size(); i++) {
            checkImage(i);
        }
        checkSameContent();
        checkSameThing();
        List<Audit.ClassSize> classes = checkClasses();
        checkLabels();
        dataset.notes()
                .text(dataset.sampleBits(), dataset.reading().merged())
                .forEach(note -> add(Audit.Kind.READ_OTHERWISE, List.of(), note));
        int ignored = listSkipped();
        findings.sort(Comparator.comparing(Audit.Finding::kind)
                .thenComparing(f -> f.paths().isEmpty() ? "" : f.paths().get(0), PathNames.CODE_POINTS)
                .thenComparing(Audit.Finding::detail, PathNames.CODE_POINTS));
        Map<Audit.Kind, Integer> counts = new EnumMap<>(Audit.Kind.class);
        findings.forEach(f -> counts.merge(f.kind(), 1, Integer::sum));
        return new Audit(
                dataset.root().toString(),
                dataset.layout(),
                dataset.size(),
                classes,
                Groups.of(inspection, Optional.empty()).count(),
                ignored,
                counts,
                findings);
    }

    private void checkImage(int i) {
        ImageFacts facts = inspection.facts().get(i);
        String path = dataset.relativePaths().get(i);
        facts.problem().ifPresent(problem -> add(Audit.Kind.UNREADABLE, List.of(path), problem));
        facts.emptiness().ifPresent(what -> add(Audit.Kind.EMPTY, List.of(path), "is " + what));
        if (facts.header().isEmpty()) {
            return;
        }
        ImageHeader header = facts.header().get();
        Optional<ImageFormat> promised = ImageFormat.ofFileName(path);
        if (promised.isEmpty() || promised.get() != header.format()) {
            String promise = promised.isEmpty()
                    ? ", but the name does not say so"
                    : ", but the name says " + promised.get().title();
            add(
                    Audit.Kind.WRONG_EXTENSION,
                    List.of(path),
                    "is " + header.format().title() + promise);
        }
        String size = header.width() + " x " + header.height() + " pixels";
        if (Math.min(header.width(), header.height()) < settings.tinySide()) {
            add(Audit.Kind.TINY, List.of(path), size);
        }
        if (header.pixels() > settings.enormousPixels()) {
            add(
                    Audit.Kind.ENORMOUS,
                    List.of(path),
                    size + String.format(Locale.ROOT, " (%.0f megapixels)", header.pixels() / 1e6));
        }
    }

    private void checkSameContent() {
        for (List<Integer> set : setsOf(inspection.sameContent())) {
            Set<String> labels = labels(set);
            add(
                    labels.size() > 1 ? Audit.Kind.TWO_LABELS : Audit.Kind.EXACT_DUPLICATE,
                    paths(set),
                    "the same file " + times(set.size()) + under(labels));
        }
    }

    private void checkSameThing() {
        UnionFind content = inspection.sameContent();
        UnionFind things = inspection.sameThing();
        Map<Integer, List<NearDuplicate>> bySet = new TreeMap<>();
        inspection
                .nearDuplicates()
                .forEach(l -> bySet.computeIfAbsent(things.find(l.a()), any -> new ArrayList<>())
                        .add(l));
        Map<Integer, List<Integer>> members = members(things);
        bySet.forEach((root, nearDuplicates) -> {
            List<Integer> set = members.get(root);
            Map<Integer, Set<String>> labelsOfFile = new TreeMap<>();
            set.forEach(i -> labelsOfFile
                    .computeIfAbsent(content.find(i), any -> new TreeSet<>(PathNames.CODE_POINTS))
                    .add(dataset.samples().get(i).label()));
            boolean conflict = Set.copyOf(labelsOfFile.values()).size() > 1; // else told where the same files are
            add(
                    conflict ? Audit.Kind.TWO_LABELS : Audit.Kind.NEAR_DUPLICATE,
                    paths(set),
                    describe(set, nearDuplicates) + (conflict ? under(labels(set)) : ""));
        });
    }

    private static String describe(List<Integer> set, List<NearDuplicate> nearDuplicates) {
        double least = nearDuplicates.stream()
                .mapToDouble(NearDuplicate::similarity)
                .min()
                .orElseThrow();
        boolean turned = nearDuplicates.stream().anyMatch(l -> l.view() != DihedralView.IDENTITY);
        return "one image or one object " + times(set.size()) + (turned ? ", turned or mirrored" : "")
                + String.format(Locale.ROOT, " (similarity %.2f)", Math.min(least, 1));
    }

    private List<Audit.ClassSize> checkClasses() {
        int[] labels = dataset.labels();
        List<Audit.ClassSize> sizes = IntStream.range(0, dataset.classes().size())
                .mapToObj(c -> new Audit.ClassSize(dataset.classes().get(c), (int)
                        IntStream.of(labels).filter(label -> label == c).count()))
                .toList();
        for (Audit.ClassSize size : sizes) {
            if (size.pictures() < settings.fewImages()) {
                add(
                        Audit.Kind.FEW_PICTURES,
                        List.of(),
                        size.label() + " has " + size.pictures() + (size.pictures() == 1 ? " image" : " images"));
            }
        }
        return sizes;
    }

    private void checkLabels() {
        for (List<String> twins : LabelTwins.of(dataset.classes())) {
            add(
                    Audit.Kind.TWIN_LABELS,
                    List.of(),
                    twins.stream().map(dataset::counted).collect(Collectors.joining(", ")));
        }
        dataset.classes().stream()
                .filter(label -> RESERVED.containsKey(label.toLowerCase(Locale.ROOT)))
                .forEach(label -> add(
                        Audit.Kind.RESERVED_LABEL,
                        List.of(),
                        label + " " + RESERVED.get(label.toLowerCase(Locale.ROOT))));
        dataset.joined()
                .forEach((label, folders) -> add(
                        Audit.Kind.JOINED_FOLDERS,
                        List.of(),
                        LabelTwins.visible(label) + " is made of the folders "
                                + folders.stream().map(LabelTwins::visible).collect(Collectors.joining(", "))));
        int level = dataset.reading().labelLevel() + 1;
        for (List<String> names : dataset.deeper()) {
            add(
                    Audit.Kind.DEEPER_FOLDERS,
                    List.of(),
                    "level " + level++ + ": " + names.size() + (names.size() == 1 ? " folder, " : " folders, ")
                            + names.stream().limit(5).collect(Collectors.joining(", "))
                            + (names.size() > 5 ? ", ..." : ""));
        }
    }

    private int listSkipped() {
        int ignored = 0;
        for (SkippedFile file : dataset.skipped()) {
            switch (file.kind()) {
                case IGNORED, IGNORED_FOLDER -> ignored++;
                case FEW, REPEATED -> add(Audit.Kind.LEFT_OUT, List.of(file.path()), file.reason());
                default -> add(Audit.Kind.valueOf(file.kind().name()), List.of(file.path()), file.reason());
            }
        }
        return ignored;
    }

    private static List<List<Integer>> setsOf(UnionFind sets) {
        return members(sets).values().stream().filter(set -> set.size() > 1).toList();
    }

    private static Map<Integer, List<Integer>> members(UnionFind sets) {
        Map<Integer, List<Integer>> members = new TreeMap<>();
        for (int i = 0; i < sets.size(); i++) {
            members.computeIfAbsent(sets.find(i), any -> new ArrayList<>()).add(i);
        }
        return members;
    }

    private Set<String> labels(List<Integer> set) {
        Set<String> labels = new TreeSet<>(PathNames.CODE_POINTS);
        set.forEach(i -> labels.add(dataset.samples().get(i).label()));
        return labels;
    }

    private List<String> paths(List<Integer> set) {
        return set.stream().map(dataset.relativePaths()::get).toList();
    }

    private static String times(int count) {
        return count == 2 ? "twice" : count + " times";
    }

    private static String under(Set<String> labels) {
        return labels.size() < 2 ? "" : ", under the labels " + String.join(", ", labels);
    }

    private void add(Audit.Kind kind, List<String> paths, String detail) {
        findings.add(new Audit.Finding(kind, paths, detail));
    }
}
