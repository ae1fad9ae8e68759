package org.exina.synthetic;

import org.exina.synthetic.GrainRecipe.Sculpture;

/** The sculpture of one grain: how far it rises and how dense it is, by direction. Used by one thread. */
final class Ornament {
    private final Sculpture sculpture;
    private final SpherePoints points;
    private final double[] sizes; // of each point's element, mean 1
    private final double width;
    private final double height;
    private final int noise;
    private double rise;
    private double density;

    Ornament(Sculpture sculpture, Chance chance) {
        this.sculpture = sculpture;
        this.width = sculpture.width() * chance.around(1, 0.1);
        this.height = sculpture.height() * chance.around(1, 0.12);
        this.noise = chance.nextInt();
        int count = (int) Math.round(sculpture.count() * chance.around(1, 0.08));
        this.points = new SpherePoints(Math.max(2, count), 0.4, chance);
        this.sizes = new double[Math.max(2, count)];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = chance.around(1, 0.18);
        }
    }

    /** Finds rise and density in a direction. */
    void find(double x, double y, double z) {
        rise = 0;
        density = 1;
        switch (sculpture.kind()) {
            case SMOOTH -> {}
            case GRANULES -> granules(x, y, z);
            case NET -> net(x, y, z);
            case SPINES -> spines(x, y, z);
            case STRIPES -> {
                double turn =
                        sculpture.count() * StrictMath.atan2(y, x) + 5 * Noise.smooth(noise, x * 2.2, y * 2.2, z * 2.2);
                ridge(0.5 + 0.5 * StrictMath.sin(turn) * Math.sqrt(x * x + y * y));
            }
            case WRINKLES -> {
                double f = sculpture.count();
                double bend = 0.5 * Noise.smooth(noise + 1, x * f * 0.5, y * f * 0.5, z * f * 0.5);
                double value = Noise.smooth(noise, x * f + bend, y * f + bend, z * f - bend);
                ridge(1 - Noise.step(0, width, Math.abs(value)));
            }
        }
    }

    private void granules(double x, double y, double z) {
        points.find(x, y, z);
        double off = points.first() / (width * sizes[points.index()]);
        ridge(Exp.ofNegative((float) (off * off)));
    }

    private void net(double x, double y, double z) {
        points.find(x, y, z);
        double wavy = 1 + 0.35 * Noise.smooth(noise, x * 9, y * 9, z * 9);
        ridge(1 - Noise.step(0.25 * width, width * wavy, points.second() - points.first()));
    }

    /** Cones with concave sides on a broad base. */
    private void spines(double x, double y, double z) {
        points.find(x, y, z);
        double size = sizes[points.index()];
        double up = Math.max(0, 1 - points.first() / (width * size));
        rise = height * size * up * (0.35 + 0.65 * up);
        density = 1 + sculpture.contrast() * (Noise.step(0, 0.6, up) - 0.4);
    }

    private void ridge(double up) {
        rise = height * up;
        density = 1 + sculpture.contrast() * (1.6 * up - 0.8);
    }

    /** Height above the wall, in grain radii. */
    double rise() {
        return rise;
    }

    /** Against the wall's usual density, 1. */
    double density() {
        return density;
    }
}
