package org.exina.synthetic;

/**
 * The wall of a star-shaped body, by direction from its centre: where it begins, where it ends, how dense it is. Kept
 * as a cube map with a border of one texel, so that reading between texels is smooth over the edges. Never changes.
 */
final class SurfaceMap {
    private static final int STRIDE = 4; // inner radius, outer radius, density, unused (keeps texels aligned)

    private final int size;
    private final int row;
    private final float[] texels; // (6, size + 2, size + 2, STRIDE)
    private final float reach;

    private SurfaceMap(int size, float[] texels, float reach) {
        this.size = size;
        this.row = size + 2;
        this.texels = texels;
        this.reach = reach;
    }

    /** The wall in one direction. */
    @FunctionalInterface
    interface Wall {
        /**
         * Describes the wall in one direction.
         *
         * @param x with y and z: a unit vector in the body's frame
         * @param out receives inner radius, outer radius (greater than the inner) and density
         */
        void at(double x, double y, double z, float[] out);
    }

    /** Receives a place. */
    @FunctionalInterface
    interface Place {
        void at(double x, double y, double z);
    }

    /**
     * Samples a wall in all directions.
     *
     * @param size texels along the edge of a face; 64 is one texel per 1.4 degrees
     */
    static SurfaceMap of(int size, Wall wall) {
        int row = size + 2;
        float[] texels = new float[6 * row * row * STRIDE];
        float[] out = new float[STRIDE];
        float reach = 0;
        for (int face = 0; face < 6; face++) {
            for (int j = 0; j < row; j++) {
                for (int i = 0; i < row; i++) {
                    double a = (2 * i - 1.0) / size - 1;
                    double b = (2 * j - 1.0) / size - 1;
                    double n = 1 / Math.sqrt(1 + a * a + b * b);
                    double major = (face & 1) == 0 ? n : -n;
                    switch (face >> 1) {
                        case 0 -> wall.at(major, a * n, b * n, out);
                        case 1 -> wall.at(a * n, major, b * n, out);
                        default -> wall.at(a * n, b * n, major, out);
                    }
                    System.arraycopy(out, 0, texels, ((face * row + j) * row + i) * STRIDE, STRIDE);
                    reach = Math.max(reach, out[1]);
                }
            }
        }
        return new SurfaceMap(size, texels, reach);
    }

    /** The greatest outer radius. */
    float reach() {
        return reach;
    }

    /** Shows every texel's place on the outer face. */
    void eachEdge(Place place) {
        for (int face = 0; face < 6; face++) {
            for (int j = 1; j <= size; j++) {
                for (int i = 1; i <= size; i++) {
                    double a = (2 * i - 1.0) / size - 1;
                    double b = (2 * j - 1.0) / size - 1;
                    double outer = texels[((face * row + j) * row + i) * STRIDE + 1] / Math.sqrt(1 + a * a + b * b);
                    double major = (face & 1) == 0 ? outer : -outer;
                    switch (face >> 1) {
                        case 0 -> place.at(major, a * outer, b * outer);
                        case 1 -> place.at(a * outer, major, b * outer);
                        default -> place.at(a * outer, b * outer, major);
                    }
                }
            }
        }
    }

    /** Reads inner radius, outer radius and density in the direction of any vector but zero. */
    void read(float x, float y, float z, float[] out) {
        float ax = Math.abs(x);
        float ay = Math.abs(y);
        float az = Math.abs(z);
        int face;
        float a;
        float b;
        if (ax >= ay && ax >= az) {
            face = x >= 0 ? 0 : 1;
            a = y / ax;
            b = z / ax;
        } else if (ay >= az) {
            face = y >= 0 ? 2 : 3;
            a = x / ay;
            b = z / ay;
        } else {
            face = z >= 0 ? 4 : 5;
            a = x / az;
            b = y / az;
        }
        float u = (a + 1) * 0.5f * size + 0.5f;
        float v = (b + 1) * 0.5f * size + 0.5f;
        int i = (int) u;
        int j = (int) v;
        float fu = u - i;
        float fv = v - j;
        int at = ((face * row + j) * row + i) * STRIDE;
        int below = at + row * STRIDE;
        float w00 = (1 - fu) * (1 - fv);
        float w10 = fu * (1 - fv);
        float w01 = (1 - fu) * fv;
        float w11 = fu * fv;
        for (int c = 0; c < 3; c++) {
            out[c] = w00 * texels[at + c]
                    + w10 * texels[at + STRIDE + c]
                    + w01 * texels[below + c]
                    + w11 * texels[below + STRIDE + c];
        }
    }
}
