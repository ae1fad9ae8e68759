package org.exina.synthetic;

/**
 * The lamp and the empty preparation: colour, fall of brightness across and toward the corners, and faint clouds from
 * dirt far out of focus.
 *
 * @param colour of the empty field, each 0 to 255
 * @param slopeX brightness from the left edge to the right, as a part of the whole
 * @param slopeY the same from top to bottom
 * @param vignette loss in the corners, as a part of the whole
 * @param clouds strength of the clouds
 * @param seed of the clouds
 * @param dark whether the lamp shines from the side, so that only what scatters light is seen (dark field)
 */
record Light(Rgb colour, double slopeX, double slopeY, double vignette, double clouds, int seed, boolean dark) {
    private static final Rgb WARM = new Rgb(1.07, 1.01, 0.86);
    private static final Rgb ROSY = new Rgb(1.06, 0.94, 0.97);

    /** A lamp and preparation as they come: mostly a cool grey, now and then neutral or greenish. */
    static Light any(Chance chance) {
        double bright = chance.around(187, 11);
        double cool = chance.around(0.088, 0.03);
        double green = chance.around(0, 0.012);
        Rgb colour = new Rgb(bright * (1 - cool), bright * (1 - cool * 0.35 + green), bright * (1 + cool));
        return new Light(
                colour,
                chance.around(0, 0.05),
                chance.around(0, 0.05),
                chance.uniform(0, 0.07),
                chance.uniform(0.012, 0.045),
                chance.nextInt(),
                false);
    }

    /** Light over a whole field: more uneven than {@link #any}, and mounting medium or stain may colour it. */
    static Light ofField(boolean dark, Chance chance) {
        Light light = any(chance);
        double tinted = chance.hits(0.45) ? chance.uniform(0.2, 1) : 0;
        Rgb tint = Rgb.grey(1).mixed(chance.hits(0.6) ? WARM : ROSY, tinted);
        return new Light(
                light.colour.times(tint).times(chance.uniform(0.96, 1.16)),
                chance.around(0, 0.1),
                chance.around(0, 0.1),
                chance.uniform(0, 0.22),
                light.clouds,
                light.seed,
                dark);
    }

    /**
     * What the camera sees at a place, from the light that comes through there.
     *
     * @param seen red, green and blue, 1 where nothing lies; receives values of about [0, 255]
     * @param lamp brightness of the place against the whole
     */
    void shine(float[] seen, float lamp) {
        if (dark) {
            float mean = (seen[0] + seen[1] + seen[2]) / 3;
            float scattered = 11 + 400 * Math.abs(1 - mean) / (1.25f + Math.abs(1 - mean));
            for (int c = 0; c < 3; c++) {
                seen[c] *= scattered * lamp / Math.max(mean, 0.05f);
            }
            return;
        }
        seen[0] = seen[0] * lamp * (float) colour.red();
        seen[1] = seen[1] * lamp * (float) colour.green();
        seen[2] = seen[2] * lamp * (float) colour.blue();
    }

    /** Brightness of a place against the whole; {@code u} and {@code v} run over the field from 0 to 1. */
    double at(double u, double v, double unitsAcross) {
        double du = u - 0.5;
        double dv = v - 0.5;
        double cloud = Noise.smooth(seed, u * unitsAcross, v * unitsAcross, 0.3)
                + 0.6 * Noise.smooth(seed, u * unitsAcross * 2.3, v * unitsAcross * 2.3, 5.3);
        return 1 + slopeX * du + slopeY * dv - vignette * 2 * (du * du + dv * dv) + clouds * cloud;
    }
}
