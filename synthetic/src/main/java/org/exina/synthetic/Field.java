package org.exina.synthetic;

import java.util.List;

/**
 * What lies under the microscope and how it is seen.
 *
 * @param width in pixels
 * @param height in pixels
 * @param halfDepth half the thickness of the preparation, in pixels
 * @param slabs how many the preparation is cut into by depth
 * @param cloudsAcross how many clouds of far dirt lie side by side
 */
record Field(
        int width,
        int height,
        double halfDepth,
        int slabs,
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
                new Specimen(left - margin, top - margin, width + 2 * margin, height + 2 * margin, halfDepth, slabs);
        bodies.forEach(specimen::add);
        specks.forEach(specimen::add);
        float[][] seen = microscope.look(specimen);
        float[][] planes = new float[3][width * height];
        float[] pixel = new float[3];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int from = (y + margin) * specimen.width() + x + margin;
                float lamp = (float)
                        light.at((left + x) / (double) this.width, (top + y) / (double) this.height, cloudsAcross);
                for (int c = 0; c < 3; c++) {
                    pixel[c] = seen[c][from];
                }
                light.shine(pixel, lamp);
                for (int c = 0; c < 3; c++) {
                    planes[c][y * width + x] = pixel[c];
                }
            }
        }
        camera.expose(planes, left, top, width, height);
        return planes;
    }
}
