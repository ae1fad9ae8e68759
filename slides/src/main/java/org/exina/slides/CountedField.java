package org.exina.slides;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A field and all that was found on it.
 *
 * @param name of the field in tables, different from every other's
 * @param file its image; of a stack, its folder
 * @param width of the image in pixels
 * @param height of the image in pixels
 * @param grains from the top, those of one row from the left; debris and unknown ones are among them
 * @param remarks what a person should know of it ("no grain found: ..."), in whole sentences; mostly none
 */
public record CountedField(String name, Path file, int width, int height, List<Grain> grains, List<String> remarks) {
    private static final Comparator<Grain> ORDER = Comparator.<Grain>comparingInt(
                    g -> g.box().y())
            .thenComparingInt(g -> g.box().x())
            .thenComparingInt(g -> g.box().width())
            .thenComparingInt(g -> g.box().height())
            .thenComparing(Grain::label);

    public CountedField {
        for (Grain grain : grains) {
            if (!grain.box().isWithin(width, height)) {
                throw new IllegalArgumentException(
                        name + ": " + grain.box() + " is not within " + width + " x " + height + " pixels");
            }
        }
        grains = grains.stream().sorted(ORDER).toList();
        remarks = List.copyOf(remarks);
    }

    /** This with one more remark. */
    CountedField remarked(String remark) {
        return new CountedField(
                name,
                file,
                width,
                height,
                grains,
                Stream.concat(remarks.stream(), Stream.of(remark)).toList());
    }

    /** How many carry this label. */
    public long count(String label) {
        return grains.stream().filter(grain -> grain.label().equals(label)).count();
    }
}
