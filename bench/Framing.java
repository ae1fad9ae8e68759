import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.exina.api.Exina;
import org.exina.api.Recipe;
import org.exina.dataset.Dataset;
import org.exina.image.Box;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageEncoder;
import org.exina.image.file.ImageFile;
import org.exina.io.ExinaHome;
import org.exina.io.Sha256;
import org.exina.model.Classifier;
import org.exina.slides.SquareCrop;
import org.exina.slides.annotation.BoxedField;
import org.exina.slides.annotation.BoxedFields;
import org.exina.slides.annotation.LabelledBox;
import org.exina.slides.train.DetectionMetrics;
import org.exina.task.Progress;

/**
 * Measures whether it matters to a count how the grains were cut that a model was trained on: fields with boxes are split
 * into two parts; models are trained on the grains of one part, cut out in several ways, and on its boxes, and count the
 * other part. Prints a row of a table for each model.
 *
 * <pre>
 *     java -Xmx2g -cp 'cli/target/exina.jar:cli/target/lib/*' bench/Framing.java SLIDES [FIELDS [BACKBONE [FRAMING,...]]]
 * </pre>
 *
 * SLIDES as for "exina slides"; FIELDS: how many, 300 unless told; BACKBONE: scattering unless told; FRAMING: boxes, tight,
 * or the margin of a square, as 1.2.
 */
public final class Framing {
    private static final int LEAST_GRAINS = 4; // of a class in a part

    private Framing() {}

    public static void main(String[] words) throws IOException {
        BoxedFields all = BoxedFields.open(Path.of(words[0]));
        int most = words.length > 1 ? Integer.parseInt(words[1]) : 300;
        String backbone = words.length > 2 ? words[2] : "scattering";
        String[] framings = (words.length > 3 ? words[3] : "boxes,tight,1.2,1.5").split(",");
        List<BoxedFields> parts = parts(all, most);
        System.out.printf(Locale.ROOT, "%s, %d and %d fields, %d and %d grains of %d types%n%n", backbone,
                parts.get(0).fields().size(), parts.get(1).fields().size(), parts.get(0).grains(),
                parts.get(1).grains(), parts.get(0).classes().size());
        System.out.println("| trained on | part | found | precision | unknown | type right, of the found | of the named |");
        System.out.println("|---|---|---|---|---|---|---|");
        Path scratch = Files.createTempDirectory("framing");
        Recipe recipe = Recipe.DEFAULT.toBuilder().backbones(backbone).folds(0).thumbnails(false).build();
        try (Exina exina = Exina.open(ExinaHome.path(), Progress.NONE, note -> {})) {
            for (String framing : framings) {
                for (int part = 0; part < 2; part++) {
                    Path model = scratch.resolve(framing + part + ".onnx");
                    if (framing.equals("boxes")) {
                        exina.slides().train(parts.get(part), recipe, all.root(), model);
                    } else {
                        Path crops = scratch.resolve(framing + part);
                        cut(parts.get(part), framing, crops);
                        exina.train(Dataset.open(crops), recipe, model);
                    }
                    try (Classifier classifier = Classifier.open(model)) {
                        print(framing, part, exina.slides().metrics(exina.slides().evaluate(classifier, parts.get(1 - part)), 1));
                    }
                }
            }
        }
    }

    private static void print(String framing, int part, DetectionMetrics metrics) {
        long unknown = metrics.mistakes().stream()
                .filter(each -> each.called().equals("unknown"))
                .mapToLong(DetectionMetrics.Mistake::count)
                .sum();
        double right = metrics.typeAccuracy().value() * metrics.typed();
        System.out.printf(Locale.ROOT, "| %s | %s | %.1f %% | %.1f %% | %.1f %% | %.1f %% | %.1f %% |%n", framing,
                part == 0 ? "first" : "second", 100 * metrics.recall().value(), 100 * metrics.precision().value(),
                100.0 * unknown / metrics.typed(), 100 * right / metrics.typed(),
                100 * right / (metrics.typed() - unknown));
    }

    /** One field of each group, in an order that has nothing to do with what is on them, every second one in each part. */
    private static List<BoxedFields> parts(BoxedFields all, int most) {
        Map<String, BoxedField> ofGroup = new TreeMap<>();
        all.fields().forEach(field -> ofGroup.putIfAbsent(field.group(), field));
        List<BoxedField> fields = ofGroup.values().stream()
                .sorted(Comparator.comparing(field -> Sha256.of(field.name())))
                .limit(most)
                .toList();
        List<List<BoxedField>> parts = List.of(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < fields.size(); i++) {
            parts.get(i % 2).add(fields.get(i));
        }
        Set<String> kept = new HashSet<>(all.classes());
        for (List<BoxedField> part : parts) {
            kept.removeIf(type -> part.stream().mapToLong(field -> field.count(type)).sum() < LEAST_GRAINS);
        }
        return parts.stream()
                .map(part -> new BoxedFields(all.root(), all.form(), part.stream()
                        .filter(field -> field.grains().stream().allMatch(grain -> kept.contains(grain.label())))
                        .toList(), List.of(), 0, List.of()))
                .toList();
    }

    private static void cut(BoxedFields fields, String framing, Path out) throws IOException {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        for (BoxedField field : fields.fields()) {
            RgbImage pixels = ImageFile.decode(field.file());
            for (LabelledBox grain : field.grains()) {
                Box box = grain.box();
                RgbImage cut = framing.equals("tight")
                        ? pixels.part(box.x(), box.y(), box.width(), box.height())
                        : SquareCrop.square(SquareCrop.Reader.of(pixels), pixels.width(), pixels.height(), box,
                                Double.parseDouble(framing));
                Path folder = Files.createDirectories(out.resolve(grain.label()));
                int number = numbers.merge(grain.label(), 1, Integer::sum);
                Files.write(folder.resolve(number + ".png"), ImageEncoder.png(cut));
            }
        }
    }
}
