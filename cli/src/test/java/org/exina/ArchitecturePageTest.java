package org.exina;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The table of packages in docs/ARCHITECTURE.md is made of {@link LayersTest} and the packages' own descriptions; with
 * {@code -Dexina.write=true} this writes it.
 */
class ArchitecturePageTest {
    private static final Path PAGE = Path.of("..", "docs", "ARCHITECTURE.md");
    private static final String BEGIN = "<!-- made by ArchitecturePageTest -->\n";
    private static final String END = "<!-- until here -->\n";
    private static final Pattern LINK = Pattern.compile("\\{@link ([\\w.]+)}");
    private static final String IMPORTS = "May import ";

    @Test
    void thePageHoldsTheTableOfPackages() throws IOException {
        String page = Files.readString(PAGE);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        String made = page.substring(0, from) + table() + page.substring(page.indexOf(END));
        if (Boolean.getBoolean("exina.write")) {
            Files.writeString(PAGE, made);
        }
        assertThat(page)
                .as("docs/ARCHITECTURE.md, which 'mvn test -pl cli -am -Dtest=ArchitecturePageTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dexina.write=true' writes anew")
                .isEqualTo(made);
    }

    @Test
    void eachPackageSaysWhatItMayImport() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (LayersTest.Layer layer : LayersTest.LAYERS) {
            String description = description(layer);
            String allowed = IMPORTS + words(layer);
            if (!description.endsWith(allowed)) {
                wrong.add(layer.name() + ": expected it to end: " + allowed);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static String words(LayersTest.Layer layer) {
        List<String> names = List.copyOf(new TreeSet<>(layer.mayImport()));
        if (layer.name().equals("api") || layer.name().equals("cli")) {
            return layer.name().equals("api") ? "every other package but cli and serve." : "what api shows, and serve.";
        }
        if (names.isEmpty()) {
            return "nothing of ours.";
        }
        int last = names.size() - 1;
        return (last == 0 ? "" : String.join(", ", names.subList(0, last)) + " and ") + names.get(last) + ".";
    }

    private static String table() throws IOException {
        StringBuilder table = new StringBuilder("| module | package | begin with | what it is |\n|---|---|---|---|\n");
        String module = "";
        for (LayersTest.Layer layer : LayersTest.LAYERS) {
            String text = description(layer);
            String folder = "../" + sources(layer).toString().replace('\\', '/').substring("../".length());
            String begin = text.substring(text.indexOf("Begin with"), text.indexOf(IMPORTS));
            String links = LINK.matcher(begin)
                    .results()
                    .map(found -> link(found.group(1), folder))
                    .collect(Collectors.joining(", "));
            String what = text.substring(0, text.indexOf("Begin with")).strip();
            table.append("| ")
                    .append(layer.module().equals(module) ? "" : "`" + layer.module() + "`")
                    .append(" | [" + layer.name() + "](" + folder + ") | " + links + " | " + plain(what) + " |\n");
            module = layer.module();
        }
        return table.toString();
    }

    private static String link(String type, String folder) {
        String name = type.substring(type.lastIndexOf('.') + 1);
        return "[" + name + "](" + folder + "/" + name + ".java)";
    }

    private static String plain(String text) {
        return LINK.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        "`" + found.group(1).substring(found.group(1).lastIndexOf('.') + 1) + "`"));
    }

    private static Path sources(LayersTest.Layer layer) {
        return Path.of("..", layer.module(), "src", "main", "java", "org", "exina")
                .resolve(layer.name().replace('.', '/'));
    }

    /** The comment of its package-info, on one line. */
    private static String description(LayersTest.Layer layer) throws IOException {
        String text = Files.readString(sources(layer).resolve("package-info.java"));
        return text.substring(text.indexOf("/**") + 3, text.indexOf("*/"))
                .replaceAll("\\n \\*", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
