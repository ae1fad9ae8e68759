package org.exina.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.exina.image.Box;
import org.exina.store.AtomicFiles;
import org.exina.store.Csv;

/**
 * The tables beside synthetic fields: {@code boxes.csv}, the grains to be counted, as tools for labelling write them
 * (x_max and y_max are the first pixel outside the box); {@code classes.csv}, the classes by number; {@code grains.csv},
 * all that is known of every grain, also of those too little of which is seen to be counted.
 */
final class FieldTruth {
    private FieldTruth() {}

    /**
     * Writes the three tables; {@code boxes.csv} last, so that it is there only when all is.
     *
     * @param names of the fields
     * @param truth for each field
     */
    static void write(Path folder, List<String> names, List<List<DrawnGrain>> truth, List<String> classes)
            throws IOException {
        StringBuilder boxes = new StringBuilder("image,x_min,y_min,x_max,y_max,class\n");
        StringBuilder grains = new StringBuilder("image,x_min,y_min,x_max,y_max,class,diameter_px,visible,cut_off,plane"
                + ",in_focus,touching,counted\n");
        for (int i = 0; i < names.size(); i++) {
            for (DrawnGrain grain : truth.get(i)) {
                String row = boxRow(names.get(i), grain);
                boxes.append(grain.isCounted() ? row + "\n" : "");
                grains.append(row).append(',').append(rest(grain));
            }
        }
        StringBuilder numbers = new StringBuilder();
        for (int i = 0; i < classes.size(); i++) {
            numbers.append(Csv.row(List.of(classes.get(i), Integer.toString(i))));
        }
        AtomicFiles.writeText(folder.resolve("classes.csv"), numbers.toString());
        AtomicFiles.writeText(folder.resolve("grains.csv"), grains.toString());
        AtomicFiles.writeText(folder.resolve("boxes.csv"), boxes.toString());
    }

    private static String boxRow(String name, DrawnGrain grain) {
        Box box = grain.box();
        return name + "," + box.x() + "," + box.y() + "," + box.right() + "," + box.bottom() + "," + grain.label();
    }

    private static String rest(DrawnGrain grain) {
        return Csv.row(List.of(
                String.format(Locale.ROOT, "%.1f", grain.diameterPx()),
                String.format(Locale.ROOT, "%.3f", grain.visible()),
                Boolean.toString(grain.isCutOff()),
                Integer.toString(grain.plane()),
                Boolean.toString(grain.inFocus()),
                Boolean.toString(grain.touching()),
                Boolean.toString(grain.isCounted())));
    }
}
