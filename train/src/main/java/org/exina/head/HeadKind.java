package org.exina.head;

import java.util.Map;
import org.exina.io.ExinaException;

/** A kind of head that another module adds: found by {@link java.util.ServiceLoader}. */
public interface HeadKind {
    /** What its text form begins with: {@code top}. */
    String name();

    /**
     * Reads the text form of a head of this kind.
     *
     * @param text whole, for messages
     * @param settings what it sets, by name
     * @throws ExinaException naming what is known, when the settings are none of it
     */
    HeadSpec parse(String text, Map<String, String> settings) throws ExinaException;
}
