package org.exina;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Nothing is written, read or compared by the rules of the system's language. Calls without a {@code Locale} are
 * refused by Error Prone's DefaultLocale and StringCaseLocaleUsage; here is what these two do not see: method
 * references, and these types.
 */
class LanguageTest {
    private static final Pattern OF_THE_SYSTEM = Pattern.compile(
            "java\\.lang\\.String\\.(to(Lower|Upper)Case\\(\\)|format\\(java\\.lang\\.String,.*|formatted.*)"
                    + "|java\\.io\\.(PrintStream|PrintWriter|Console)\\.(format|printf)\\(java\\.lang\\.String,.*"
                    + "|java\\.util\\.(Scanner|Calendar)\\..*"
                    + "|java\\.text\\.MessageFormat\\..*"
                    + "|java\\.time\\.format\\.DateTimeFormatter\\.(ofPattern\\(java\\.lang\\.String\\)|ofLocalized.*)");

    private static List<String> used(JavaClasses classes) {
        return classes.stream()
                .flatMap(type -> type.getAccessesFromSelf().stream())
                .filter(access ->
                        OF_THE_SYSTEM.matcher(access.getTarget().getFullName()).matches())
                .map(JavaAccess::getDescription)
                .toList();
    }

    @Test
    void nothingDependsOnTheSystemsLanguage() {
        assertThat(used(LayersTest.CLASSES)).isEmpty();
    }

    /** What must be found. */
    static final class Wrong {
        static final UnaryOperator<String> LOWER = String::toLowerCase;
        static final Function<Object[], String> WRITTEN = "%d"::formatted;
        static final Function<String, Object> SCANNED = java.util.Scanner::new;
    }

    @Test
    void methodReferencesAreSeen() {
        assertThat(used(new ClassFileImporter().importClasses(Wrong.class))).hasSize(3);
    }
}
