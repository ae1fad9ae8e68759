package org.exina.synthetic;

/**
 * A piece of the preparation, cut into slabs by depth: for each pixel of each slab how much light is absorbed (red,
 * green, blue) and how much it is delayed. The slabs are what the {@link Microscope} sees more or less in focus.
 *
 * <p>Rays are parallel (Beer and Lambert): along each, wall and content are summed; between two samples the place in
 * the wall is taken to run evenly, which makes edges smooth without many samples.
 */
final class Specimen {
    private static final double STEP = 0.06; // of the unit of length; walls thinner than this still come out right
    private static final int CLUMPS = 32;
    private static final float[] CLUMP = clumps();

    private final int left;
    private final int top;
    private final int width;
    private final int height;
    private final double halfDepth;
    private final float[][][] slabs; // (slabs, red green blue delay, height * width); null where nothing lies

    /**
     * An empty piece of {@code width} x {@code height} pixels.
     *
     * @param left the piece's first column in the whole field
     * @param top the piece's first row in the whole field
     * @param halfDepth half the thickness of the preparation, in pixels
     * @param slabs how many it is cut into, at least 2
     */
    Specimen(int left, int top, int width, int height, double halfDepth, int slabs) {
        this.left = left;
        this.top = top;
        this.width = width;
        this.height = height;
        this.halfDepth = halfDepth;
        this.slabs = new float[slabs][][];
    }

    int slabs() {
        return slabs.length;
    }

    /** Whether nothing lies in a slab, which has no layers then. */
    boolean isEmpty(int slab) {
        return slabs[slab] == null;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    int left() {
        return left;
    }

    int top() {
        return top;
    }

    /** (height, width) of one slab: 0 red, 1 green, 2 blue absorbance, 3 delay in pixels times refractive index. */
    float[] layer(int slab, int channel) {
        return slabs[slab][channel];
    }

    /** Depth of the middle of a slab, in pixels. */
    double depth(int slab) {
        return halfDepth * (2.0 * slab / (slabs.length - 1) - 1);
    }

    /** Adds a body; what lies outside this piece is left out. */
    void add(Body body) {
        double reach = body.reachPx();
        int x0 = Math.max(0, (int) Math.floor(body.x() - reach) - left);
        int x1 = Math.min(width - 1, (int) Math.ceil(body.x() + reach) - left);
        int y0 = Math.max(0, (int) Math.floor(body.y() - reach) - top);
        int y1 = Math.min(height - 1, (int) Math.ceil(body.y() + reach) - top);
        Ray ray = new Ray(body);
        for (int y = y0; y <= y1; y++) {
            for (int x = x0; x <= x1; x++) {
                if (ray.trace((left + x + 0.5 - body.x()) / body.scale(), (top + y + 0.5 - body.y()) / body.scale())) {
                    ray.deposit(y * width + x);
                }
            }
        }
    }

    /** Adds a speck of dirt: a flat soft-edged crumb, absorbing, or delaying if it is a droplet. */
    void add(Speck speck) {
        double reach = speck.reach();
        int x0 = Math.max(0, (int) Math.floor(speck.x() - reach) - left);
        int x1 = Math.min(width - 1, (int) Math.ceil(speck.x() + reach) - left);
        int y0 = Math.max(0, (int) Math.floor(speck.y() - reach) - top);
        int y1 = Math.min(height - 1, (int) Math.ceil(speck.y() + reach) - top);
        float at = slabAt(speck.depth());
        int slab = Math.min(slabs.length - 2, (int) at);
        float lower = at - slab;
        for (int y = y0; y <= y1; y++) {
            for (int x = x0; x <= x1; x++) {
                double thick = speck.thickness(left + x + 0.5, top + y + 0.5);
                if (thick > 0) {
                    float[][] upper = filled(slab);
                    float[][] under = filled(slab + 1);
                    int pixel = y * width + x;
                    deposit(upper, pixel, thick * (1 - lower), speck);
                    deposit(under, pixel, thick * lower, speck);
                }
            }
        }
    }

    private float[][] filled(int slab) {
        if (slabs[slab] == null) {
            slabs[slab] = new float[4][width * height];
        }
        return slabs[slab];
    }

    private static void deposit(float[][] slab, int pixel, double thick, Speck speck) {
        slab[0][pixel] += (float) (thick * speck.absorbance().red());
        slab[1][pixel] += (float) (thick * speck.absorbance().green());
        slab[2][pixel] += (float) (thick * speck.absorbance().blue());
        slab[3][pixel] += (float) (thick * speck.radius() * speck.index());
    }

    private float slabAt(double depth) {
        double at = (depth / halfDepth + 1) * 0.5 * (slabs.length - 1);
        return (float) Math.max(0, Math.min(slabs.length - 1, at));
    }

    /** Smooth noise in [-1, 1] that repeats every {@link #CLUMPS} cells. */
    private static float[] clumps() {
        float[] table = new float[CLUMPS * CLUMPS * CLUMPS];
        for (int i = 0; i < table.length; i++) {
            double x = (i % CLUMPS) * 0.4;
            double y = (i / CLUMPS % CLUMPS) * 0.4;
            int layer = i / CLUMPS / CLUMPS;
            double z = layer * 0.4;
            table[i] = (float) Noise.smooth(7, x, y, z);
        }
        return table;
    }

    /** One line of sight through one body. */
    private final class Ray {
        private final Body body;
        private final Matter matter;
        private final WallLayers layers;
        private final float[] way = new float[3];
        private final float[] read = new float[4];
        private final float[] wall = new float[slabs.length];
        private final float[] content = new float[slabs.length];
        private final float clumps;
        private final float filled;

        Ray(Body body) {
            this.body = body;
            this.matter = body.matter();
            this.layers = matter.layers();
            this.clumps = (float) matter.clumps();
            this.filled = (float) matter.filled();
            for (int i = 0; i < 3; i++) {
                way[i] = (float) body.turn().at(i, 2);
            }
        }

        /**
         * Sums wall and content by slab.
         *
         * @return whether the line comes near the body
         */
        boolean trace(double dx, double dy) {
            double reach = body.wall().reach();
            double square = reach * reach - dx * dx - dy * dy;
            if (square <= 0) {
                return false;
            }
            java.util.Arrays.fill(wall, 0);
            java.util.Arrays.fill(content, 0);
            double half = Math.sqrt(square);
            int steps = Math.max(4, (int) Math.ceil(2 * half / STEP));
            float length = (float) (2 * half / steps);
            float px = (float) (body.turn().at(0, 0) * dx + body.turn().at(0, 1) * dy - way[0] * half);
            float py = (float) (body.turn().at(1, 0) * dx + body.turn().at(1, 1) * dy - way[1] * half);
            float pz = (float) (body.turn().at(2, 0) * dx + body.turn().at(2, 1) * dy - way[2] * half);
            float before = 2;
            float densityBefore = 0;
            for (int k = 0; k <= steps; k++) {
                float x = px + way[0] * length * k;
                float y = py + way[1] * length * k;
                float z = pz + way[2] * length * k + 1e-7f;
                float radius = (float) Math.sqrt(x * x + y * y + z * z);
                body.wall().read(x, y, z, read);
                float place = (radius - read[0]) / (read[1] - read[0]);
                if (k > 0 && (place < 1 || before < 1)) {
                    float depth = (float) (-half + length * (k - 0.5));
                    add(depth, length, layers.mean(before, place) * 0.5f * (densityBefore + read[2]));
                    if (place < 0 || before < 0) {
                        addContent(depth, length * inside(before, place), x, y, z, radius / read[0]);
                    }
                }
                before = place;
                densityBefore = read[2];
            }
            return true;
        }

        private void add(float depth, float length, float density) {
            float at = slabAt(body.depth() + depth * body.scale());
            int slab = Math.min(slabs.length - 2, (int) at);
            float amount = length * density;
            wall[slab] += amount * (1 - (at - slab));
            wall[slab + 1] += amount * (at - slab);
        }

        private void addContent(float depth, float length, float x, float y, float z, float out) {
            float edge = (filled - out) * 12 + 0.5f;
            if (edge <= 0) {
                return;
            }
            int cx = ((int) (x * 34 + 80) + matter.noise()) & (CLUMPS - 1);
            int cy = ((int) (y * 34 + 80) + (matter.noise() >> 8)) & (CLUMPS - 1);
            int cz = ((int) (z * 34 + 80) + (matter.noise() >> 16)) & (CLUMPS - 1);
            float uneven = 1 + clumps * 1.6f * CLUMP[(cz * CLUMPS + cy) * CLUMPS + cx];
            float at = slabAt(body.depth() + depth * body.scale());
            int slab = Math.min(slabs.length - 2, (int) at);
            float amount = length * Math.max(0, uneven) * Math.min(1, edge);
            content[slab] += amount * (1 - (at - slab));
            content[slab + 1] += amount * (at - slab);
        }

        private float inside(float from, float to) {
            if (from < 0 && to < 0) {
                return 1;
            }
            return from < 0 ? from / (from - to) : to / (to - from);
        }

        void deposit(int pixel) {
            float scale = (float) body.scale();
            for (int k = 0; k < slabs.length; k++) {
                float w = wall[k];
                float c = content[k];
                if (w + c > 0) {
                    float[][] slab = filled(k);
                    slab[0][pixel] += (float)
                            (w * matter.wall().red() + c * matter.content().red());
                    slab[1][pixel] += (float)
                            (w * matter.wall().green() + c * matter.content().green());
                    slab[2][pixel] += (float)
                            (w * matter.wall().blue() + c * matter.content().blue());
                    slab[3][pixel] += scale * (float) (w * matter.wallIndex() + c * matter.contentIndex());
                }
            }
        }
    }
}
