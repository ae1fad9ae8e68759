package org.exina.slides.annotation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.exina.dataset.DatasetException;

/**
 * One image's boxes as Pascal VOC writes them (M. Everingham et al., The PASCAL Visual Object Classes Challenge
 * development kit): {@code annotation} holds {@code filename}, {@code size} and, for each box, {@code object} with {@code
 * name} and {@code bndbox}, or {@code polygon} for lack of that. Parts of objects are passed over.
 */
final class VocXml {
    static final XMLInputFactory FACTORY = factory();
    private static final String OBJECT = "/annotation/object";
    private static final List<String> EDGES = List.of("xmin", "ymin", "xmax", "ymax");
    private static final Set<String> ASKED_FOR = Set.of(
            "/annotation/filename",
            "/annotation/size/width",
            "/annotation/size/height",
            OBJECT + "/name",
            OBJECT + "/bndbox/xmin",
            OBJECT + "/bndbox/ymin",
            OBJECT + "/bndbox/xmax",
            OBJECT + "/bndbox/ymax");
    private static final String POLYGON = OBJECT + "/polygon/";
    private static final Pattern CORNER = Pattern.compile(POLYGON + "(?:pt/)?([xy])\\d*");
    private static final int LONGEST_PATH = 1_000; // characters; of what nests without end

    private final Path file;
    private final FieldsBuilder builder;
    private final Map<String, String> texts = new HashMap<>(); // of the image, and of the object being read
    private final Deque<Item> objects = new ArrayDeque<>();

    /** A box, not yet known to be sound. */
    private record Item(Map<String, String> texts, SourceLocation place) {}

    private VocXml(Path file, FieldsBuilder builder) {
        this.file = file;
        this.builder = builder;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false); // no entity is ever fetched or expanded
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** The name of the outermost element, sound or not; empty when it is no XML. */
    static String root(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader xml = FACTORY.createXMLStreamReader(in);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    return xml.getLocalName();
                }
            }
            return "";
        } catch (XMLStreamException e) {
            return "";
        }
    }

    static void read(Path file, FieldsBuilder builder) throws IOException {
        VocXml voc = new VocXml(file, builder);
        try (InputStream in = Files.newInputStream(file)) {
            voc.parse(FACTORY.createXMLStreamReader(in));
        } catch (XMLStreamException e) {
            throw damaged(file, e);
        }
        voc.build();
    }

    static DatasetException damaged(Path file, XMLStreamException e) {
        return new DatasetException(
                file,
                "line " + e.getLocation().getLineNumber() + ": is damaged XML; copy it again or draw it again",
                e);
    }

    static DatasetException documentType(SourceLocation place) {
        return place.fault(
                "has a document type (<!DOCTYPE ...>), which may name other files and is not read; remove it");
    }

    private void parse(XMLStreamReader xml) throws XMLStreamException, DatasetException {
        StringBuilder path = new StringBuilder();
        SourceLocation object = SourceLocation.line(file, 1);
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.DTD -> throw documentType(line(xml));
                case XMLStreamConstants.START_ELEMENT -> {
                    path.append('/').append(xml.getLocalName());
                    if (path.length() > LONGEST_PATH) {
                        throw line(xml).fault("elements lie in one another without end; export it again");
                    }
                    if (path.toString().equals(OBJECT)) {
                        object = line(xml);
                        texts.keySet().removeIf(key -> key.startsWith(OBJECT));
                    }
                }
                case XMLStreamConstants.CHARACTERS -> {
                    if (!xml.isWhiteSpace() && ASKED_FOR.contains(path.toString())) {
                        texts.merge(path.toString(), xml.getText().strip(), String::concat);
                    }
                    Matcher corner = CORNER.matcher(path);
                    if (!xml.isWhiteSpace() && corner.matches()) {
                        texts.merge(POLYGON + corner.group(1), xml.getText().strip(), (a, b) -> a + " " + b);
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    if (path.toString().equals(OBJECT)) {
                        objects.add(new Item(Map.copyOf(texts), object));
                    }
                    path.setLength(path.lastIndexOf("/"));
                }
                default -> {} // comments, processing instructions
            }
        }
    }

    private SourceLocation line(XMLStreamReader xml) {
        return SourceLocation.line(file, xml.getLocation().getLineNumber());
    }

    private void build() throws DatasetException {
        SourceLocation whole = SourceLocation.line(file, 1);
        Optional<Path> image = builder.find(file, texts.getOrDefault("/annotation/filename", ""), whole);
        if (image.isEmpty()) {
            return;
        }
        builder.field(image.get());
        String width = texts.getOrDefault("/annotation/size/width", "0");
        String height = texts.getOrDefault("/annotation/size/height", "0");
        builder.declare(image.get(), (int) number("width", width, whole), (int) number("height", height, whole), whole);
        for (Item object : objects) {
            builder.box(image.get(), box(object));
        }
    }

    private static RawBox box(Item object) throws DatasetException {
        String label = object.texts().getOrDefault(OBJECT + "/name", "");
        boolean bounded = EDGES.stream().anyMatch(edge -> object.texts().containsKey(OBJECT + "/bndbox/" + edge));
        if (!bounded && object.texts().containsKey(POLYGON + "x")) {
            Outline outline = new Outline();
            String[] across = object.texts().get(POLYGON + "x").split(" ", -1);
            String[] down = object.texts().getOrDefault(POLYGON + "y", "").split(" ", -1);
            for (int i = 0; i < Math.min(across.length, down.length); i++) {
                outline.add(number("x", across[i], object.place()), number("y", down[i], object.place()));
            }
            return outline.pixels(label, object.place());
        }
        return RawBox.pixels(
                edge(object, "xmin"),
                edge(object, "ymin"),
                edge(object, "xmax"),
                edge(object, "ymax"),
                label,
                object.place());
    }

    private static double edge(Item object, String name) throws DatasetException {
        String text = object.texts().get(OBJECT + "/bndbox/" + name);
        if (text == null) {
            throw object.place().fault("the object has no " + name + "; expected bndbox with xmin, ymin, xmax, ymax");
        }
        return number(name, text, object.place());
    }

    private static double number(String name, String text, SourceLocation place) throws DatasetException {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw place.fault(name + " must be a number of pixels, got \"" + text + "\"");
        }
    }
}
