package org.exina.synthetic;

import org.exina.synthetic.GrainRecipe.Apertures;
import org.exina.synthetic.GrainRecipe.Exine;
import org.exina.synthetic.GrainRecipe.Form;

/** The wall of one grain: a recipe with this grain's own shape, dents, creases and apertures. Used by one thread. */
final class GrainSurface implements SurfaceMap.Wall {
    private final Form form;
    private final Exine exine;
    private final double polar;
    private final double cornering;
    private final double thickness;
    private final int noise;
    private final ApertureSet apertures;
    private final Ornament ornament;
    private final double[][] dents; // (dents, direction and depth)
    private final double[][] folds; // (folds, normal, offset, middle, darkness)

    GrainSurface(GrainRecipe recipe, Chance chance) {
        this(recipe.form(), recipe.apertures(), recipe, chance);
    }

    private GrainSurface(Form form, Apertures apertures, GrainRecipe recipe, Chance chance) {
        this.form = form;
        this.exine = recipe.exine();
        this.polar = form.polar() * chance.around(1, 0.06);
        this.cornering = form.cornering() * chance.around(1, 0.25);
        this.thickness = exine.thickness() * chance.around(1, 0.12);
        this.noise = chance.nextInt();
        this.apertures = new ApertureSet(apertures, form, chance);
        this.ornament = new Ornament(recipe.sculpture(), chance);
        this.dents = new double[chance.hits(form.dents()) ? 1 + chance.below(2) : 0][];
        for (int i = 0; i < dents.length; i++) {
            double[] d = chance.direction();
            dents[i] = new double[] {d[0], d[1], d[2], chance.uniform(0.06, 0.24), chance.uniform(0.45, 0.8)};
        }
        this.folds = new double[(int) Math.max(0, Math.round(form.folds() * chance.around(1, 0.7)))][];
        for (int i = 0; i < folds.length; i++) {
            double[] n = chance.direction();
            double[] m = chance.direction();
            folds[i] = new double[] {
                n[0], n[1], n[2], chance.uniform(-0.6, 0.6), m[0], m[1], m[2], chance.uniform(0.8, 2.5)
            };
        }
    }

    @Override
    public void at(double x, double y, double z, float[] out) {
        double radius = radius(x, y, z);
        double density = 1 + 0.1 * Noise.smooth(noise + 1, x * 11, y * 11, z * 11);
        for (double[] fold : folds) {
            double off =
                    x * fold[0] + y * fold[1] + z * fold[2] - fold[3] + 0.05 * Noise.smooth(noise, x * 2, y * 2, z * 2);
            double along = Noise.step(0.1, 0.75, x * fold[4] + y * fold[5] + z * fold[6]);
            double crease = along * Exp.ofNegative((float) (off * off / 0.0009));
            density += fold[7] * crease;
            radius *= 1 - 0.035 * crease;
        }
        apertures.find(x, y, z);
        ornament.find(x, y, z);
        double covered = 1 - apertures.open();
        double wall = thickness * (1 - 0.72 * apertures.open()) + apertures.ring();
        double inner = radius * (1 - apertures.sunk()) - thickness * (1 - 0.3 * apertures.open());
        double outer = inner + wall + covered * ornament.rise();
        out[0] = (float) inner;
        out[1] = (float) outer;
        out[2] = (float) (density
                * (1 - 0.35 * apertures.open() + 0.45 * apertures.margin())
                * (1 + covered * (ornament.density() - 1)));
    }

    private double radius(double x, double y, double z) {
        double radius = 1 / Math.sqrt(x * x + y * y + z * z / (polar * polar));
        if (polar > 1) {
            radius /= Math.sqrt(polar); // long grains are narrower, not larger
        }
        if (form.corners() > 0) {
            radius *= cornered(x, y);
        }
        radius *= 1 + form.uneven() * 1.5 * Noise.smooth(noise, x * 1.6, y * 1.6, z * 1.6);
        for (double[] dent : dents) {
            double toward = x * dent[0] + y * dent[1] + z * dent[2];
            radius *= 1 - dent[3] * Noise.step(dent[4], 1, toward);
        }
        return radius;
    }

    /**
     * A polygon with rounded corners: the p-norm (p = 8) of the distances to its sides, taken over directions round the
     * axis; its sides fall in by {@code hollow}.
     */
    private double cornered(double x, double y) {
        double flat = Math.sqrt(x * x + y * y);
        if (flat < 1e-6) {
            return 1; // at the pole
        }
        double sum = 0;
        double side = 0;
        for (double[] normal : apertures.sides()) {
            double toward = (x * normal[0] + y * normal[1]) / flat;
            if (toward > 0) {
                double p2 = toward * toward;
                double p4 = p2 * p2;
                sum += p4 * p4;
                side = Math.max(side, p4);
            }
        }
        double polygon = 1 / Math.sqrt(Math.sqrt(Math.sqrt(sum)));
        double shaped = 1 + cornering * (polygon - 1.2) - form.hollow() * side;
        return 1 + (shaped - 1) * flat;
    }
}
