package org.exina.image.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a file holds, reading it ends soon, in an image or in an {@link ImageException} that names the file. */
class CraftedFilesTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Duration SOON = Duration.ofSeconds(30); // on a machine that is busy; a tenth of it otherwise

    @TempDir
    Path folder;

    static Stream<Arguments> crafted() {
        return CraftedFiles.ALL.entrySet().stream().map(file -> Arguments.of(file.getKey(), file.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("crafted")
    void readingEndsInAPictureOrARefusal(String name, byte[] content) throws IOException {
        Path file = Files.write(folder.resolve(name), content);
        long allowed = 100_000_000 + 20L * content.length;
        assertThat(allocated(file, () -> ImageFile.probe(file).pixels()))
                .as("probe")
                .isLessThan(allowed);
        assertThat(allocated(file, () -> ImageFile.decode(file).pixels().length))
                .as("decode")
                .isLessThan(allowed);
        assertThat(allocated(file, () -> opened(file, 40_000_000))).as("open").isLessThan(allowed);
        assertThat(allocated(file, () -> opened(file, 0))).as("open by bands").isLessThan(allowed);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    bare markers.jpg | with a damaged header: more than 65536 segments before its pixels
                    stray bytes.jpg | with a damaged header: more than 262144 stray bytes before a segment
                    many scans.jpg | with damaged pixels (more than 100 scans)
                    giant.png | that is cut off: its pixels end too early, after 85 bytes
                    strips of type 0.tif | with damaged pixels (tag 273 is of type 0)
                    tiles of 0.tif | with damaged pixels (tiles of 0 pixels)
                    65535 tags.tif | with a damaged header: a directory has 65535 entries
                    nested subdirectories.tif | with damaged pixels (directories that lie in or on one another)
                    giant JPEG inside.tif | with damaged pixels (its parts declare different sizes)
                    big, before the start.tif | with a damaged header: the first directory stands at byte -16
                    big, far away.tif | that is cut off: its header is not complete, after 256 bytes
                    giant.bmp | that is cut off: its pixels end too early, after 142 bytes
                    empty extensions.gif | with a damaged header: more than 65536 blocks before its image
                    frames in frames.webp | with damaged pixels (a frame within a frame)
                    transforms.webp | with damaged pixels (a transform that stands twice)
                    giant, one colour.webp | with damaged pixels (it declares 16384 x 16384 in 33 bytes)
                    """)
    void whatIsWrongIsTold(String name, String what) throws IOException {
        byte[] content = CraftedFiles.ALL.get(name);
        String format = ImageFormat.of(content).orElseThrow().title();
        assertThat(ImageFileTest.messageOf(() -> ImageFile.decode(content, Path.of(name))))
                .isEqualTo(name + ": is a " + format + " image " + what + "; copy it again from where it came from");
    }

    @Test
    void aPngOfUnknownColoursIsRefused() {
        byte[] png = ImageEncoder.png(ReferenceTest.pattern(3, 2));
        png[25] = (byte) 255;
        assertThat(ImageFileTest.messageOf(() -> ImageFile.decode(png, Path.of("a.png"))))
                .startsWith("a.png: is a PNG image with a damaged header: colours of the unknown kind 255;");
    }

    @Test
    void whatIsAlmostALineIsRefused() throws IOException {
        byte[] png = CraftedFiles.ALL.get("line.png");
        Path file = Files.write(folder.resolve("line.png"), png);
        String message = file + ": declares 26000 x 1 pixels, one side more than 100 times as long as the other; cut it"
                + " into parts";
        assertThat(ImageFileTest.messageOf(() -> ImageFile.decode(file))).isEqualTo(message);
        assertThat(ImageFileTest.messageOf(() -> opened(file, 0))).isEqualTo(message);
        assertThat(ImageFile.probe(file).width()).isEqualTo(26_000);
    }

    private static int opened(Path file, long mostInMemory) throws IOException {
        try (ImageRegions regions =
                ImageRegions.open(file, DecodeSettings.DEFAULT, mostInMemory, 1_000_000, (rows, of) -> {})) {
            return regions.width();
        }
    }

    /** Bytes of memory taken in all. */
    private static long allocated(Path file, Callable<Object> reading) {
        return assertTimeoutPreemptively(SOON, () -> {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            try {
                assertThat(reading.call()).isNotNull();
            } catch (ImageException e) {
                assertThat(e).hasMessageStartingWith(file + ": ");
            }
            return THREADS.getCurrentThreadAllocatedBytes() - before;
        });
    }

    /** For files that nobody thought of. */
    @Test
    @Tag("slow")
    void soDoesReadingOfChangedImages() throws IOException {
        Random random = new Random(7);
        ImageZoo zoo = ImageZoo.open();
        for (ImageZoo.Expected image : zoo.expected()) {
            for (int i = 0; i < 30; i++) {
                byte[] content = changed(zoo.content(image.name()), random);
                Path file = Files.write(folder.resolve(image.name()), content);
                int mostInMemory = i % 2 * 40_000_000;
                String as = image.name() + ", change " + i;
                assertThat(allocated(file, () -> ImageFile.probe(file).pixels()))
                        .as(as)
                        .isLessThan(400_000_000);
                assertThat(allocated(file, () -> opened(file, mostInMemory)))
                        .as(as)
                        .isLessThan(400_000_000);
            }
        }
    }

    /** A few bytes of it, most often of its header, set to what counts and offsets are when they lie. */
    private static byte[] changed(byte[] sound, Random random) {
        byte[] content = sound.clone();
        int end = Math.min(content.length, random.nextBoolean() ? 100 : random.nextBoolean() ? 1_000 : content.length);
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(end);
            byte[] values = {0, 1, 0x7F, -1, content[random.nextInt(end)], (byte) random.nextInt(256)};
            int bytes = Math.min(1 + random.nextInt(4), content.length - at);
            Arrays.fill(content, at, at + bytes, values[random.nextInt(values.length)]);
        }
        return random.nextInt(12) > 0 ? content : Arrays.copyOf(content, 1 + random.nextInt(content.length));
    }
}
