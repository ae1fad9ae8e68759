package org.exina.slides;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.exina.image.Box;
import org.exina.image.PixelSource;
import org.exina.image.RgbImage;
import org.exina.image.file.DecodeSettings;
import org.exina.image.file.ImageEncoder;
import org.exina.image.file.ImageException;
import org.exina.image.file.ImageFile;
import org.exina.image.file.ImageRegions;

/**
 * Images of one field at different focus, read as one that is sharp wherever one of them is: see {@link #merge}. What is
 * too large for memory is merged where it is read; the result is the same.
 */
public final class FocusStack implements PixelSource {
    private static final long MOST_IN_MEMORY = 20_000_000;

    private final List<ImageRegions> planes;
    private final SquareCrop.Reader merged;

    private FocusStack(List<ImageRegions> planes, SquareCrop.Reader merged) {
        this.planes = planes;
        this.merged = merged;
    }

    /**
     * Opens the planes of a field.
     *
     * @param name of the field, for messages
     * @param files two images or more, of one size once they are upright; or one file that holds its planes as pages
     * @param bits that samples of 16 use, see {@link org.exina.image.file.SampleDepth}
     * @throws ImageException when it is one image only, or sizes differ
     * @throws org.exina.image.file.ImageException when one cannot be read
     */
    public static FocusStack open(Path name, List<Path> files, int bits, ImageRegions.RowsDone rowsDone)
            throws IOException {
        int pages = files.size() == 1 ? ImageFile.traits(files.get(0)).planes() : 1;
        if (files.size() * pages < 2) {
            throw new ImageException(
                    name,
                    "expected two planes of focus or more, found "
                            + (files.isEmpty()
                                    ? "none"
                                    : String.valueOf(files.get(0).getFileName()))
                            + "; count a single image as a field of its own");
        }
        List<ImageRegions> planes = new ArrayList<>();
        try {
            for (Path file : files) {
                for (int plane = 0; plane < pages; plane++) {
                    planes.add(ImageRegions.open(file, new DecodeSettings(plane, bits), rowsDone));
                }
                checkSize(files, planes);
            }
            PlaneLikeness before = new PlaneLikeness(planes.get(0));
            for (int plane = 1; plane < planes.size(); plane++) {
                PlaneLikeness next = new PlaneLikeness(planes.get(plane));
                if (!before.mayBeOneFieldWith(next)) {
                    throw differ(name, files, plane);
                }
                before = next;
            }
            return of(planes, MOST_IN_MEMORY);
        } catch (IOException | RuntimeException | Error e) {
            close(planes);
            throw e;
        }
    }

    private static void checkSize(List<Path> files, List<ImageRegions> planes) throws ImageException {
        ImageRegions first = planes.get(0);
        ImageRegions last = planes.get(planes.size() - 1);
        if (first.width() != last.width() || first.height() != last.height()) {
            throw new ImageException(
                    files.get(files.size() == 1 ? 0 : planes.size() - 1),
                    "is " + last.width() + " x " + last.height() + " pixels (upright), but "
                            + files.get(0).getFileName() + " is " + first.width() + " x " + first.height()
                            + "; planes of one field must have one size");
        }
    }

    private static ImageException differ(Path name, List<Path> files, int plane) {
        boolean pages = files.size() == 1;
        String which = pages
                ? "page " + plane + " and page " + (plane + 1)
                : files.get(plane - 1).getFileName() + " and "
                        + files.get(plane).getFileName();
        return new ImageException(
                name,
                which + " do not show the same field; expected planes of focus of one, which are merged: "
                        + (pages
                                ? "save the pages as files of their own"
                                : "put the planes of each field in a folder of"
                                        + " their own, or count the images each as a field"));
    }

    static FocusStack of(List<ImageRegions> planes, long mostInMemory) throws IOException {
        int width = planes.get(0).width();
        int height = planes.get(0).height();
        if ((long) width * height > mostInMemory) {
            return new FocusStack(planes, box -> merged(planes, box));
        }
        RgbImage whole = merged(planes, new Box(0, 0, width, height));
        return new FocusStack(planes, SquareCrop.Reader.of(whole));
    }

    /** With as much around it as its pixels depend on. */
    private static RgbImage merged(List<ImageRegions> planes, Box box) throws IOException {
        Box wide = new Box(
                        box.x() - FocusBlend.REACH,
                        box.y() - FocusBlend.REACH,
                        box.width() + 2 * FocusBlend.REACH,
                        box.height() + 2 * FocusBlend.REACH)
                .clipped(planes.get(0).width(), planes.get(0).height());
        FocusBlend blend = new FocusBlend(wide.width(), wide.height());
        for (ImageRegions plane : planes) {
            blend.add(plane.read(wide));
        }
        return blend.image().part(box.x() - wide.x(), box.y() - wide.y(), box.width(), box.height());
    }

    /**
     * Merges planes: each pixel is the mean over the planes, weighted by the fourth power of how sharp each is about it:
     * the sum-modified Laplacian of S. K. Nayar and Y. Nakagawa (Shape from focus, IEEE Transactions on Pattern Analysis
     * and Machine Intelligence 16(8), 1994), summed over a smooth window. So the sharpest plane is taken where they
     * differ, without seams or speckles, and noise is averaged where nothing is to be seen.
     *
     * @param planes one or more, of one size
     */
    public static RgbImage merge(List<RgbImage> planes) {
        int width = planes.get(0).width();
        int height = planes.get(0).height();
        FocusBlend blend = new FocusBlend(width, height);
        for (RgbImage plane : planes) {
            if (plane.width() != width || plane.height() != height) {
                throw new IllegalArgumentException("planes must have one size, got " + width + " x " + height + " and "
                        + plane.width() + " x " + plane.height());
            }
            blend.add(plane);
        }
        return blend.image();
    }

    @Override
    public int width() {
        return planes.get(0).width();
    }

    @Override
    public int height() {
        return planes.get(0).height();
    }

    /** A merged rectangle, which must lie within the field. */
    @Override
    public RgbImage read(Box box) throws IOException {
        return merged.read(box);
    }

    /** All of it with its sides in proportion, none over {@code maxSide}; of a large field, merged after it is made small. */
    @Override
    public RgbImage overview(int maxSide) throws IOException {
        if ((long) width() * height() <= MOST_IN_MEMORY) {
            return ImageEncoder.thumbnail(read(new Box(0, 0, width(), height())), maxSide);
        }
        List<RgbImage> small = new ArrayList<>();
        for (ImageRegions plane : planes) {
            small.add(plane.overview(maxSide));
        }
        return merge(small);
    }

    @Override
    public void close() throws IOException {
        close(planes);
    }

    private static void close(List<ImageRegions> planes) throws IOException {
        for (ImageRegions plane : planes) {
            plane.close();
        }
    }
}
