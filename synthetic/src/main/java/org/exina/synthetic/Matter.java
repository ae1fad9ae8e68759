package org.exina.synthetic;

/**
 * What a body does to light, per unit of length of its own.
 *
 * @param wall absorbance of the wall, red, green, blue
 * @param content absorbance of what fills it
 * @param wallIndex how much the wall delays light against the medium (difference of refractive index)
 * @param contentIndex the same for what fills it
 * @param layers the wall's layers
 * @param clumps how unevenly the content is spread, 0 to 1
 * @param filled the part of the inner radius that is filled, 1: all of it
 * @param noise where to read the unevenness of the content, so that no two bodies are alike
 */
record Matter(
        Rgb wall,
        Rgb content,
        double wallIndex,
        double contentIndex,
        WallLayers layers,
        double clumps,
        double filled,
        int noise) {

    /** This matter in a preparation whose dye changes absorbance by these factors. */
    Matter stained(Rgb dye) {
        return new Matter(wall.times(dye), content.times(dye), wallIndex, contentIndex, layers, clumps, filled, noise);
    }
}
