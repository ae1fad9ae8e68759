package org.exina.image.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a person should know of how a set of image files is read: of which only a part is, and what was presumed. Each
 * thing is said once, with how many images it is of.
 */
public final class ImageNotes {
    private static final double SAME_SCALE = 0.01; // relative
    private static final int MOST_LOOKED_AT = 400; // for values, of images of 16 bits

    private final int all;
    private final Map<Path, ImageTraits> traits = new LinkedHashMap<>();

    private ImageNotes(int all) {
        this.all = all;
    }

    /** Reads the headers of files, on all processors; those that cannot be read are passed over. */
    public static ImageNotes of(List<Path> files) {
        ImageNotes notes = new ImageNotes(files.size());
        List<Optional<ImageTraits>> told =
                files.parallelStream().map(ImageNotes::read).toList();
        for (int i = 0; i < files.size(); i++) {
            Path file = files.get(i);
            told.get(i).ifPresent(each -> notes.traits.put(file, each));
        }
        return notes;
    }

    private static Optional<ImageTraits> read(Path file) {
        try {
            ImageTraits told = ImageFile.traits(file);
            boolean vsi = file.toString().toLowerCase(Locale.ROOT).endsWith(".vsi"); // the pixels lie in other files
            return Optional.of(vsi ? told.asPreview() : told);
        } catch (IOException e) {
            return Optional.empty(); // told where it is read
        }
    }

    /** Those of some of the files. */
    public ImageNotes only(List<Path> files) {
        ImageNotes notes = new ImageNotes(files.size());
        files.stream().filter(traits::containsKey).forEach(file -> notes.traits.put(file, traits.get(file)));
        return notes;
    }

    /** Files whose samples are of 16 bits and may use fewer that they do not declare. */
    public List<Path> openInDepth() {
        return traits.keySet().stream()
                .filter(file -> traits.get(file).isDepthOpen())
                .toList();
    }

    /**
     * In whole sentences; none where every image is one of 8 or 16 bits.
     *
     * @param bits see {@link SampleDepth#of}
     * @param merged whether planes of focus are merged, and not the first one read
     */
    public List<String> text(int bits, boolean merged) {
        List<String> text = new ArrayList<>();
        if (!merged) {
            for (String title : List.of("planes of focus", "moments", "pages")) {
                add(text, t -> t.planes() > 1 && t.planesTitle().equals(title), first -> {
                    String one =
                            first.getFileName() + ": 1 of " + traits.get(first).planes();
                    return "several " + title + " in one file, of which the first is read (" + one + ")";
                });
            }
        }
        add(text, t -> t.channels() == 2, first -> "two channels, read as red and green (" + first.getFileName() + ")");
        add(
                text,
                t -> t.channels() == 3,
                first -> "red, green and blue on pages of their own, read as one image in colour ("
                        + first.getFileName() + ")");
        add(
                text,
                t -> t.channels() > 3,
                first -> traits.get(first).channels() + " channels, of which three are read, as red, green and blue ("
                        + first.getFileName() + ")");
        add(
                text,
                t -> t.greySamples() > 1,
                first -> traits.get(first).greySamples() + " samples of grey a pixel, of which the first is read ("
                        + first.getFileName() + "); where they are colours, save them as RGB");
        add(
                text,
                ImageTraits::lacksEnd,
                first -> "no end mark, though all pixels may be there; copy what is cut off again ("
                        + first.getFileName() + ")");
        add(
                text,
                ImageTraits::isPreview,
                first -> "a small copy of an image that cannot be read, and only the copy is (" + first.getFileName()
                        + "); export the image itself as TIFF");
        if (bits < 16) {
            int most = (1 << bits) - 1;
            add(
                    text,
                    ImageTraits::isDepthOpen,
                    first -> bits + " bits in 16 (values to " + most + " of 65535 at most), read as " + bits
                            + " bits; another number of bits that is given goes before it (" + first.getFileName()
                            + ")");
        }
        addValues(text, bits);
        return text;
    }

    /** Images whose values are beyond the bits, or hardly use them: of fewer bits than the others, or taken in little light. */
    private void addValues(List<String> text, int bits) {
        List<Path> open = openInDepth();
        int step = 1 + open.size() / MOST_LOOKED_AT;
        Map<Path, Integer> dark = new LinkedHashMap<>();
        Map<Path, Integer> beyond = new LinkedHashMap<>();
        for (int i = 0; i < open.size(); i += step) {
            int largest = SampleDepth.largest(open.get(i));
            if (largest >= 1 << bits) {
                beyond.put(open.get(i), largest);
            } else if (largest > 0 && largest < 1 << (bits - 2)) {
                dark.put(open.get(i), largest);
            }
        }
        String least = step > 1 ? "at least " : "";
        int most = (1 << bits) - 1;
        if (!beyond.isEmpty()) {
            text.add(least + beyond.size() + " of " + all + (beyond.size() == 1 ? " images has" : " images have")
                    + " values above " + most + " (" + first(beyond)
                    + "), which are read as white; give the number of bits that they use");
        }
        if (!dark.isEmpty()) {
            text.add(least + dark.size() + " of " + all + (dark.size() == 1 ? " images is" : " images are")
                    + " dark: no value above a quarter of what " + bits + " bits hold (" + first(dark) + " of " + most
                    + "); where they are of a camera of fewer bits than the others, keep them apart, or give the number"
                    + " of bits");
        }
    }

    private static String first(Map<Path, Integer> largest) {
        Map.Entry<Path, Integer> first = largest.entrySet().iterator().next();
        return first.getKey().getFileName() + ": " + first.getValue();
    }

    private void add(List<String> text, Predicate<ImageTraits> which, Function<Path, String> has) {
        List<Path> files = traits.keySet().stream()
                .filter(file -> which.test(traits.get(file)))
                .toList();
        if (!files.isEmpty()) {
            String count = files.size() == all
                    ? (all == 1 ? "the image" : "all " + all + " images")
                    : files.size() + " of " + all + " images";
            text.add(count + (files.size() == 1 ? " has " : " have ") + has.apply(files.get(0)));
        }
    }

    /** The one scale that all of the files tell; empty where one tells none, or they differ. */
    public Optional<ImageScale> commonScale() {
        List<ImageScale> scales =
                traits.values().stream().flatMap(each -> each.scale().stream()).toList();
        if (scales.isEmpty() || scales.size() < all || least(scales) * (1 + SAME_SCALE) < most(scales)) {
            return Optional.empty();
        }
        return Optional.of(scales.get(0));
    }

    /** What of their scales is used, in a sentence; empty where they tell none. */
    public Optional<String> scaleText() {
        List<ImageScale> scales =
                traits.values().stream().flatMap(each -> each.scale().stream()).toList();
        if (scales.isEmpty()) {
            return Optional.empty();
        }
        if (commonScale().isPresent()) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "%s micrometres a pixel, from the %s of the files; a scale that is given goes before it",
                    number(scales.get(0).micronsPerPixel()),
                    scales.get(0).source()));
        }
        String told = scales.size() < all
                ? scales.size() + " of " + all + " images tell a scale"
                : "the images tell different scales";
        return Optional.of(told + " (" + number(least(scales)) + " to " + number(most(scales))
                + " micrometres a pixel); none is used, unless one is given");
    }

    /** What of their scales is used where each image has its own; empty where they tell none. */
    public Optional<String> scalesText() {
        List<ImageScale> scales =
                traits.values().stream().flatMap(each -> each.scale().stream()).toList();
        return scales.isEmpty() || scales.size() < all || commonScale().isPresent()
                ? scaleText()
                : Optional.of(number(least(scales)) + " to " + number(most(scales))
                        + " micrometres a pixel, as each of the files tells; a scale that is given goes before it");
    }

    /** Of each file that tells one. */
    public OptionalDouble micronsPerPixel(Path file) {
        return Optional.ofNullable(traits.get(file)).flatMap(ImageTraits::scale).stream()
                .mapToDouble(ImageScale::micronsPerPixel)
                .findFirst();
    }

    private static double least(List<ImageScale> scales) {
        return scales.stream().mapToDouble(ImageScale::micronsPerPixel).min().orElseThrow();
    }

    private static double most(List<ImageScale> scales) {
        return scales.stream().mapToDouble(ImageScale::micronsPerPixel).max().orElseThrow();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value).replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}
