package org.exina.synthetic;

/**
 * A turn in space, a 3 x 3 matrix from the image's frame (x right, y down, z away from the eye) to the grain's own
 * (polar axis z).
 */
final class Rotation {
    static final Rotation NONE = new Rotation(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});

    private final double[][] rows; // (3, 3), orthonormal

    private Rotation(double[][] rows) {
        this.rows = rows;
    }

    double at(int row, int column) {
        return rows[row][column];
    }

    /** Any turn, all alike. */
    static Rotation any(Chance chance) {
        return toward(chance.direction(), chance);
    }

    /**
     * The polar axis near the line of sight.
     *
     * @param spread 0: exactly along it; 1: up to 45 degrees off
     */
    static Rotation polarView(double spread, Chance chance) {
        double[] off = chance.direction();
        double side = chance.hits(0.5) ? 1 : -1;
        double amount = spread * chance.uniform(0, 1);
        return toward(unit(amount * off[0], amount * off[1], side), chance);
    }

    /**
     * The polar axis near the plane of the image.
     *
     * @param spread 0: exactly in it; 1: up to 45 degrees out of it
     */
    static Rotation equatorialView(double spread, Chance chance) {
        double[] flat = chance.direction();
        double out = spread * chance.uniform(-1, 1);
        double length = Math.sqrt(flat[0] * flat[0] + flat[1] * flat[1]) + 1e-9;
        return toward(unit(flat[0] / length, flat[1] / length, out), chance);
    }

    /** This turn, then another. */
    Rotation then(Rotation next) {
        double[][] product = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                product[i][j] =
                        next.rows[i][0] * rows[0][j] + next.rows[i][1] * rows[1][j] + next.rows[i][2] * rows[2][j];
            }
        }
        return new Rotation(product);
    }

    /** A place in the grain's frame, seen in the image's. */
    double[] toImage(double[] place) {
        double[] seen = new double[3];
        for (int j = 0; j < 3; j++) {
            seen[j] = rows[0][j] * place[0] + rows[1][j] * place[1] + rows[2][j] * place[2];
        }
        return seen;
    }

    /** The grain's polar axis points to {@code axis} in the image; the turn about it is any. */
    private static Rotation toward(double[] axis, Chance chance) {
        while (true) {
            double[] other = chance.direction();
            double along = other[0] * axis[0] + other[1] * axis[1] + other[2] * axis[2];
            if (Math.abs(along) < 0.9) {
                double[] first =
                        unit(other[0] - along * axis[0], other[1] - along * axis[1], other[2] - along * axis[2]);
                return new Rotation(new double[][] {first, cross(axis, first), axis});
            }
        }
    }

    private static double[] cross(double[] a, double[] b) {
        return new double[] {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }

    private static double[] unit(double x, double y, double z) {
        double length = Math.sqrt(x * x + y * y + z * z);
        return new double[] {x / length, y / length, z / length};
    }
}
