package org.exina.io;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes XML, element by element: SVG, or HTML that is XML too. Text and attributes are escaped; what XML does not allow
 * at all becomes U+FFFD.
 */
public final class Xml {
    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter writer;

    public Xml() {
        try {
            writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Begins an element.
     *
     * @param attributes name, value, name, value ...
     */
    public Xml open(String name, String... attributes) {
        return checked(() -> {
            writer.writeStartElement(name);
            attributes(attributes);
        });
    }

    /**
     * An element without content, {@code <name/>}.
     *
     * @param attributes name, value, name, value ...
     */
    public Xml empty(String name, String... attributes) {
        return checked(() -> {
            writer.writeEmptyElement(name);
            attributes(attributes);
        });
    }

    /** One more attribute of the element that was begun last, before it has any content. */
    public Xml attribute(String name, String value) {
        return checked(() -> attributes(name, value));
    }

    public Xml text(String content) {
        return checked(() -> writer.writeCharacters(allowed(content)));
    }

    /** Ends the element that was begun last. */
    public Xml close() {
        return checked(writer::writeEndElement);
    }

    /** All that was written. */
    @Override
    public String toString() {
        checked(writer::flush);
        return text.toString();
    }

    private void attributes(String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            writer.writeAttribute(attributes[i], allowed(attributes[i + 1]));
        }
    }

    private static String allowed(String content) {
        StringBuilder allowed = new StringBuilder(content.length());
        content.codePoints().map(c -> isAllowed(c) ? c : 0xFFFD).forEach(allowed::appendCodePoint);
        return allowed.toString();
    }

    /** Extensible Markup Language 1.0, fifth edition, production 2; without C1 controls, which it discourages. */
    private static boolean isAllowed(int c) {
        return c == '\t'
                || c == '\n'
                || (c >= 0x20 && c < 0x7F)
                || (c >= 0xA0 && c < 0xD800)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }

    private interface Step {
        void run() throws XMLStreamException;
    }

    /** A writer to memory fails only when it is used wrongly. */
    private Xml checked(Step step) {
        try {
            step.run();
            return this;
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }
}
