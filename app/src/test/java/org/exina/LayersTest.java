package org.exina;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Who may import whom. A package that is not in the table is refused. */
class LayersTest {
    private static final Set<String> NOTHING = Set.of();

    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("image", NOTHING),
            Map.entry("metric", NOTHING),
            Map.entry("store", NOTHING),
            Map.entry("sample", Set.of("image", "store")),
            Map.entry("dataset", Set.of("image", "store")),
            Map.entry("prepare", Set.of("dataset", "image", "store")),
            Map.entry("augment", Set.of("image", "store")),
            Map.entry("network", Set.of("store")),
            Map.entry("weights", Set.of("network", "store")),
            Map.entry("backbone", Set.of("network", "weights", "image", "store")),
            Map.entry("features", Set.of("augment", "dataset", "backbone", "image", "store")),
            Map.entry("predict", Set.of("image", "backbone", "network", "store")),
            Map.entry("explain", Set.of("predict", "image", "backbone", "network", "store")),
            Map.entry("slide", Set.of("predict", "network", "image", "metric", "store")),
            Map.entry("field", Set.of("slide", "predict", "image", "store")),
            Map.entry("boxes", Set.of("image", "store")),
            Map.entry("torch", Set.of("network", "store")),
            Map.entry("head", Set.of("network", "torch", "metric", "store")),
            Map.entry("search", Set.of("network", "head", "store")),
            Map.entry(
                    "experiment",
                    Set.of(
                            "augment",
                            "dataset",
                            "features",
                            "backbone",
                            "network",
                            "head",
                            "search",
                            "metric",
                            "image",
                            "predict",
                            "slide",
                            "store")),
            Map.entry("page", Set.of("image", "store")),
            Map.entry("count", Set.of("slide", "page", "plot", "table", "metric", "image", "store")),
            Map.entry("plot", Set.of("store")),
            Map.entry("table", Set.of("store")),
            Map.entry(
                    "suite",
                    Set.of(
                            "augment",
                            "prepare",
                            "dataset",
                            "features",
                            "backbone",
                            "network",
                            "head",
                            "torch",
                            "metric",
                            "image",
                            "predict",
                            "experiment",
                            "plot",
                            "table",
                            "store")),
            Map.entry(
                    "tune",
                    Set.of(
                            "augment",
                            "dataset",
                            "features",
                            "backbone",
                            "weights",
                            "network",
                            "head",
                            "torch",
                            "image",
                            "predict",
                            "experiment",
                            "store")),
            Map.entry(
                    "report",
                    Set.of(
                            "cleaning",
                            "map",
                            "explain",
                            "predict",
                            "experiment",
                            "suite",
                            "page",
                            "plot",
                            "table",
                            "dataset",
                            "metric",
                            "image",
                            "store")),
            Map.entry(
                    "detect",
                    Set.of(
                            "boxes",
                            "slide",
                            "dataset",
                            "features",
                            "backbone",
                            "network",
                            "head",
                            "metric",
                            "image",
                            "predict",
                            "experiment",
                            "plot",
                            "table",
                            "store")),
            Map.entry("cleaning", Set.of("experiment", "features", "dataset", "backbone", "head", "store")),
            Map.entry("map", Set.of("experiment", "features", "dataset", "head", "store")),
            Map.entry(
                    "cli",
                    Set.of(
                            "image",
                            "metric",
                            "store",
                            "sample",
                            "dataset",
                            "prepare",
                            "augment",
                            "network",
                            "weights",
                            "backbone",
                            "features",
                            "predict",
                            "explain",
                            "head",
                            "search",
                            "experiment",
                            "plot",
                            "table",
                            "suite",
                            "torch",
                            "tune",
                            "cleaning",
                            "map",
                            "slide",
                            "field",
                            "boxes",
                            "count",
                            "detect",
                            "report")));

    /** Read once for all tests: that takes seconds. */
    static final JavaClasses MAIN_CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.exina");

    @Test
    void packagesImportOnlyWhatTheTableAllows() {
        Set<String> wrong = new TreeSet<>();
        for (JavaClass type : MAIN_CLASSES) {
            String from = packageOf(type);
            if (!MAY_IMPORT.containsKey(from)) {
                wrong.add(type.getName() + " is in a package that the table does not name");
                continue;
            }
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                String to = packageOf(target);
                if (!to.isEmpty() && !to.equals(from) && !MAY_IMPORT.get(from).contains(to)) {
                    wrong.add(from + " -> " + to + ": " + type.getName() + " uses " + target.getName());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static String packageOf(JavaClass type) {
        String name = type.getPackageName();
        if (name.equals("org.exina")) {
            return "(root)";
        }
        return name.startsWith("org.exina.") ? name.substring("org.exina.".length()) : "";
    }
}
