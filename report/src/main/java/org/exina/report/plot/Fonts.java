package org.exina.report.plot;

import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.util.List;
import java.util.Set;
import org.exina.io.ExinaException;

/** Which face text in images is set in. */
public final class Fonts {
    /** Faces as wide as {@link Face} has it; any other is set narrower where it would be wider. */
    private static final List<String> FACES = List.of("Arial", "Helvetica", "Liberation Sans");

    private Fonts() {}

    /**
     * The family of a sans-serif face.
     *
     * @throws ExinaException when there is no font on this machine
     */
    public static String sans() throws ExinaException {
        return FACES.stream().filter(families()::contains).findFirst().orElse(Font.SANS_SERIF);
    }

    /** Where there is no font at all, Java fails with one error or another, as the system and its version will. */
    private static Set<String> families() throws ExinaException {
        try {
            return Set.copyOf(
                    List.of(GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames()));
        } catch (RuntimeException | InternalError | LinkageError e) {
            throw new ExinaException(
                    "text in an image needs a font, and Java finds none on this machine; install one (on Debian and Ubuntu:"
                            + " apt install fontconfig fonts-liberation), or write plots as SVG",
                    e);
        }
    }
}
