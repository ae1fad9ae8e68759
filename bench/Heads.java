import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.exina.head.Covariates;
import org.exina.head.FeatureRows;
import org.exina.head.Head;
import org.exina.head.HeadSpec;
import org.exina.head.NoveltyDetector;
import org.exina.head.TrainingSet;
import org.exina.io.Json;
import org.exina.task.Parallel;

/**
 * Ten folds of each head on the features that bench/heads.py made, folds side by side as crossval runs them: {@code java
 * -Xmx3g -cp CLASSPATH bench/Heads.java FOLDER HEAD[,HEAD] SHAPE[,SHAPE] [ROUNDS] [FOLDS]}; a head is what {@code --head}
 * takes, or {@code novelty}.
 */
class Heads {
    private static final int OUTER = 10;
    private static final int INNER = 5;

    record Shape(int samples, int features, int classes, int[] labels) {}

    private final Shape shape;
    private final float[][] rows;

    private Heads(Path folder, String name) throws Exception {
        this.shape = Json.read(folder.resolve(name + ".json"), Shape.class);
        this.rows = new float[shape.samples()][shape.features()];
        try (FileChannel channel = FileChannel.open(folder.resolve(name + ".f32"))) {
            FloatBuffer all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer();
            for (float[] row : rows) {
                all.get(row);
            }
        }
    }

    public static void main(String[] args) throws Exception {
        int rounds = args.length > 3 ? Integer.parseInt(args[3]) : 5;
        int folds = args.length > 4 ? Integer.parseInt(args[4]) : OUTER;
        for (String name : args[2].split(",")) {
            Heads heads = new Heads(Path.of(args[0]), name);
            for (String head : args[1].split(",")) {
                double[] seconds = new double[rounds];
                String found = "";
                for (int r = 0; r < rounds; r++) {
                    long start = System.nanoTime();
                    found = heads.run(head, folds);
                    seconds[r] = (System.nanoTime() - start) / 1e9;
                }
                Arrays.sort(seconds);
                System.out.printf(
                        Locale.ROOT,
                        "%s %s: %d folds %.2f s (%.2f to %.2f)%s%n",
                        name,
                        head,
                        folds,
                        seconds[rounds / 2],
                        seconds[0],
                        seconds[rounds - 1],
                        found);
            }
        }
    }

    private String run(String head, int folds) throws Exception {
        List<Callable<double[]>> work = new ArrayList<>();
        FeatureRows shared = new FeatureRows(rows);
        for (int f = 0; f < folds; f++) {
            int fold = f;
            work.add(() -> tested(shared, head, fold));
        }
        List<double[]> all = Parallel.run(work, Runtime.getRuntime().availableProcessors(), "interrupted");
        double[] sums = new double[all.get(0).length];
        all.forEach(each -> Arrays.setAll(sums, i -> sums[i] + each[i]));
        return String.format(Locale.ROOT, ", accuracy %.4f, log loss %.9f", sums[1] / sums[0], sums[2] / sums[0]);
    }

    /** Samples tested, how many are right (or not called unknown), sum of the log loss (or the novelty). */
    private double[] tested(FeatureRows shared, String spec, int fold) throws Exception {
        int[] train = IntStream.range(0, shape.samples()).filter(i -> i % OUTER != fold).toArray();
        int[] labels = Arrays.stream(train).map(i -> shape.labels()[i]).toArray();
        int[] inner = IntStream.range(0, train.length).map(i -> i % INNER).toArray();
        TrainingSet set = new TrainingSet(shared, train, labels, shape.classes(), inner, IntStream.range(0, train.length).toArray(), Collections.nCopies(train.length, Covariates.NONE));
        double[] sums = new double[3];
        if (spec.equals("novelty")) {
            NoveltyDetector detector = NoveltyDetector.train(set, List.of(shape.features()), 0.95).orElseThrow();
            for (int i = fold; i < shape.samples(); i += OUTER) {
                double novelty = detector.novelty(rows[i]);
                add(sums, novelty <= NoveltyDetector.LIMIT, novelty);
            }
            return sums;
        }
        Head head = HeadSpec.parse(spec).train(set, 1);
        for (int i = fold; i < shape.samples(); i += OUTER) {
            double[] p = head.probabilities(rows[i]);
            double own = p[shape.labels()[i]];
            add(sums, Arrays.stream(p).noneMatch(other -> other > own), -Math.log(Math.max(1e-15, own)));
        }
        return sums;
    }

    private static void add(double[] sums, boolean right, double loss) {
        sums[0]++;
        sums[1] += right ? 1 : 0;
        sums[2] += loss;
    }
}
