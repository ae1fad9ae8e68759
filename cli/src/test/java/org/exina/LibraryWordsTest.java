package org.exina;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The library does not speak command line: it has other doors. No text below {@code cli} names a command or an option; a
 * way out that needs one is an {@link org.exina.io.Remedy}.
 */
class LibraryWordsTest {
    /** A command of ours, or an option: not a dash in a text, nor the end of a comment in HTML. */
    private static final Pattern COMMAND = Pattern.compile("\\bexina [a-z]|(?<![\\w<!-])--[a-z]");

    private static final Map<String, String> ALLOWED =
            Map.of("org.exina.report.ConfusionTable", "--share is a property of the style sheet");

    @Test
    void noTextBelowTheCommandLineNamesACommandOrAnOption() throws IOException {
        Set<String> wrong = new TreeSet<>();
        Set<String> used = new HashSet<>();
        for (JavaClass type : LayersTest.CLASSES) {
            if (type.getPackageName().startsWith("org.exina.cli")) {
                continue;
            }
            for (String text : texts(type)) {
                if (COMMAND.matcher(text).find()) {
                    if (ALLOWED.containsKey(type.getName())) {
                        used.add(type.getName());
                    } else {
                        wrong.add(type.getName() + ": " + text);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(used).isEqualTo(ALLOWED.keySet());
    }

    @Test
    void aCommandAndAnOptionAreKnownWhenSeen() {
        assertThat(List.of("run 'exina cache verify'", "; exina check", "--folds", "same data, --seed", "(--mean)"))
                .allMatch(COMMAND.asPredicate());
        assertThat(List.of("update Exina", "exina: ", "exina-model", "<!--note", "a--b", "- --", "org.exina.model x"))
                .noneMatch(COMMAND.asPredicate());
    }

    /** The strings in the constant pool of its class file, those that are joined at run time included. JVMS 17, 4.4. */
    private static List<String> texts(JavaClass type) throws IOException {
        List<Integer> strings = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(
                type.getSource().orElseThrow().getUri().toURL().openStream())) {
            in.skipNBytes(8);
            String[] words = new String[in.readUnsignedShort()];
            for (int i = 1; i < words.length; i++) {
                int tag = in.readUnsignedByte();
                switch (tag) {
                    case 1 -> words[i] = in.readUTF();
                    case 8 -> strings.add(in.readUnsignedShort());
                    case 5, 6 -> { // long and double take two places
                        in.skipNBytes(8);
                        i++;
                    }
                    case 7, 16, 19, 20 -> in.skipNBytes(2);
                    case 15 -> in.skipNBytes(3);
                    default -> in.skipNBytes(4);
                }
            }
            return strings.stream().map(index -> words[index]).toList();
        }
    }
}
