package org.exina.slides;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.exina.image.RgbImage;
import org.exina.image.file.DecodeSettings;
import org.exina.image.file.ImageFile;
import org.exina.image.file.ImageSource;
import org.exina.io.Sha256;

/**
 * An image file that holds planes of focus of one thing, read as one image that is sharp wherever a plane is.
 *
 * @param first the file as it is read where nothing is merged: its first plane
 * @param path the same file
 * @param planes 2 at least
 * @param bits that samples of 16 use, see {@link org.exina.image.file.SampleDepth}
 */
public record MergedStack(ImageSource first, Path path, int planes, int bits) implements ImageSource {
    /** Merged where a source is a file that holds several planes, else as it is. */
    public static ImageSource of(ImageSource source) {
        try {
            int planes = source.file().isEmpty()
                    ? 1
                    : ImageFile.traits(source.file().get()).planes();
            return planes < 2 ? source : new MergedStack(source, source.file().get(), planes, 16);
        } catch (IOException e) {
            return source; // told when it is read
        }
    }

    @Override
    public String name() {
        return first.name();
    }

    @Override
    public Optional<Path> file() {
        return first.file();
    }

    @Override
    public ImageSource withSampleBits(int ofSet) {
        return new MergedStack(first.withSampleBits(ofSet), path, planes, ofSet);
    }

    @Override
    public RgbImage pixels() throws IOException {
        byte[] content = ImageFile.readContent(path);
        List<RgbImage> all = new ArrayList<>();
        for (int plane = 0; plane < planes; plane++) {
            all.add(ImageFile.decode(content, path, ImageFile.Limits.DEFAULT, new DecodeSettings(plane, bits)));
        }
        return FocusStack.merge(all);
    }

    /** Known as another image than its first plane. */
    @Override
    public Content read() throws IOException {
        String ofFirst = first.read().sha256();
        return new Content() {
            @Override
            public String sha256() {
                return Sha256.of((ofFirst + " of " + planes + " merged planes").getBytes(StandardCharsets.US_ASCII));
            }

            @Override
            public RgbImage pixels() throws IOException {
                return MergedStack.this.pixels();
            }
        };
    }
}
