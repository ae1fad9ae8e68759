package org.exina.slides;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.exina.image.PixelSource;
import org.exina.image.file.DecodeSettings;
import org.exina.image.file.ImageException;
import org.exina.image.file.ImageRegions;
import org.exina.io.Sha256;

/**
 * A field that is to be counted.
 *
 * @param name in tables, different from every other's
 * @param path of its image, or of the folder with its planes
 * @param planes its images at different focus, in order, or the one file that holds them all; the one image when it is no
 *     stack
 * @param isStack whether its planes are to be merged
 */
public record FieldFile(String name, Path path, List<Path> planes, boolean isStack) {
    public FieldFile {
        if (planes.isEmpty() || (!isStack && planes.size() > 1)) {
            throw new IllegalArgumentException(
                    "expected one image, or a stack of some, got " + planes.size() + " of " + path);
        }
        planes = List.copyOf(planes);
    }

    /**
     * Opens it; of a large image all is decoded before this returns.
     *
     * @param bits that samples of 16 use, see {@link org.exina.image.file.SampleDepth}
     * @throws org.exina.image.file.ImageException when an image cannot be read
     * @throws ImageException when planes do not fit each other
     */
    public PixelSource open(int bits, ImageRegions.RowsDone rowsDone) throws IOException {
        return isStack
                ? FocusStack.open(path, planes, bits, rowsDone)
                : ImageRegions.open(path, DecodeSettings.ofBits(bits), rowsDone);
    }

    /** Of the content of all its images. */
    String fingerprint() throws IOException {
        StringBuilder all = new StringBuilder(isStack ? "stack" : "picture");
        for (Path plane : planes) {
            all.append(' ').append(Sha256.of(plane));
        }
        return Sha256.of(all.toString().getBytes(StandardCharsets.UTF_8));
    }

    boolean isReadable() {
        return planes.stream().allMatch(Files::isReadable);
    }

    /** Bytes of its images; 0 for those that are not there. */
    long bytes() throws IOException {
        long bytes = 0;
        for (Path plane : planes) {
            bytes += Files.exists(plane) ? Files.size(plane) : 0;
        }
        return bytes;
    }
}
