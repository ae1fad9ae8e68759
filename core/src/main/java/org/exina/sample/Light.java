package org.exina.sample;

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
 */
record Light(Rgb colour, double slopeX, double slopeY, double vignette, double clouds, int seed) {

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
                chance.nextInt());
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
