package org.exina.synthetic;

import org.exina.synthetic.GrainRecipe.Apertures;
import org.exina.synthetic.GrainRecipe.Form;

/** Furrows and pores of one grain. Used by one thread. */
final class ApertureSet {
    private final Apertures apertures;
    private final double[][] meridians; // (furrows, cosine and sine of longitude)
    private final double[][] pores; // (pores, unit vector)
    private final double[][] sides; // (corners, cosine and sine of the direction in which a side looks)
    private final double width;
    private final double length;
    private final double pore;
    private final int noise;
    private double open;
    private double margin;
    private double ring;
    private double sunk;

    ApertureSet(Apertures apertures, Form form, Chance chance) {
        this.apertures = apertures;
        this.width = apertures.furrowWidth() * chance.around(1, 0.22);
        this.length = apertures.furrowLength() * chance.around(1, 0.05);
        this.pore = apertures.pore() * chance.around(1, 0.12);
        this.noise = chance.nextInt();
        int around = Math.max(form.corners(), Math.max(apertures.furrows(), Math.min(6, apertures.pores())));
        this.meridians = ring(apertures.furrows(), around, 0, chance);
        this.sides = ring(form.corners(), around, 0.5, chance);
        this.pores = pores(chance);
    }

    private static double[][] ring(int count, int around, double shift, Chance chance) {
        double[][] ring = new double[count][];
        for (int i = 0; i < count; i++) {
            double angle = 2 * StrictMath.PI * (i + shift + chance.around(0, 0.025)) / around;
            ring[i] = new double[] {StrictMath.cos(angle), StrictMath.sin(angle)};
        }
        return ring;
    }

    private double[][] pores(Chance chance) {
        int count = apertures.pores();
        if (count > 6) {
            return new SpherePoints(count, 0.16, chance).places();
        }
        double[][] places = new double[count][];
        double[][] longitudes = apertures.furrows() > 0 ? meridians : ring(count, Math.max(1, count), 0, chance);
        for (int i = 0; i < count; i++) {
            double up = count == 1 ? 1 : chance.around(0, 0.04);
            double flat = Math.sqrt(1 - up * up);
            places[i] = new double[] {flat * longitudes[i][0], flat * longitudes[i][1], up};
        }
        return places;
    }

    /** Directions in which the sides of a cornered grain look; apertures are in the corners. */
    double[][] sides() {
        return sides;
    }

    /** Finds what the next four methods tell about a direction. */
    void find(double x, double y, double z) {
        open = 0;
        margin = 0;
        ring = 0;
        sunk = 0;
        furrows(x, y, z);
        for (double[] place : pores) {
            double cosine = x * place[0] + y * place[1] + z * place[2];
            if (cosine > 0.7) {
                double off = Math.sqrt(Math.max(0, 2 - 2 * cosine)) / pore;
                open = Math.max(open, 1 - Noise.step(0.6, 1, off));
                double edge = (off - 1.45) / 0.5;
                double thick = Exp.ofNegative((float) (edge * edge));
                ring = Math.max(ring, apertures.annulus() * thick);
                margin = Math.max(margin, 0.8 * thick);
            }
        }
    }

    private void furrows(double x, double y, double z) {
        double taper = 1 - z * z / (length * length);
        if (meridians.length == 0 || taper <= 0.02) {
            return;
        }
        double wave = 0.03 * Noise.smooth(noise, x * 3, y * 3, z * 3);
        for (double[] meridian : meridians) {
            if (x * meridian[0] + y * meridian[1] > 0) {
                double off = Math.abs(y * meridian[0] - x * meridian[1] + wave) / (width * Math.sqrt(taper));
                if (off < 3.5) {
                    open = Math.max(open, 1 - Noise.step(0.55, 1, off));
                    double edge = (off - 1.2) / 0.35;
                    margin = Math.max(margin, Exp.ofNegative((float) (edge * edge)));
                    double fall = apertures.furrowDepth() * Math.min(1, taper * 2);
                    sunk = Math.max(sunk, fall * Exp.ofNegative((float) (0.8 * off * off)));
                }
            }
        }
    }

    /** How open the wall is, 0 to 1. */
    double open() {
        return open;
    }

    /** How near the edge of an aperture is, 0 to 1. */
    double margin() {
        return margin;
    }

    /** Thickening round a pore, in grain radii. */
    double ring() {
        return ring;
    }

    /** How far the surface sinks in, as a part of the radius. */
    double sunk() {
        return sunk;
    }
}
