package org.exina.slides.annotation;

import java.util.Optional;
import org.exina.dataset.DatasetException;
import org.exina.image.file.ImageHeader;

/**
 * Tells whether boxes that are said to be of a width and a height are of a right and a lower edge instead, and whether
 * what is said to be pixels looks like percent.
 */
final class EdgesCheck {
    private static final int ENOUGH = 10; // boxes that may all lie in one corner by chance

    private int pixelBoxes;
    private double farthestEdge;
    private int shortestSide = Integer.MAX_VALUE;
    private int boxes; // that are said to be of a size
    private int reachingOut;
    private int fitting; // as edges
    private RawBox first; // of those that reach out

    void look(RawBox box, ImageHeader image) {
        if (!box.relative()) {
            pixelBoxes++;
            farthestEdge = Math.max(farthestEdge, Math.max(box.right(), box.bottom()));
            shortestSide = Math.min(shortestSide, Math.min(image.width(), image.height()));
        }
        if (box.written() == RawBox.Written.EDGES) {
            return;
        }
        boxes++;
        fitting += box.fitsAsEdges(image) ? 1 : 0;
        if (box.reachesOut(image)) {
            reachingOut++;
            first = first == null ? box : first;
        }
    }

    /**
     * Refuses what can only be edges. Of boxes spread over an image three in four reach out when their edges are read as
     * sizes; of those that are sizes, hardly any. Sizes are larger than places for the whole of a data set only by error.
     */
    void refuseEdges() throws DatasetException {
        if (reachingOut * 4 >= boxes && reachingOut > 0 && fitting * 10 >= boxes * 9) {
            throw first.place()
                    .fault(reachingOut + " of " + boxes + " boxes reach out of their images when their numbers are "
                            + first.written().title() + ", and " + fitting + " lie within them when they are "
                            + RawBox.Written.EDGES.title() + "; expected "
                            + first.written().title()
                            + ": write them so, or as CSV, which has the edges");
        }
    }

    /** What to say when all boxes lie in the corner of a hundred pixels of images that are at least twice as large. */
    Optional<String> percentNote() {
        boolean corner = farthestEdge > 80 && farthestEdge <= 100 && shortestSide >= 200;
        return pixelBoxes >= ENOUGH && corner
                ? Optional.of("all " + pixelBoxes
                        + " boxes lie within the first 100 pixels of their images, of which none has" + " less than "
                        + shortestSide + " on a side; are their numbers percent?")
                : Optional.empty();
    }
}
