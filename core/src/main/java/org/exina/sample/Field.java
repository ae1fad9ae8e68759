package org.exina.sample;

import java.util.List;

/**
 * What lies under the microscope and how it is seen.
 *
 * @param width in pixels
 * @param height in pixels
 * @param halfDepth half the thickness of the preparation, in pixels
 * @param cloudsAcross how many clouds of far dirt lie side by side
 */
record Field(
        int width,
        int height,
        double halfDepth,
        List<Body> bodies,
        List<Speck> specks,
        Microscope microscope,
        Light light,
        double cloudsAcross,
        Camera camera) {
    Field {
        bodies = List.copyOf(bodies);
        specks = List.copyOf(specks);
    }

    /**
     * A piece of the field, (3, height * width), red, green, blue, about [0, 255].
     *
     * @param margin pixels that are worked out round the piece and cut off, so that blur from outside comes in
     */
    float[][] piece(int left, int top, int width, int height, int margin) {
        Specimen specimen =
                new Specimen(left - margin, top - margin, width + 2 * margin, height + 2 * margin, halfDepth);
        bodies.forEach(specimen::add);
        specks.forEach(specimen::add);
        float[][] seen = microscope.look(specimen);
        float[][] planes = new float[3][width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int from = (y + margin) * specimen.width() + x + margin;
                float lamp = (float)
                        light.at((left + x) / (double) this.width, (top + y) / (double) this.height, cloudsAcross);
                planes[0][y * width + x] =
                        seen[0][from] * lamp * (float) light.colour().red();
                planes[1][y * width + x] =
                        seen[1][from] * lamp * (float) light.colour().green();
                planes[2][y * width + x] =
                        seen[2][from] * lamp * (float) light.colour().blue();
            }
        }
        camera.expose(planes, left, top, width, height);
        return planes;
    }
}
