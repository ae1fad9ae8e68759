package org.exina.report.html;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.exina.image.RgbImage;
import org.exina.image.file.DecodeSettings;
import org.exina.image.file.ImageEncoder;
import org.exina.image.file.ImageException;
import org.exina.image.file.ImageFile;
import org.exina.image.file.SampleDepth;
import org.exina.task.Parallel;
import org.exina.task.Progress;

/** Images made small, to stand in a page itself. What is gone or cannot be read says so in its place. */
public final class EmbeddedImages {
    private static final float QUALITY = 0.8f;
    private static final int TINY_PX = 64; // below, PNG may be the smaller of the two
    private static final long ONE_AT_A_TIME = 50_000_000; // pixels: two such at once might not fit into memory

    private final Map<String, Small> byPath;

    private EmbeddedImages(Map<String, Small> byPath) {
        this.byPath = byPath;
    }

    /**
     * A thumbnail, or why there is none.
     *
     * @param source with its content in it; empty when there is none
     * @param problem empty when there is none
     */
    private record Small(String source, int widthPx, int heightPx, String problem) {
        static Small without(String problem) {
            return new Small("", 0, 0, problem);
        }
    }

    /**
     * Reads images and makes them small, on all processors.
     *
     * @param files where each lies, by the path that the page names it with
     * @param side pixels that none is wider or higher than
     * @throws InterruptedIOException when the thread is interrupted
     */
    public static EmbeddedImages of(Map<String, Path> files, int side, Progress progress) throws IOException {
        List<Callable<Map.Entry<String, Small>>> work = new ArrayList<>();
        AtomicInteger done = new AtomicInteger();
        Object oneLarge = new Object();
        files.forEach((path, file) -> work.add(() -> {
            Small made = make(file, side, oneLarge);
            progress.report("making small images", done.incrementAndGet(), files.size());
            return Map.entry(path, made);
        }));
        Map<String, Small> small = new LinkedHashMap<>();
        Parallel.run(
                        work,
                        Runtime.getRuntime().availableProcessors(),
                        "interrupted while images were made small; no page was written")
                .forEach(each -> small.put(each.getKey(), each.getValue()));
        return new EmbeddedImages(small);
    }

    /**
     * Images that are there already.
     *
     * @param images by the name that {@link #show} is asked for; shown as they are
     */
    public static EmbeddedImages drawn(Map<String, RgbImage> images) {
        Map<String, Small> small = new LinkedHashMap<>();
        images.forEach((name, image) -> small.put(name, new Small(source(image), image.width(), image.height(), "")));
        return new EmbeddedImages(small);
    }

    public int count() {
        return byPath.size();
    }

    /** Whether it has one of that name, be it to show or gone. */
    public boolean has(String path) {
        return byPath.containsKey(path);
    }

    /** Where an image of a data set lies, whichever of Unicode's forms its name has on disk. */
    public static Path find(Path root, String relativePath) {
        Path composed = root.resolve(relativePath);
        return Files.exists(composed)
                ? composed
                : root.resolve(Normalizer.normalize(relativePath, Normalizer.Form.NFD));
    }

    /** How many could not be shown. */
    public int missing() {
        return (int) byPath.values().stream().filter(s -> s.source().isEmpty()).count();
    }

    /**
     * The image, or why there is none.
     *
     * @param alt for those who do not see it
     */
    public Html show(String path, String alt) {
        Small small = byPath.get(path);
        if (small.source().isEmpty()) {
            return Tag.of("span", "gone").text(small.problem());
        }
        return Tag.of("img")
                .with("src", small.source())
                .with("width", small.widthPx())
                .with("height", small.heightPx())
                .with("alt", alt);
    }

    /** The image for use in a drawing; nothing when there is none. */
    public Optional<Tag> image(String path) {
        Small small = byPath.get(path);
        return small == null || small.source().isEmpty()
                ? Optional.empty()
                : Optional.of(Tag.of("image").with("href", small.source()));
    }

    private static Small make(Path file, int side, Object oneLarge) throws IOException {
        if (!Files.exists(file)) {
            return Small.without("no longer there");
        }
        try {
            RgbImage image;
            if (ImageFile.probe(file).pixels() < ONE_AT_A_TIME) {
                image = thumbnail(file, side);
            } else {
                synchronized (oneLarge) {
                    image = thumbnail(file, side);
                }
            }
            return new Small(source(image), image.width(), image.height(), "");
        } catch (ImageException e) {
            return Small.without("cannot be read");
        }
    }

    /** Of a camera's 12 bits in 16 as bright as it is when it stands alone. */
    private static RgbImage thumbnail(Path file, int side) throws IOException {
        int bits = SampleDepth.of(List.of(file));
        return ImageEncoder.thumbnail(ImageFile.decode(file, DecodeSettings.ofBits(bits)), side);
    }

    /** A small image as an address that has its content in it. */
    public static String source(RgbImage image) {
        byte[] jpeg = ImageEncoder.jpeg(image, QUALITY);
        if (Math.max(image.width(), image.height()) <= TINY_PX) {
            byte[] png = ImageEncoder.png(image);
            if (png.length < jpeg.length) {
                return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
            }
        }
        return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg);
    }
}
