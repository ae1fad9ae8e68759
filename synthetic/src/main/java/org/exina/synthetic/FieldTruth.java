package org.exina.synthetic;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.exina.image.Box;
import org.exina.io.AtomicFiles;
import org.exina.io.Csv;

/**
 * The tables beside synthetic fields: {@code boxes.csv}, the grains to be counted, as tools for labelling write them
 * (x_max and y_max are the first pixel outside the box); {@code classes.csv}, the classes by number; {@code grains.csv},
 * all that is known of every grain, also of those too little of which is seen to be counted, in other columns, so that
 * nobody takes these for boxes.
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
        StringBuilder grains = new StringBuilder(
                "field,x,y,width,height,label,diameterPx,visible,cutOff,plane,inFocus,touching,counted\n");
        for (int i = 0; i < names.size(); i++) {
            for (DrawnGrain grain : truth.get(i)) {
                boxes.append(grain.isCounted() ? boxRow(names.get(i), grain) : "");
                grains.append(grainRow(names.get(i), grain));
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
        return Csv.row(List.of(
                name,
                Integer.toString(box.x()),
                Integer.toString(box.y()),
                Integer.toString(box.right()),
                Integer.toString(box.bottom()),
                grain.label()));
    }

    private static String grainRow(String name, DrawnGrain grain) {
        Box box = grain.box();
        return Csv.row(List.of(
                name,
                Integer.toString(box.x()),
                Integer.toString(box.y()),
                Integer.toString(box.width()),
                Integer.toString(box.height()),
                grain.label(),
                String.format(Locale.ROOT, "%.1f", grain.diameterPx()),
                String.format(Locale.ROOT, "%.3f", grain.visible()),
                Boolean.toString(grain.isCutOff()),
                Integer.toString(grain.plane()),
                Boolean.toString(grain.inFocus()),
                Boolean.toString(grain.touching()),
                Boolean.toString(grain.isCounted())));
    }
}
