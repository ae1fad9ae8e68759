package org.exina.slides.train;

import java.io.IOException;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageException;
import org.exina.image.file.ImageSource;

/**
 * A piece of a field, cut out again whenever its pixels are asked for.
 *
 * @param sha256 as its pixels were when it was found
 */
record PieceSource(String name, TrainingCrop piece, String sha256, OpenFields fields)
        implements ImageSource, ImageSource.Content {
    @Override
    public Content read() {
        return this;
    }

    @Override
    public RgbImage pixels() throws IOException {
        RgbImage cut = fields.cut(piece.field(), piece.candidate().box());
        if (!ImageSource.of(name, cut).read().sha256().equals(sha256)) {
            throw new ImageException(
                    fields.field(piece.field()).file(), "was changed after grains were found on it; run again");
        }
        return cut;
    }
}
