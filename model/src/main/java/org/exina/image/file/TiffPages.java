package org.exina.image.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import javax.imageio.stream.ImageInputStream;
import org.exina.image.RgbImage;

/**
 * The pages of a TIFF file that make up its image: those as large and as deep as the first that is no reduced copy. What
 * OME-TIFF or ImageJ write of them tells which are colours of one plane; all else are planes of their own.
 */
final class TiffPages {
    private static final int REDUCED = 1; // bit of NEW_SUBFILE_TYPE
    private static final int MASK = 4; // bit of NEW_SUBFILE_TYPE
    private static final int OLD_REDUCED = 2; // SUBFILE_TYPE
    private static final int MOST_CHANNELS = 64;

    private final List<TiffHeader> pages;
    private final List<Integer> alike; // indices of the pages that make up the image
    private final TiffDescription description;
    private final int channels; // on pages of their own

    private TiffPages(List<TiffHeader> pages, List<Integer> alike, TiffDescription description, int channels) {
        this.pages = pages;
        this.alike = alike;
        this.description = description;
        this.channels = channels;
    }

    /** Reads the directories of a file. */
    static TiffPages read(ImageInputStream in) throws IOException {
        List<TiffHeader> pages = TiffHeader.read(in).pages();
        int first = 0;
        while (first < pages.size() && isCopy(pages.get(first))) {
            first++;
        }
        first = first == pages.size() ? 0 : first;
        List<Integer> alike = new ArrayList<>();
        for (int i = first; i < pages.size(); i++) {
            if (i == first || (isAlike(pages.get(i), pages.get(first)) && !isCopy(pages.get(i)))) {
                alike.add(i);
            }
        }
        TiffDescription description = TiffDescription.of(pages.get(0).text(TiffHeader.DESCRIPTION));
        int told = description.channels();
        boolean onPages = told > 1
                && told <= MOST_CHANNELS
                && pages.get(first).value(TiffHeader.SAMPLES_PER_PIXEL, 1) == 1
                && alike.size() % told == 0;
        return new TiffPages(pages, alike, description, onPages ? told : 1);
    }

    private static boolean isCopy(TiffHeader page) throws IOException {
        return (page.value(TiffHeader.NEW_SUBFILE_TYPE, 0) & (REDUCED | MASK)) != 0
                || page.value(TiffHeader.SUBFILE_TYPE, 1) == OLD_REDUCED;
    }

    private static boolean isAlike(TiffHeader page, TiffHeader first) throws IOException {
        for (int tag :
                new int[] {TiffHeader.WIDTH, TiffHeader.HEIGHT, TiffHeader.SAMPLES_PER_PIXEL, TiffHeader.BITS_PER_SAMPLE
                }) {
            if (page.value(tag, 1) != first.value(tag, 1)) {
                return false;
            }
        }
        return true;
    }

    /** The page that the image begins with. */
    TiffHeader first() {
        return pages.get(alike.get(0));
    }

    TiffDescription description() {
        return description;
    }

    /** How many images there are: planes of focus, moments, or plain pages of one size. */
    int planes() {
        return alike.size() / channels;
    }

    /** How many pages a plane is made of. */
    int channels() {
        return channels;
    }

    /** How many samples of grey a pixel has where they are more than grey and transparency; else 1. */
    int greySamples() throws IOException {
        long samples = first().value(TiffHeader.SAMPLES_PER_PIXEL, 1);
        return first().value(TiffHeader.PHOTOMETRIC, 1) <= 1 && samples > 2 ? (int) Math.min(samples, 65_535) : 1;
    }

    /** Whether all that is read is a reduced copy of what lies where no page is. */
    boolean isPreview() throws IOException {
        return isCopy(first()) || (first().has(TiffHeader.SUB_DIRECTORIES) && isRaw());
    }

    /** A camera's raw file: the image proper lies in a sub-directory, and the page is a copy of it for the screen. */
    private boolean isRaw() throws IOException {
        long widest = 0;
        for (TiffHeader each : first().subDirectories()) {
            widest = Math.max(widest, isCopy(each) ? 0 : each.value(TiffHeader.WIDTH, 0));
        }
        return widest > first().value(TiffHeader.WIDTH, 0);
    }

    /**
     * The pages of a plane: one, or those of red, green and blue; -1 where there is none for a colour. The file's own
     * colours or names say which is which, else their order.
     */
    List<Integer> pagesOf(int plane) {
        if (plane < 0 || plane >= planes()) {
            throw new IllegalArgumentException("expected a plane below " + planes() + ", got " + plane);
        }
        if (channels == 1) {
            return List.of(alike.get(plane));
        }
        List<Integer> used = new ArrayList<>();
        for (int channel : description.redGreenBlue()) {
            used.add(channel < channels ? alike.get(at(plane, channel)) : -1);
        }
        return used;
    }

    /** Which of the pages alike: planes count focus first, then moments. */
    private int at(int plane, int channel) {
        int focus = description.focusPlanes();
        int moments = description.moments();
        boolean told = (long) focus * moments * channels == alike.size();
        Map<Character, int[]> places = Map.of( // how many there are, and which one is asked for
                'C', new int[] {channels, channel},
                'Z', told ? new int[] {focus, plane % focus} : new int[] {planes(), plane},
                'T', told ? new int[] {moments, plane / focus} : new int[] {1, 0});
        int at = 0;
        int stride = 1;
        for (char each : description.order().toCharArray()) {
            at += stride * places.get(each)[1];
            stride *= places.get(each)[0];
        }
        return at;
    }

    /** The headers of the pages of a plane. */
    List<TiffHeader> headersOf(int plane) {
        return pagesOf(plane).stream().filter(page -> page >= 0).map(pages::get).toList();
    }

    /** How a page is decoded. */
    @FunctionalInterface
    interface PageReading {
        RgbImage read(int page) throws IOException;
    }

    /** Decodes a plane, and puts its colours together. */
    RgbImage read(int plane, PageReading reading) throws IOException {
        List<Integer> used = pagesOf(plane);
        if (used.size() == 1) {
            return reading.read(used.get(0));
        }
        RgbImage sized = null;
        byte[] pixels = new byte[0];
        for (int c = 0; c < used.size(); c++) {
            if (used.get(c) < 0) {
                continue;
            }
            RgbImage grey = reading.read(used.get(c));
            if (sized == null) {
                sized = grey;
                pixels = new byte[grey.pixels().length];
            }
            for (int i = c; i < pixels.length; i += 3) {
                pixels[i] = grey.pixels()[i];
            }
        }
        return RgbImage.of(sized.width(), sized.height(), pixels);
    }

    /**
     * Bits of a sample that the file declares: as stored, or fewer where a tag or OME-TIFF's description says so; empty
     * where samples of 16 bits may hold fewer that nothing tells of.
     */
    OptionalInt bits() throws IOException {
        int stored = (int) Math.min(16, first().value(TiffHeader.BITS_PER_SAMPLE, 1));
        if (stored != 16) {
            return OptionalInt.of(stored);
        }
        long[] told = {first().value(TiffHeader.MAX_SAMPLE_VALUE, 0), first().value(TiffHeader.S_MAX_SAMPLE_VALUE, 0)};
        OptionalInt depth = Arrays.stream(told)
                .filter(most -> most >= 255 && most < 65535 && (most & (most + 1)) == 0) // else one image's largest
                .mapToInt(most -> Long.numberOfTrailingZeros(most + 1))
                .findFirst();
        if (depth.isPresent()) {
            return depth;
        }
        int significant = description.significantBits();
        return significant >= 8 && significant < 16 ? OptionalInt.of(significant) : OptionalInt.empty();
    }

    /** Whether 0 is white: decoders turn such samples round, as if all 16 bits were used. */
    boolean isWhiteZero() throws IOException {
        return first().value(TiffHeader.PHOTOMETRIC, 1) == 0;
    }
}
