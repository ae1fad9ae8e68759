package org.exina.report.plot;

import java.util.List;

/**
 * What an image is made of. An image is a list of marks from the lowest to the topmost; x grows to the right, y
 * downwards, in units of which an image is some 760 wide.
 */
sealed interface Mark {
    record Spot(double x, double y) {}

    /**
     * How a line is drawn.
     *
     * @param color "#rrggbb"
     * @param dashes lengths of stroke and gap; none: a whole line
     */
    record Pen(String color, double width, List<Double> dashes) {
        public Pen {
            dashes = List.copyOf(dashes);
        }

        static Pen of(String color, double width) {
            return new Pen(color, width, List.of());
        }
    }

    /**
     * A line from spot to spot.
     *
     * @param spots two or more
     */
    record Line(List<Spot> spots, Pen pen) implements Mark {
        public Line {
            spots = List.copyOf(spots);
        }

        static Line between(double x1, double y1, double x2, double y2, Pen pen) {
            return new Line(List.of(new Spot(x1, y1), new Spot(x2, y2)), pen);
        }
    }

    /**
     * A closed shape.
     *
     * @param fill "#rrggbb", or {@link Style#CLEAR}
     */
    record Area(List<Spot> corners, String fill, Pen edge) implements Mark {
        public Area {
            corners = List.copyOf(corners);
        }
    }

    record Disc(Spot center, double radius, String fill, Pen edge) implements Mark {}

    /**
     * A line of text.
     *
     * @param text as it is drawn
     * @param whole what it was cut from; equal to {@code text} when nothing is cut
     * @param at where its baseline begins, has its middle or ends, as the anchor says
     */
    record Words(String text, String whole, Spot at, Anchor anchor, Face face) implements Mark {
        static Words of(String text, double x, double y, Anchor anchor, Face face) {
            return new Words(text, text, new Spot(x, y), anchor, face);
        }

        /** A line of text, with an ellipsis in the middle when it is wider than {@code width}. */
        static Words fitted(String text, double x, double y, Face face, double width) {
            return new Words(face.fitted(text, width), text, new Spot(x, y), Anchor.START, face);
        }

        double width() {
            return face.width(text);
        }

        double left() {
            return at.x() - width() * anchor.share;
        }
    }

    enum Anchor {
        START(0),
        MIDDLE(0.5),
        END(1);

        /** Of the width, what lies to the left. */
        final double share;

        Anchor(double share) {
            this.share = share;
        }
    }
}
