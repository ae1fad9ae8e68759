package org.exina.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.exina.count.FieldOverlay;
import org.exina.count.Fields;
import org.exina.field.FieldFile;
import org.exina.field.OpenField;
import org.exina.image.Box;
import org.exina.image.RgbImage;
import org.exina.slide.CountedField;

/** Opens counted fields for the page, and writes the marked picture of each while it is open: a large one takes long. */
final class MarkedFields implements Fields {
    private final Map<String, FieldFile> files;
    private final FieldOverlay overlay;
    private final Map<String, Path> overlays;

    MarkedFields(List<FieldFile> files, FieldOverlay overlay, Map<String, Path> overlays) {
        this.files = files.stream().collect(Collectors.toMap(FieldFile::name, Function.identity()));
        this.overlay = overlay;
        this.overlays = overlays;
    }

    @Override
    public Pixels open(CountedField field) throws IOException {
        Pixels pixels = pixels(files.get(field.name()).open((rows, of) -> {}), field);
        try {
            overlay.write(overlays.get(field.name()), field, pixels);
        } catch (IOException | RuntimeException | Error e) {
            pixels.close();
            throw e;
        }
        return pixels;
    }

    private static Pixels pixels(OpenField open, CountedField field) throws IOException {
        if (open.width() != field.width() || open.height() != field.height()) {
            open.close();
            throw new IOException(field.file() + ": expected the " + field.width() + " x " + field.height()
                    + " pixels that were counted, found " + open.width() + " x " + open.height() + "; count it again");
        }
        return new Pixels() {
            @Override
            public RgbImage region(Box box) throws IOException {
                return open.read(box);
            }

            @Override
            public RgbImage overview(int maxSide) throws IOException {
                return open.overview(maxSide);
            }

            @Override
            public void close() throws IOException {
                open.close();
            }
        };
    }
}
