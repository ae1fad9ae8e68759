package org.exina.synthetic;

/**
 * A hollow body under the microscope. Its own unit of length is about the radius of the grain that it belongs to.
 *
 * @param wall the wall by direction, in the body's frame
 * @param turn from the image's frame to the body's
 * @param x of its centre, in pixels from the left of the field
 * @param y of its centre, in pixels from the top
 * @param depth of its centre in pixels, 0 in the middle of the preparation, greater away from the eye
 * @param scale pixels per unit of length
 * @param matter what wall and content do to light
 */
record Body(SurfaceMap wall, Rotation turn, double x, double y, double depth, double scale, Matter matter) {
    /** Pixels from its centre that it can reach. */
    double reachPx() {
        return wall.reach() * scale;
    }

    /** Widens left, top, right and bottom so that they hold what is seen of it. */
    void widen(double[] bounds) {
        eachEdge((px, py, pz) -> {
            bounds[0] = Math.min(bounds[0], px);
            bounds[1] = Math.min(bounds[1], py);
            bounds[2] = Math.max(bounds[2], px);
            bounds[3] = Math.max(bounds[3], py);
        });
    }

    /** Shows places all over its outer face, in pixels of the field. */
    void eachEdge(SurfaceMap.Place place) {
        wall.eachEdge((px, py, pz) -> {
            double[] seen = turn.toImage(new double[] {px, py, pz});
            place.at(x + seen[0] * scale, y + seen[1] * scale, depth + seen[2] * scale);
        });
    }
}
