package org.exina.image.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.exina.image.DihedralView;
import org.junit.jupiter.api.Test;

class DecoderFaultTest {
    private static final Path FILE = Path.of("scan.tif");
    private static final Header HEADER = new Header(ImageFormat.TIFF, 20_000, 19_000, DihedralView.IDENTITY, 24, 0);

    private static String message(Throwable e, long memory) {
        return DecoderFault.of(e, HEADER, FILE, 900, memory).getMessage();
    }

    @Test
    void aStackThatOverflowsIsDamage() {
        assertThat(message(new StackOverflowError(), 100))
                .isEqualTo("scan.tif: is a TIFF image with damaged pixels (its parts lie in one another without end);"
                        + " copy it again from where it came from");
    }

    @Test
    void askingForFarMoreMemoryThanThePixelsNeedIsDamage() {
        assertThat(message(new OutOfMemoryError(), 100))
                .isEqualTo("scan.tif: is a TIFF image with damaged pixels (they ask for far more memory than 20000 x"
                        + " 19000 need); copy it again from where it came from");
    }

    @Test
    void wantOfMemoryForWhatIsLargeIsNotDamage() {
        assertThat(message(new OutOfMemoryError(), Runtime.getRuntime().maxMemory()))
                .matches(
                        "scan.tif: declares 20000 x 19000 pixels, for which about \\d+ megabytes of memory are needed"
                                + " and [\\d.]+ of the [\\d.]+ that Java was given are free; give Java more \\(-Xmx\\) or make the image smaller");
    }

    @Test
    void moreThanAllMemoryIsRefusedBeforeDecoding() throws ImageException {
        DecoderFault.checkMemory(HEADER, FILE, 100);
        assertThatThrownBy(() -> DecoderFault.checkMemory(HEADER, FILE, 8_000_000_000_000L))
                .isInstanceOf(ImageException.class)
                .hasMessageStartingWith("scan.tif: declares 20000 x 19000 pixels, for which about 8000000 megabytes of"
                        + " memory are needed and ");
        assertThat(HEADER.memory(HEADER.pixels())).isEqualTo(6 * 380_000_000L);
    }
}
