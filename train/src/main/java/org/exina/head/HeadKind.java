package org.exina.head;

import org.exina.io.ExinaException;
import org.exina.settings.SettingsText;

/** A kind of head that another module adds: found by {@link java.util.ServiceLoader}. */
public interface HeadKind {
    /** What its text form begins with: {@code top}. */
    String name();

    /**
     * Reads the text form of a head of this kind.
     *
     * @throws ExinaException naming what is known, when the settings are none of it
     */
    HeadSpec parse(SettingsText settings) throws ExinaException;
}
