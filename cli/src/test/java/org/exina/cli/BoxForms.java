package org.exina.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.exina.image.Box;
import org.exina.io.Json;
import org.exina.slides.annotation.BoxedField;
import org.exina.slides.annotation.BoxedFields;
import org.exina.slides.annotation.LabelledBox;

/** The same fields and boxes in the other forms that people have them in. */
final class BoxForms {
    private BoxForms() {}

    static Path coco(BoxedFields fields, Path root) throws IOException {
        images(fields, root);
        List<Object> images = new ArrayList<>();
        List<Object> boxes = new ArrayList<>();
        List<Object> classes = new ArrayList<>();
        for (String label : fields.classes()) {
            classes.add(Map.of("id", classes.size() + 1, "name", label));
        }
        for (BoxedField field : fields.fields()) {
            images.add(Map.of(
                    "id", images.size(), "file_name", field.name(), "width", field.width(), "height", field.height()));
            for (LabelledBox each : field.grains()) {
                Box box = each.box();
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("id", boxes.size());
                row.put("image_id", images.size() - 1);
                row.put("category_id", fields.classes().indexOf(each.label()) + 1);
                row.put("bbox", List.of(box.x(), box.y(), box.width(), box.height()));
                boxes.add(row);
            }
        }
        Files.writeString(
                root.resolve("instances.json"),
                Json.write(Map.of("images", images, "annotations", boxes, "categories", classes)));
        return root;
    }

    static Path voc(BoxedFields fields, Path root) throws IOException {
        images(fields, root);
        Path folder = Files.createDirectory(root.resolve("Annotations"));
        for (BoxedField field : fields.fields()) {
            StringBuilder xml = new StringBuilder("<annotation><filename>" + field.name() + "</filename><size><width>"
                    + field.width() + "</width><height>" + field.height() + "</height></size>\n");
            for (LabelledBox each : field.grains()) {
                Box box = each.box();
                xml.append("<object><name>" + each.label() + "</name><bndbox><xmin>" + box.x() + "</xmin><ymin>"
                        + box.y() + "</ymin><xmax>" + box.right() + "</xmax><ymax>" + box.bottom()
                        + "</ymax></bndbox></object>\n");
            }
            Files.writeString(folder.resolve(stem(field) + ".xml"), xml.append("</annotation>\n"));
        }
        return root;
    }

    static Path yolo(BoxedFields fields, Path root) throws IOException {
        images(fields, root);
        Path folder = Files.createDirectory(root.resolve("labels"));
        Files.write(root.resolve("classes.txt"), fields.classes());
        for (BoxedField field : fields.fields()) {
            double width = field.width();
            double height = field.height();
            StringBuilder text = new StringBuilder();
            for (LabelledBox each : field.grains()) {
                Box box = each.box();
                text.append(fields.classes().indexOf(each.label()) + " "
                        + (box.x() + box.width() / 2.0) / width + " " + (box.y() + box.height() / 2.0) / height + " "
                        + box.width() / width + " " + box.height() / height + "\n");
            }
            Files.writeString(folder.resolve(stem(field) + ".txt"), text);
        }
        return root;
    }

    private static String stem(BoxedField field) {
        return field.name().substring(0, field.name().lastIndexOf('.'));
    }

    private static void images(BoxedFields fields, Path root) throws IOException {
        Path images = Files.createDirectories(root.resolve("images"));
        for (BoxedField field : fields.fields()) {
            Files.copy(field.file(), images.resolve(field.name()));
        }
    }
}
