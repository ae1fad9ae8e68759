import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.exina.backbone.Backbone;
import org.exina.backbone.BackboneSpec;
import org.exina.backbone.Backbones;
import org.exina.dataset.Dataset;
import org.exina.dataset.Sample;
import org.exina.features.ExtractionResult;
import org.exina.features.FeatureCache;
import org.exina.features.FeatureExtractor;
import org.exina.features.FeaturePlan;
import org.exina.image.Box;
import org.exina.image.Crop;
import org.exina.image.DihedralView;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageFile;
import org.exina.image.file.ImageSource;
import org.exina.io.ExinaHome;
import org.exina.io.Sha256;
import org.exina.labelling.Guess;
import org.exina.labelling.KnownLabels;
import org.exina.labelling.Prospect;
import org.exina.labelling.Sheet;
import org.exina.labelling.SheetChooser;
import org.exina.math.SplitMix64;
import org.exina.slides.annotation.BoxedField;
import org.exina.slides.annotation.BoxedFields;
import org.exina.slides.annotation.LabelledBox;
import org.exina.task.Progress;

/**
 * Counts the clicks that it takes to label images, by a user who is simulated: he sees the labels of the images on the sheet
 * before him and no others; he names it by what most of them are (1 click), throws out the others (1 click each), or names
 * a single image (1 click). Prints how far he is after so many clicks, beside one image at a time in random order with the
 * same classifier, and where the program says that 99 % are right.
 *
 * <pre>
 *     java -Xmx2g -cp 'cli/target/exina.jar:cli/target/lib/*' bench/Labelling.java DATA [ROUNDS [MISSED [FIELDS [named]]]]
 * </pre>
 *
 * DATA: a data set, or fields with boxes, whose grains are cut out, one field of each group, FIELDS at most. ROUNDS: the first
 * takes all images, each other one nine tenths, drawn at random. MISSED: the share of wrong images that a careless user
 * does not see, 0 unless told. named: the user names an odd image at once, in its one click, instead of throwing it out.
 */
class Labelling {
    private static final double GOAL = 0.99;
    private static final int LEAST_SIDE = 16; // of a box, in pixels
    private static final int[] AT = {10, 20, 30, 40, 50, 75, 100, 125, 150, 200, 250, 300};

    private final float[][] features;
    private final List<String> truth;
    private final double missed;
    private final boolean named;
    private final SplitMix64 random;
    private final Map<Integer, Double> curve = new TreeMap<>();
    private final String[] labels;
    private final List<Set<String>> refused = new ArrayList<>();
    private final List<KnownLabels.Checked> checked = new ArrayList<>();
    private int clicks;
    private int namings;
    private int thrown;
    private int singles;
    private int seen;

    private Labelling(float[][] features, List<String> truth, double missed, boolean named, long seed) {
        this.features = features;
        this.truth = truth;
        this.missed = missed;
        this.named = named;
        this.random = new SplitMix64(seed);
        this.labels = new String[truth.size()];
        Arrays.fill(labels, "");
        truth.forEach(each -> refused.add(new HashSet<>()));
    }

    public static void main(String[] words) throws IOException {
        int rounds = words.length > 1 ? Integer.parseInt(words[1]) : 1;
        double missed = words.length > 2 ? Double.parseDouble(words[2]) : 0;
        boolean named = words.length > 4 && words[4].equals("named");
        List<ImageSource> images = new ArrayList<>();
        List<String> truth = new ArrayList<>();
        read(Path.of(words[0]), words.length > 3 ? Integer.parseInt(words[3]) : Integer.MAX_VALUE, images, truth);
        float[][] features = features(images);
        System.out.println("| round | images | classes | clicks | sheets | thrown out | single | looked at | labelled | right | expected |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|---|");
        Map<Integer, List<Double>> curves = new TreeMap<>();
        Map<Integer, List<Double>> randomCurves = new TreeMap<>();
        for (int round = 0; round < rounds; round++) {
            int[] order = new SplitMix64(round).permutation(images.size());
            int[] taken = Arrays.stream(order)
                    .limit(round == 0 ? order.length : order.length * 9 / 10)
                    .sorted()
                    .toArray();
            float[][] rows = Arrays.stream(taken).mapToObj(i -> features[i]).toArray(float[][]::new);
            List<String> labels = Arrays.stream(taken).mapToObj(truth::get).toList();
            Labelling user = new Labelling(rows, labels, missed, named, round);
            user.label(round);
            user.curve.forEach((at, share) -> curves.computeIfAbsent(at, any -> new ArrayList<>()).add(share));
            new Labelling(rows, labels, 0, named, round)
                    .inRandomOrder()
                    .forEach((at, share) -> randomCurves.computeIfAbsent(at, any -> new ArrayList<>()).add(share));
        }
        System.out.println("\n| clicks | right, by sheets | right, one image at a time in random order |\n|---|---|---|");
        curves.forEach((at, shares) -> System.out.printf(
                Locale.ROOT, "| %d | %.1f %% | %.1f %% |%n", at, 100 * mean(shares), 100 * mean(randomCurves.get(at))));
    }

    private static double mean(List<Double> shares) {
        return shares.stream().mapToDouble(each -> each).average().orElseThrow();
    }

    private static void read(Path data, int most, List<ImageSource> images, List<String> truth) throws IOException {
        if (!Files.exists(data.resolve("boxes.csv"))) {
            for (Sample sample : Dataset.open(data).samples()) {
                images.add(sample.source());
                truth.add(sample.label());
            }
            return;
        }
        Map<String, BoxedField> ofGroup = new TreeMap<>();
        BoxedFields.open(data).fields().forEach(field -> ofGroup.putIfAbsent(Sha256.of(field.group()), field));
        for (BoxedField field : ofGroup.values().stream().limit(most).toList()) {
            RgbImage pixels = ImageFile.decode(field.file());
            for (LabelledBox grain : field.grains()) {
                Box box = grain.box();
                if (Math.min(box.width(), box.height()) >= LEAST_SIDE) {
                    RgbImage cut = pixels.part(box.x(), box.y(), box.width(), box.height());
                    images.add(ImageSource.of(field.name() + "_" + images.size(), cut));
                    truth.add(grain.label());
                }
            }
        }
    }

    private static float[][] features(List<ImageSource> images) throws IOException {
        Path home = ExinaHome.path();
        try (FeatureCache cache = FeatureCache.open(home.resolve("features"));
                Backbone backbone = Backbones.in(home).open(BackboneSpec.of(Backbones.BUILT_IN))) {
            FeaturePlan plan = new FeaturePlan(
                    List.of(backbone), Crop.STRETCH, DihedralView.first(1), FeaturePlan.BATCH);
            ExtractionResult result = new FeatureExtractor(cache).extract(images, plan, Progress.NONE);
            float[][] rows = result.features().toArray(IntStream.range(0, images.size()).toArray());
            result.features().close();
            return rows;
        }
    }

    private void label(int round) {
        SheetChooser chooser = SheetChooser.of(features, 1);
        Prospect prospect = chooser.prospect(known(), GOAL);
        while (prospect.sheet().isPresent()) {
            look(prospect.sheet().get());
            prospect = chooser.prospect(known(), GOAL);
            for (int at : AT) {
                if (clicks >= at && !curve.containsKey(at)) {
                    curve.put(at, right(prospect));
                }
            }
        }
        long given = Arrays.stream(labels).filter(label -> !label.isEmpty()).count();
        System.out.printf(
                Locale.ROOT,
                "| %d | %d | %d | %d | %d | %d | %d | %d | %d | %.2f %% | %.2f %% |%n",
                round + 1,
                labels.length,
                new HashSet<>(truth).size(),
                clicks,
                namings,
                thrown,
                singles,
                seen,
                given,
                100 * right(prospect),
                100 * prospect.expectedRight());
    }

    private KnownLabels known() {
        return new KnownLabels(Arrays.asList(labels), refused.stream().map(Set::copyOf).toList(), checked);
    }

    private void look(Sheet sheet) {
        Map<String, Integer> counts = new HashMap<>();
        sheet.images().forEach(i -> counts.merge(truth.get(i), 1, Integer::sum));
        int most = Collections.max(counts.values());
        String name = sheet.proposed()
                .filter(label -> counts.getOrDefault(label, 0) == most)
                .orElseGet(() -> counts.keySet().stream().filter(label -> counts.get(label) == most).sorted().findFirst().orElseThrow());
        clicks++;
        namings += sheet.images().size() > 1 ? 1 : 0;
        singles += sheet.images().size() > 1 ? 0 : 1;
        seen += sheet.images().size();
        for (int n = 0; n < sheet.images().size(); n++) {
            int i = sheet.images().get(n);
            boolean out = !truth.get(i).equals(name) && random.nextFloat() >= missed;
            clicks += out ? 1 : 0;
            thrown += out ? 1 : 0;
            if (out && !named) {
                refused.get(i).add(name);
            } else {
                labels[i] = out ? truth.get(i) : name;
            }
            if (sheet.proposed().isPresent()) {
                checked.add(new KnownLabels.Checked(
                        sheet.probabilities().get(n), !out && sheet.proposed().get().equals(name)));
            }
        }
    }

    /** If all guesses are taken. */
    private double right(Prospect prospect) {
        return IntStream.range(0, labels.length)
                        .filter(i -> truth.get(i)
                                .equals(labels[i].isEmpty()
                                        ? prospect.guesses().get(i).map(Guess::label).orElse("")
                                        : labels[i]))
                        .count()
                / (double) labels.length;
    }

    private Map<Integer, Double> inRandomOrder() {
        SheetChooser chooser = SheetChooser.of(features, 1);
        int[] order = random.permutation(labels.length);
        Map<Integer, Double> shares = new TreeMap<>();
        for (int at : AT) {
            Arrays.stream(order).limit(at).forEach(i -> labels[i] = truth.get(i));
            shares.put(at, right(chooser.prospect(known(), GOAL)));
        }
        return shares;
    }
}
