package org.exina.cleaning;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.exina.head.PrincipalComponents;
import org.exina.task.Parallel;
import org.exina.task.Progress;

/** Which images are alike by their features, whatever their labels. Images of one group are no neighbours. */
final class Neighbourhood {
    /** Beyond, directions are noise; with 50 fewer planted duplicates came out first. */
    private static final int MOST_COMPONENTS = 200;
    /** Samples for each direction: fewer, and whitening puts all of them far from the others. */
    private static final int SAMPLES_PER_COMPONENT = 4;
    /** Neighbours that say how far an image lies from the others. */
    private static final int NEAREST = 5;
    /** Deviations beyond which something is unusual (B. Iglewicz, D. Hoaglin, How to Detect Outliers, 1993). */
    static final double UNUSUAL = 3.5;

    private static final double ALMOST_ONE = 1 - 1e-9;

    private final int[] groupOf;
    private final double[][] points;
    private final double[][] directions; // whitened, each of length 1
    private final List<Near> near;

    private Neighbourhood(int[] groupOf, double[][] points, double[][] directions, List<Near> near) {
        this.groupOf = groupOf;
        this.points = points;
        this.directions = directions;
        this.near = near;
    }

    /**
     * Around one image.
     *
     * @param distance mean to the nearest few
     * @param likest the most similar one, or -1
     */
    private record Near(double distance, int likest, double similarity) {}

    /** How unusually far an image lies from all others. */
    record Far(int sample, double deviations) {}

    /**
     * Two images unusually alike.
     *
     * @param similarity cosine between whitened features, up to 1
     */
    record Alike(int first, int second, double similarity, double deviations) {}

    /**
     * Finds the neighbours of every sample among those of other groups.
     *
     * @param features (samples, features)
     * @param groupOf a group for each
     */
    static Neighbourhood of(float[][] features, int[] groupOf, Progress progress) throws IOException {
        int most = Math.max(1, Math.min(MOST_COMPONENTS, features.length / SAMPLES_PER_COMPONENT));
        progress.report("comparing features", 0, features.length);
        PrincipalComponents components = PrincipalComponents.of(features, most);
        double[][] points = components.count() == 0 ? new double[features.length][1] : components.points();
        double[][] directions = components.count() == 0 ? points : unit(components.whitened());
        Neighbourhood empty = new Neighbourhood(groupOf, points, directions, List.of());
        AtomicInteger done = new AtomicInteger();
        List<Callable<Near>> work = new ArrayList<>();
        for (int i = 0; i < points.length; i++) {
            int sample = i;
            work.add(() -> {
                Near found = empty.around(sample);
                progress.report("comparing features", done.incrementAndGet(), points.length);
                return found;
            });
        }
        List<Near> near = Parallel.run(
                work,
                Runtime.getRuntime().availableProcessors(),
                "interrupted while features were compared; features are kept");
        return new Neighbourhood(groupOf, points, directions, near);
    }

    private static double[][] unit(double[][] rows) {
        for (double[] row : rows) {
            double length = Math.sqrt(dot(row, row));
            for (int j = 0; j < row.length; j++) {
                row[j] /= length > 0 ? length : 1;
            }
        }
        return rows;
    }

    private Near around(int sample) {
        double[] distances = IntStream.range(0, points.length)
                .filter(j -> groupOf[j] != groupOf[sample])
                .mapToDouble(j -> squared(sample, j))
                .sorted()
                .limit(NEAREST)
                .map(Math::sqrt)
                .toArray();
        int likest = -1;
        double similarity = -1;
        for (int j = 0; j < points.length; j++) {
            double found = groupOf[j] == groupOf[sample] ? -1 : dot(directions[sample], directions[j]);
            if (found > similarity) {
                likest = j;
                similarity = found;
            }
        }
        return new Near(
                IntStream.range(0, distances.length)
                        .mapToDouble(k -> distances[k])
                        .average()
                        .orElse(0),
                likest,
                similarity);
    }

    /** Images far from all others, the farthest first. */
    List<Far> far() {
        double[] logs = near.stream()
                .mapToDouble(n -> Math.log(Math.max(n.distance(), 1e-12)))
                .toArray();
        Robust usual = Robust.of(logs);
        return IntStream.range(0, logs.length)
                .mapToObj(i -> new Far(i, usual.deviations(logs[i])))
                .filter(far -> far.deviations() > UNUSUAL)
                .sorted(Comparator.comparingDouble(Far::deviations).reversed())
                .toList();
    }

    /** Pairs in which one is the likest of the other and unusually like it, the most alike first. */
    List<Alike> alike() {
        double[] bent = near.stream().mapToDouble(n -> bent(n.similarity())).toArray();
        Robust usual = Robust.of(bent);
        return IntStream.range(0, bent.length)
                .filter(i -> usual.deviations(bent[i]) > UNUSUAL)
                .filter(i -> i < near.get(i).likest()
                        || near.get(near.get(i).likest()).likest() != i)
                .mapToObj(i -> {
                    int other = near.get(i).likest();
                    return new Alike(
                            Math.min(i, other),
                            Math.max(i, other),
                            near.get(i).similarity(),
                            usual.deviations(bent[i]));
                })
                .sorted(Comparator.comparingDouble(Alike::similarity).reversed())
                .toList();
    }

    /** Fisher's transformation: cosines near 1 lie as far apart as others. */
    private static double bent(double similarity) {
        double s = Math.max(-ALMOST_ONE, Math.min(ALMOST_ONE, similarity));
        return 0.5 * Math.log((1 + s) / (1 - s));
    }

    /** Images of other groups that lie nearest, of those that are wanted. */
    List<Integer> nearest(int sample, int count, IntPredicate wanted) {
        return IntStream.range(0, points.length)
                .filter(j -> groupOf[j] != groupOf[sample] && wanted.test(j))
                .boxed()
                .sorted(Comparator.comparingDouble(j -> squared(sample, j)))
                .limit(count)
                .toList();
    }

    private double squared(int a, int b) {
        double sum = 0;
        for (int j = 0; j < points[a].length; j++) {
            double difference = points[a][j] - points[b][j];
            sum += difference * difference;
        }
        return sum;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }
}
