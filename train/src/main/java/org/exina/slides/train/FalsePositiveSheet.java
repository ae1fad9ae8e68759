package org.exina.slides.train;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.exina.image.Box;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageEncoder;
import org.exina.image.file.ImageRegions;
import org.exina.io.OutputKind;
import org.exina.slides.Detection;
import org.exina.slides.SquareCrop;
import org.exina.slides.annotation.BoxedField;

/**
 * False detections as one image, so that a person sees how many of them are grains that nobody boxed: some drawn at random, each
 * with what lies around it, the detection outlined.
 */
public final class FalsePositiveSheet {
    private static final int ACROSS = 10;
    private static final int SIDE_PX = 120;
    private static final double AROUND = 2;

    private FalsePositiveSheet() {}

    /**
     * Draws a sheet.
     *
     * @param count how many at most, from the left and from the top
     * @param file PNG
     * @return how many there are of them, shown or not
     */
    public static int write(List<EvaluatedField> judged, List<BoxedField> fields, int count, long seed, Path file)
            throws IOException {
        Map<String, BoxedField> byName = new HashMap<>();
        fields.forEach(field -> byName.put(field.name(), field));
        record Find(BoxedField field, Box box) {}
        List<Find> finds = new ArrayList<>();
        for (EvaluatedField each : judged) {
            falseFinds(each).forEach(box -> finds.add(new Find(byName.get(each.name()), box)));
        }
        int all = finds.size();
        Collections.shuffle(finds, new Random(seed));
        List<Find> shown = finds.subList(0, Math.min(count, all));
        int rows = Math.max(1, (shown.size() + ACROSS - 1) / ACROSS);
        BufferedImage sheet = new BufferedImage(ACROSS * SIDE_PX, rows * SIDE_PX, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = sheet.createGraphics();
        for (int i = 0; i < shown.size(); i++) {
            draw(pen, shown.get(i).field(), shown.get(i).box(), i % ACROSS * SIDE_PX, i / ACROSS * SIDE_PX);
        }
        pen.dispose();
        OutputKind.writeImage(file, ImageEncoder.png(RgbImage.of(sheet)));
        return all;
    }

    private static List<Box> falseFinds(EvaluatedField field) {
        List<Detection> finds =
                field.found().stream().filter(each -> !each.grain().isDebris()).toList();
        List<Box> boxes = finds.stream().map(each -> each.grain().box()).toList();
        BoxMatching matching = BoxMatching.of(
                boxes,
                finds.stream().map(Detection::certainty).toList(),
                field.truth().stream().map(GroundTruthGrain::box).toList(),
                IouAssignment.SAME);
        return matching.falseFinds().stream().map(boxes::get).toList();
    }

    private static void draw(Graphics2D pen, BoxedField field, Box box, int x, int y) throws IOException {
        try (ImageRegions pixels = field.open()) {
            RgbImage around = SquareCrop.square(pixels::read, field.width(), field.height(), box, AROUND);
            double scale = (SIDE_PX - 2.0) / around.width();
            pen.drawImage(ImageEncoder.toBufferedImage(around), x, y, SIDE_PX - 2, SIDE_PX - 2, null);
            int width = (int) Math.round(box.width() * scale);
            int height = (int) Math.round(box.height() * scale);
            pen.setColor(Color.RED);
            pen.drawRect(x + (SIDE_PX - 2 - width) / 2, y + (SIDE_PX - 2 - height) / 2, width, height);
        }
    }
}
