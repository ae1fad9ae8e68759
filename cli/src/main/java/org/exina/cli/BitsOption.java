package org.exina.cli;

import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** How many of 16 bits the samples of images use. */
final class BitsOption {
    @Option(
            names = "--bits",
            paramLabel = "N",
            description = "How many bits the camera has whose images are saved in 16, such as 12 or 16. Default: as the"
                    + " files say, else as the largest value of all images tells.")
    private Integer bits;

    OptionalInt bits() {
        if (bits != null && (bits < 8 || bits > 16)) {
            throw new UsageException("--bits: expected 8 to 16, got " + bits);
        }
        return bits == null ? OptionalInt.empty() : OptionalInt.of(bits);
    }
}
