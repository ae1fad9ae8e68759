package org.exina.slides.annotation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.exina.image.Box;
import org.exina.image.file.DecodeSettings;
import org.exina.image.file.ImageRegions;

/**
 * An image of a field, and the boxes drawn on it.
 *
 * @param name of its file, or its path below the folder where another field has the same name
 * @param width of the image in pixels, turned upright
 * @param height likewise
 * @param group fields of one group must stay on one side of a split: they may be cuts of one image
 * @param grains of a class, in the order drawn
 * @param apart those that are debris or unknown
 * @param sampleBits that samples of 16 bits use on all fields, see {@link org.exina.image.file.SampleDepth}
 */
public record BoxedField(
        String name,
        Path file,
        int width,
        int height,
        String group,
        List<LabelledBox> grains,
        List<LabelledBox> apart,
        int sampleBits) {
    /** Roboflow's exports are named {@code field_jpg.rf.0123abcd.jpg}, each variant of a field with its own number. */
    private static final Pattern VARIANT =
            Pattern.compile("^(.+?)(_(jpe?g|png|tiff?|bmp|gif|webp))?\\.rf\\.", Pattern.CASE_INSENSITIVE);

    public BoxedField {
        grains = List.copyOf(grains);
        apart = List.copyOf(apart);
        for (LabelledBox grain : grains) {
            require(grain.isOfAClass(), name + ": " + grain + " is of no class; expected it among those apart");
            require(grain.box().isWithin(width, height), name + ": " + outside(grain.box(), width, height));
        }
        for (LabelledBox box : apart) {
            require(!box.isOfAClass(), name + ": " + box + " is of a class; expected it among the grains");
            require(box.box().isWithin(width, height), name + ": " + outside(box.box(), width, height));
        }
    }

    /** Of images whose samples use all of their bits. */
    public BoxedField(
            String name,
            Path file,
            int width,
            int height,
            String group,
            List<LabelledBox> grains,
            List<LabelledBox> apart) {
        this(name, file, width, height, group, grains, apart, 16);
    }

    /** This, its samples read as those of a set that uses so many bits. */
    public BoxedField withSampleBits(int bits) {
        return new BoxedField(name, file, width, height, group, grains, apart, bits);
    }

    /** Opens its image, to be closed by the caller. */
    public ImageRegions open() throws IOException {
        return ImageRegions.open(file, DecodeSettings.ofBits(sampleBits), (rows, of) -> {});
    }

    /** What it is called by default: what stands before {@code _jpg.rf.} in a file's name, or its name without ending. */
    public static String groupOf(String fileName) {
        Matcher variant = VARIANT.matcher(fileName);
        return variant.find() ? variant.group(1) : stem(fileName);
    }

    static String stem(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot > 0 ? fileName.substring(0, dot) : fileName;
    }

    /** How many grains are of this class. */
    public long count(String label) {
        return grains.stream().filter(grain -> grain.label().equals(label)).count();
    }

    private static String outside(Box box, int width, int height) {
        return box + " is not within " + width + " x " + height + " pixels";
    }

    private static void require(boolean right, String problem) {
        if (!right) {
            throw new IllegalArgumentException(problem);
        }
    }
}
