package org.exina.study;

import java.util.List;
import java.util.Locale;
import org.exina.image.Crop;
import org.exina.image.RgbImage;
import org.exina.image.TwoSquares;

/** What is cut from each image. Pieces are in the image's own pixels. */
public enum Cut {
    /** The two largest squares at its two ends, one when it is square: see {@link TwoSquares}. */
    TWO_SQUARES {
        @Override
        public List<RgbImage> pieces(RgbImage image) {
            return TwoSquares.of(image);
        }

        @Override
        public int count(int width, int height) {
            return TwoSquares.count(width, height);
        }
    },
    /** As {@link #TWO_SQUARES}, but a square image is given twice, as the study did; it can stand on both sides. */
    TWO_SQUARES_DOUBLED {
        @Override
        public List<RgbImage> pieces(RgbImage image) {
            List<RgbImage> squares = TwoSquares.of(image);
            return squares.size() == 2 ? squares : List.of(image, image);
        }

        @Override
        public int count(int width, int height) {
            return 2;
        }
    },
    /** The largest square in its middle. */
    CENTER {
        @Override
        public List<RgbImage> pieces(RgbImage image) {
            return List.of(Crop.CENTER.inShape(image, 1, 1));
        }
    },
    /** All of it, on a square ground of the mean colour of its border. */
    WHOLE {
        @Override
        public List<RgbImage> pieces(RgbImage image) {
            return List.of(Crop.WHOLE.inShape(image, 1, 1));
        }
    },
    /** All of it as it is; square only when a size is asked for, its sides then scaled independently. */
    STRETCH {
        @Override
        public List<RgbImage> pieces(RgbImage image) {
            return List.of(image);
        }
    };

    /** "two-squares", "two-squares-doubled", "center", "whole", "stretch". */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The pieces, in reading order. */
    public abstract List<RgbImage> pieces(RgbImage image);

    /** How many pieces an image of this size gives. */
    public int count(int width, int height) {
        return 1;
    }
}
