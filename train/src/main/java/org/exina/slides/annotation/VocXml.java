package org.exina.slides.annotation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.exina.dataset.DatasetException;

/**
 * One image's boxes as Pascal VOC writes them (M. Everingham et al., The PASCAL Visual Object Classes Challenge
 * development kit): {@code annotation} holds {@code filename}, {@code size} and, for each box, {@code object} with {@code
 * name} and {@code bndbox}. Parts of objects are passed over.
 */
final class VocXml {
    private static final XMLInputFactory FACTORY = factory();
    private static final String OBJECT = "/annotation/object";
    private static final Set<String> ASKED_FOR = Set.of(
            "/annotation/filename",
            "/annotation/size/width",
            "/annotation/size/height",
            OBJECT + "/name",
            OBJECT + "/bndbox/xmin",
            OBJECT + "/bndbox/ymin",
            OBJECT + "/bndbox/xmax",
            OBJECT + "/bndbox/ymax");
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

    /** Whether its outermost element is {@code annotation}, sound or not. */
    static boolean isOne(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader xml = FACTORY.createXMLStreamReader(in);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    return xml.getLocalName().equals("annotation");
                }
            }
            return false;
        } catch (XMLStreamException e) {
            return false; // is not XML
        }
    }

    static void read(Path file, FieldsBuilder builder) throws IOException {
        VocXml voc = new VocXml(file, builder);
        try (InputStream in = Files.newInputStream(file)) {
            voc.parse(FACTORY.createXMLStreamReader(in));
        } catch (XMLStreamException e) {
            throw new DatasetException(
                    file,
                    "line " + e.getLocation().getLineNumber() + ": is damaged XML; copy it again or draw it again",
                    e);
        }
        voc.build();
    }

    private void parse(XMLStreamReader xml) throws XMLStreamException, DatasetException {
        StringBuilder path = new StringBuilder();
        SourceLocation object = SourceLocation.line(file, 1);
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.DTD ->
                    throw line(xml)
                            .fault(
                                    "has a document type (<!DOCTYPE ...>), which may name other files and is not read; remove"
                                            + " it");
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
        Path image = image(whole);
        builder.field(image);
        String width = texts.getOrDefault("/annotation/size/width", "0");
        String height = texts.getOrDefault("/annotation/size/height", "0");
        builder.declare(image, (int) number("width", width, whole), (int) number("height", height, whole), whole);
        for (Item object : objects) {
            builder.box(
                    image,
                    RawBox.pixels(
                            edge(object, "xmin"),
                            edge(object, "ymin"),
                            edge(object, "xmax"),
                            edge(object, "ymax"),
                            object.texts().getOrDefault(OBJECT + "/name", ""),
                            object.place()));
        }
    }

    /** The one that bears the file's own name, else the one that it names: files are renamed in pairs. */
    private Path image(SourceLocation place) throws DatasetException {
        String stem = BoxedField.stem(ImageFolder.name(file));
        Optional<Path> same =
                builder.folder().counterpart(file).or(() -> builder.folder().only(stem));
        String named = texts.getOrDefault("/annotation/filename", "");
        return same.isPresent() ? same.get() : builder.folder().find(named.isEmpty() ? stem : named, place);
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
