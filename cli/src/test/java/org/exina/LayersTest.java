package org.exina;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who may import whom. A package that is not in the table is refused, and so is a line of it that nothing needs. */
class LayersTest {
    /** Each module, and those it may use. */
    private static final Map<String, Set<String>> MODULES = Map.of(
            "model", Set.of(),
            "slides", Set.of("model"),
            "synthetic", Set.of("model"),
            "train", Set.of("model", "slides"),
            "torch", Set.of("model", "slides", "train"),
            "report", Set.of("model", "slides", "train"),
            "api", Set.of("model", "slides", "synthetic", "train", "torch", "report"),
            "serve", Set.of("model", "slides", "train", "torch", "report", "api"),
            "cli", Set.of("model", "slides", "synthetic", "train", "torch", "report", "api", "serve"));

    /** Module, package, and the packages it may import: each stands below those. */
    static final List<Layer> LAYERS = List.of(
            layer("model", "io"),
            layer("model", "task"),
            layer("model", "settings", "io"),
            layer("model", "math"),
            layer("model", "image"),
            layer("model", "image.file", "image", "io"),
            layer("model", "onnx", "image", "io"),
            layer("model", "model", "image", "image.file", "io", "onnx", "task"),
            layer("slides", "slides", "image", "image.file", "io", "math", "model", "task"),
            layer("synthetic", "synthetic", "image", "image.file", "io", "math", "task"),
            layer("train", "matrix", "onnx"),
            layer("train", "metric", "math"),
            layer("train", "augment", "image", "image.file", "io", "math", "settings"),
            layer("train", "network", "io", "onnx", "settings"),
            layer("train", "network.weights", "io", "network", "onnx", "settings", "task"),
            layer("train", "backbone", "image", "io", "network", "network.weights", "onnx", "settings", "task"),
            layer("train", "features", "augment", "backbone", "image", "image.file", "io", "onnx", "task"),
            layer("train", "dataset", "features", "image", "image.file", "io", "math", "task"),
            layer("train", "head", "io", "matrix", "onnx", "settings", "task"),
            layer("train", "head.select", "head", "io", "model", "onnx"),
            layer(
                    "train",
                    "experiment",
                    "augment",
                    "backbone",
                    "dataset",
                    "features",
                    "head",
                    "head.select",
                    "image",
                    "image.file",
                    "io",
                    "math",
                    "metric",
                    "model",
                    "onnx",
                    "slides",
                    "task"),
            layer(
                    "train",
                    "cleaning",
                    "backbone",
                    "dataset",
                    "experiment",
                    "features",
                    "head",
                    "image.file",
                    "io",
                    "math",
                    "settings",
                    "task"),
            layer("train", "labelling", "dataset", "head", "image.file", "io", "math", "metric", "task"),
            layer("train", "slides.annotation", "dataset", "image", "image.file", "io", "settings"),
            layer(
                    "train",
                    "slides.train",
                    "dataset",
                    "experiment",
                    "features",
                    "head",
                    "image",
                    "image.file",
                    "io",
                    "math",
                    "metric",
                    "model",
                    "slides",
                    "slides.annotation",
                    "task"),
            layer("torch", "torch", "experiment", "head", "io", "math", "network", "onnx", "settings", "task"),
            layer(
                    "torch",
                    "finetune",
                    "augment",
                    "backbone",
                    "dataset",
                    "experiment",
                    "features",
                    "head",
                    "image",
                    "image.file",
                    "io",
                    "network",
                    "network.weights",
                    "onnx",
                    "settings",
                    "task",
                    "torch"),
            layer(
                    "torch",
                    "study",
                    "augment",
                    "backbone",
                    "dataset",
                    "experiment",
                    "features",
                    "head",
                    "image",
                    "image.file",
                    "io",
                    "metric",
                    "network",
                    "onnx",
                    "settings",
                    "task",
                    "torch"),
            layer("report", "report.html", "image", "image.file", "io", "settings", "task"),
            layer("report", "report.plot", "io", "settings"),
            layer(
                    "report",
                    "report.slides",
                    "image",
                    "image.file",
                    "io",
                    "metric",
                    "report.html",
                    "report.plot",
                    "settings",
                    "slides",
                    "task"),
            layer(
                    "report",
                    "report",
                    "cleaning",
                    "dataset",
                    "experiment",
                    "head",
                    "image",
                    "image.file",
                    "io",
                    "math",
                    "metric",
                    "model",
                    "report.html",
                    "report.plot",
                    "settings",
                    "task"),
            layer(
                    "api",
                    "api",
                    "augment",
                    "backbone",
                    "cleaning",
                    "dataset",
                    "experiment",
                    "features",
                    "finetune",
                    "head",
                    "head.select",
                    "image",
                    "image.file",
                    "io",
                    "labelling",
                    "metric",
                    "model",
                    "onnx",
                    "report",
                    "report.html",
                    "report.plot",
                    "report.slides",
                    "settings",
                    "slides",
                    "slides.annotation",
                    "slides.train",
                    "study",
                    "synthetic",
                    "task"),
            layer("serve", "serve.http", "io"),
            layer(
                    "serve",
                    "serve.data",
                    "api",
                    "dataset",
                    "experiment",
                    "image.file",
                    "io",
                    "model",
                    "report.slides",
                    "serve.http",
                    "slides",
                    "study"),
            layer("serve", "serve.predict", "api", "image", "image.file", "model", "serve.data", "serve.http", "task"),
            layer(
                    "serve",
                    "serve.job",
                    "api",
                    "cleaning",
                    "dataset",
                    "experiment",
                    "image",
                    "io",
                    "model",
                    "report",
                    "report.slides",
                    "serve.data",
                    "serve.http",
                    "slides",
                    "slides.annotation",
                    "slides.train",
                    "study",
                    "task"),
            layer(
                    "serve",
                    "serve",
                    "api",
                    "experiment",
                    "image.file",
                    "io",
                    "labelling",
                    "model",
                    "report",
                    "serve.data",
                    "serve.http",
                    "serve.job",
                    "serve.predict",
                    "task"),
            layer(
                    "cli",
                    "cli",
                    "api",
                    "augment",
                    "backbone",
                    "cleaning",
                    "dataset",
                    "experiment",
                    "features",
                    "finetune",
                    "head",
                    "image",
                    "image.file",
                    "io",
                    "metric",
                    "model",
                    "network",
                    "report",
                    "report.html",
                    "report.plot",
                    "report.slides",
                    "serve",
                    "settings",
                    "slides",
                    "slides.annotation",
                    "slides.train",
                    "study",
                    "synthetic",
                    "task",
                    "torch"));

    record Layer(String module, String name, Set<String> mayImport) {}

    private static Layer layer(String module, String name, String... mayImport) {
        return new Layer(module, name, Set.of(mayImport));
    }

    private static final Map<String, Layer> BY_NAME =
            LAYERS.stream().collect(Collectors.toMap(Layer::name, Function.identity()));

    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.exina");

    @Test
    void packagesImportOnlyWhatTheTableAllows() {
        Set<String> wrong = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            String from = packageOf(type);
            if (!BY_NAME.containsKey(from)) {
                wrong.add(type.getName() + " is in a package that the table does not name");
                continue;
            }
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                String to = packageOf(target);
                if (!to.isEmpty()
                        && !to.equals(from)
                        && !BY_NAME.get(from).mayImport().contains(to)) {
                    wrong.add(from + " -> " + to + ": " + type.getName() + " uses " + target.getName());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void theTableAllowsOnlyWhatIsNeeded() {
        Set<String> idle = new TreeSet<>();
        LAYERS.forEach(layer -> layer.mayImport().forEach(to -> idle.add(layer.name() + " -> " + to)));
        for (JavaClass type : CLASSES) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                idle.remove(packageOf(type) + " -> " + packageOf(target));
            }
        }
        assertThat(idle).isEmpty();
    }

    @Test
    void aPackageStandsBelowThoseItImportsAndItsModuleMayUseTheirs() {
        Set<String> above = new HashSet<>();
        for (Layer layer : LAYERS) {
            assertThat(above).as(layer.name()).containsAll(layer.mayImport());
            for (String to : layer.mayImport()) {
                String module = BY_NAME.get(to).module();
                assertThat(module.equals(layer.module())
                                || MODULES.get(layer.module()).contains(module))
                        .as("%s in %s imports %s in %s", layer.name(), layer.module(), to, module)
                        .isTrue();
            }
            above.add(layer.name());
        }
    }

    /** What every floor may use: files, progress, text forms. */
    private static final Set<String> FOUNDATION = Set.of("io", "task", "settings");

    @Test
    void theDoorsUseTheFacadeAndWhatItShows() {
        Set<JavaClass> shown = shown();
        Set<String> wrong = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            if (!isDoor(packageOf(type))) {
                continue;
            }
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                String to = packageOf(target);
                if (!to.isEmpty() && !isDoor(to) && !FOUNDATION.contains(to) && !shown.contains(target)) {
                    wrong.add(type.getSimpleName() + " uses " + target.getName());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** The command line, and the server. */
    private static boolean isDoor(String name) {
        return name.equals("cli") || name.equals("serve") || name.startsWith("serve.");
    }

    /** The facade's public types, and those that their signatures name, and so on. */
    private static Set<JavaClass> shown() {
        Set<JavaClass> shown = new HashSet<>();
        Deque<JavaClass> open = new ArrayDeque<>();
        CLASSES.stream()
                .filter(type -> packageOf(type).equals("api"))
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .forEach(open::add);
        while (!open.isEmpty()) {
            JavaClass type = open.remove().getBaseComponentType();
            if (packageOf(type).isEmpty() || !shown.add(type)) {
                continue;
            }
            type.getMethods().stream()
                    .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                    .forEach(method -> {
                        open.addAll(method.getReturnType().getAllInvolvedRawTypes());
                        method.getParameterTypes().forEach(each -> open.addAll(each.getAllInvolvedRawTypes()));
                        open.addAll(method.getExceptionTypes());
                    });
            CLASSES.stream()
                    .filter(each -> each.getEnclosingClass().equals(Optional.of(type)))
                    .filter(each -> each.getModifiers().contains(JavaModifier.PUBLIC))
                    .forEach(open::add);
        }
        return shown;
    }

    @Test
    void packagesLieInTheirModule() {
        Set<String> wrong = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            Layer layer = BY_NAME.get(packageOf(type));
            String place = type.getSource().orElseThrow().getUri().toString();
            if (layer == null || !place.contains("/" + layer.module() + "/target/")) {
                wrong.add(type.getName() + " is in " + place + ", not where the table says: " + layer);
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
