package org.exina.slides.annotation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.exina.dataset.DatasetException;

/**
 * Boxes of many images as CVAT writes them ("CVAT for images 1.1"): {@code annotations} holds {@code image} with {@code
 * name}, and in it {@code box}, {@code polygon} and {@code ellipse} with {@code label}.
 */
final class CvatXml {
    private final FieldsBuilder builder;
    private Optional<Path> image = Optional.empty(); // the one being read

    private CvatXml(FieldsBuilder builder) {
        this.builder = builder;
    }

    static void read(Path file, FieldsBuilder builder) throws IOException {
        CvatXml cvat = new CvatXml(builder);
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader xml = VocXml.FACTORY.createXMLStreamReader(in);
            while (xml.hasNext()) {
                int event = xml.next();
                SourceLocation place =
                        SourceLocation.line(file, xml.getLocation().getLineNumber());
                if (event == XMLStreamConstants.DTD) {
                    throw VocXml.documentType(place);
                }
                if (event == XMLStreamConstants.START_ELEMENT) {
                    cvat.element(xml, place);
                }
            }
        } catch (XMLStreamException e) {
            throw VocXml.damaged(file, e);
        }
    }

    private void element(XMLStreamReader xml, SourceLocation place) throws DatasetException {
        switch (xml.getLocalName()) {
            case "track" ->
                throw place.fault("is of a video; expected \"CVAT for images 1.1\": export it so, or as COCO");
            case "image" -> {
                image = builder.find(text(xml, "name"), place);
                if (image.isPresent()) {
                    builder.field(image.get());
                    builder.declare(
                            image.get(), (int) number(xml, "width", place), (int) number(xml, "height", place), place);
                }
            }
            case "box" -> add(xml, box(xml, place), place);
            case "polygon" -> add(xml, polygon(text(xml, "points"), place), place);
            case "ellipse" ->
                add(
                        xml,
                        Outline.ofEllipse(
                                number(xml, "cx", place),
                                number(xml, "cy", place),
                                number(xml, "rx", place),
                                number(xml, "ry", place)),
                        place);
            case "polyline", "points", "mask", "cuboid", "skeleton" -> {
                if (image.isPresent()) {
                    builder.leaveOut(place, "is a " + xml.getLocalName() + "; expected a box, a polygon or an ellipse");
                }
            }
            default -> {} // of the task, and attributes
        }
    }

    private void add(XMLStreamReader xml, Outline outline, SourceLocation place) throws DatasetException {
        if (image.isPresent()) {
            builder.box(image.get(), outline.pixels(text(xml, "label"), place));
        }
    }

    private static Outline box(XMLStreamReader xml, SourceLocation place) throws DatasetException {
        double left = number(xml, "xtl", place);
        double top = number(xml, "ytl", place);
        double right = number(xml, "xbr", place);
        double bottom = number(xml, "ybr", place);
        if (right < left || bottom < top) {
            throw place.fault("the box ends before it begins: xtl " + left + ", xbr " + right + ", ytl " + top
                    + ", ybr " + bottom);
        }
        Outline box = Outline.of(left, top, right, bottom);
        return text(xml, "rotation").isEmpty()
                ? box
                : Outline.ofTurned(box, (left + right) / 2, (top + bottom) / 2, number(xml, "rotation", place));
    }

    private static Outline polygon(String points, SourceLocation place) throws DatasetException {
        Outline outline = new Outline();
        for (String point : points.strip().split(";", -1)) {
            String[] numbers = point.split(",", -1);
            if (numbers.length != 2) {
                throw place.fault("expected points x,y;x,y;..., got \"" + points + "\"");
            }
            outline.add(number("x", numbers[0], place), number("y", numbers[1], place));
        }
        return outline;
    }

    private static String text(XMLStreamReader xml, String attribute) {
        String value = xml.getAttributeValue(null, attribute);
        return value == null ? "" : value;
    }

    private static double number(XMLStreamReader xml, String attribute, SourceLocation place) throws DatasetException {
        return number(attribute, text(xml, attribute), place);
    }

    private static double number(String name, String text, SourceLocation place) throws DatasetException {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw place.fault(name + " must be a number of pixels, got \"" + text + "\"");
        }
    }
}
