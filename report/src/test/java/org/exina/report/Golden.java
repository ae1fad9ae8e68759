package org.exina.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Pages compared with those that somebody looked at. {@code -Dexina.golden=write} writes them anew, to be looked at. */
final class Golden {
    private static final Pattern IMAGE = Pattern.compile("data:image/[a-z]+;base64,[A-Za-z0-9+/=]+");
    private static final Path SOURCES = Path.of("src/test/resources/org/exina/report");

    private Golden() {}

    /**
     * Compares a page with the one that is kept.
     *
     * @param root is named differently in each run: masked, as the images' bytes are
     */
    static void check(String name, Path page, Path root) throws IOException {
        String html = masked(Files.readString(page), root);
        if ("write".equals(System.getProperty("exina.golden"))) {
            Files.writeString(SOURCES.resolve(name), html);
        }
        assertThat(html)
                .as("%s; if the change is meant: -Dexina.golden=write, then look at the page", name)
                .isEqualTo(Files.readString(SOURCES.resolve(name)));
    }

    private static String masked(String html, Path root) {
        String style = html.substring(html.indexOf("<style>"), html.indexOf("</style>"));
        return IMAGE.matcher(html.replace(style, "<style>"))
                .replaceAll("data:image/any;base64,")
                .replace(root.toString(), "ROOT");
    }
}
