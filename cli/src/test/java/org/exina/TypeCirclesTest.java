package org.exina;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Types of different files never need each other in a circle, so that each file can be read, and changed, with only
 * those below it. Nested types count as the file that they stand in.
 */
class TypeCirclesTest {
    @Test
    void noTypesStandInACircle() {
        Map<String, Map<String, String>> uses = usesOf(LayersTest.CLASSES);
        List<String> wrong =
                circles(uses).stream().map(circle -> describe(circle, uses)).toList();
        assertThat(wrong).as("%n%s", String.join("\n\n", wrong)).isEmpty();
    }

    @Test
    void findsACircle() {
        Map<String, Map<String, String>> uses = new TreeMap<>(Map.of(
                "A", new TreeMap<>(Map.of("B", "A calls B", "D", "A calls D")),
                "B", new TreeMap<>(Map.of("C", "B calls C")),
                "C", new TreeMap<>(Map.of("A", "C calls A")),
                "D", new TreeMap<>()));
        List<Set<String>> circles = circles(uses);
        assertThat(circles).containsExactly(Set.of("A", "B", "C"));
        assertThat(describe(circles.get(0), uses))
                .isEqualTo("circle of A, B, C:\n  A -> B: A calls B\n  B -> C: B calls C\n  C -> A: C calls A");
    }

    /** Each file, those that it uses, and one place where it does. */
    private static Map<String, Map<String, String>> usesOf(Iterable<JavaClass> classes) {
        Map<String, Map<String, String>> uses = new TreeMap<>();
        classes.forEach(type -> uses.put(fileOf(type), new TreeMap<>()));
        for (JavaClass type : classes) {
            String from = fileOf(type);
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String to = fileOf(dependency.getTargetClass().getBaseComponentType());
                if (!to.equals(from) && uses.containsKey(to)) {
                    uses.get(from).merge(to, dependency.getDescription(), (a, b) -> a.compareTo(b) < 0 ? a : b);
                }
            }
        }
        return uses;
    }

    private static String fileOf(JavaClass type) {
        return type.getName().replaceFirst("\\$.*", "").replaceFirst("^org\\.exina\\.", "");
    }

    /** The strongly connected components of more than one file: those that reach each other. */
    private static List<Set<String>> circles(Map<String, Map<String, String>> uses) {
        Map<String, Set<String>> reached = new HashMap<>();
        uses.keySet().forEach(file -> reached.put(file, reachedFrom(file, uses)));
        return uses.keySet().stream()
                .filter(file -> reached.get(file).contains(file))
                .map(file -> reached.get(file).stream()
                        .filter(other -> reached.get(other).contains(file))
                        .collect(Collectors.toCollection(TreeSet::new)))
                .map(circle -> (Set<String>) circle)
                .distinct()
                .toList();
    }

    private static Set<String> reachedFrom(String file, Map<String, Map<String, String>> uses) {
        Set<String> reached = new HashSet<>();
        List<String> open = new ArrayList<>(uses.get(file).keySet());
        while (!open.isEmpty()) {
            String next = open.remove(open.size() - 1);
            if (reached.add(next)) {
                open.addAll(uses.get(next).keySet());
            }
        }
        return reached;
    }

    private static String describe(Set<String> circle, Map<String, Map<String, String>> uses) {
        return circle.stream()
                .flatMap(from -> circle.stream()
                        .filter(to -> uses.get(from).containsKey(to))
                        .map(to -> "  " + from + " -> " + to + ": "
                                + uses.get(from).get(to)))
                .collect(Collectors.joining("\n", "circle of " + String.join(", ", circle) + ":\n", ""));
    }
}
