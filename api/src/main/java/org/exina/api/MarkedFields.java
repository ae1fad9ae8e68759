package org.exina.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.exina.image.PixelSource;
import org.exina.report.slides.FieldOpener;
import org.exina.report.slides.FieldOverlay;
import org.exina.slides.CountedField;
import org.exina.slides.FieldFile;

/** Opens counted fields for the page, and writes the marked image of each while it is open: a large one takes long. */
final class MarkedFields implements FieldOpener {
    private final Map<String, FieldFile> files;
    private final FieldOverlay overlay;
    private final Map<String, Path> overlays;
    private final int bits;

    MarkedFields(List<FieldFile> files, FieldOverlay overlay, Map<String, Path> overlays, int bits) {
        this.files = files.stream().collect(Collectors.toMap(FieldFile::name, Function.identity()));
        this.overlay = overlay;
        this.overlays = overlays;
        this.bits = bits;
    }

    @Override
    public PixelSource open(CountedField field) throws IOException {
        PixelSource open = FieldOpener.checked(files.get(field.name()).open(bits, (rows, of) -> {}), field);
        try {
            overlay.write(overlays.get(field.name()), field, open);
        } catch (IOException | RuntimeException | Error e) {
            open.close();
            throw e;
        }
        return open;
    }
}
