package org.exina.slides.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.exina.head.Head;
import org.exina.head.HeadSpec;
import org.exina.head.TrainingSet;
import org.exina.onnx.OnnxGraph;

/** Linear discriminant analysis that remembers what it learned from and what it was asked, by the ground of the field. */
final class WatchedHead implements HeadSpec {
    private static final HeadSpec LDA = HeadSpec.Lda.DEFAULT;

    /** Of one head. */
    record Watch(Set<Integer> learned, Set<Integer> asked) {}

    private final List<Watch> watches = Collections.synchronizedList(new ArrayList<>());

    List<Watch> watches() {
        return List.copyOf(watches);
    }

    @Override
    public String id() {
        return LDA.id();
    }

    @Override
    public Head train(TrainingSet set, long seed) throws IOException {
        Watch watch = new Watch(new HashSet<>(), Collections.synchronizedSet(new HashSet<>()));
        for (int i = 0; i < set.samples(); i++) {
            watch.learned().add(CornerBackbone.ground(set.row(i)));
        }
        watches.add(watch);
        return new Watching(LDA.train(set, seed), watch);
    }

    private record Watching(Head head, Watch watch) implements Head {
        @Override
        public int features() {
            return head.features();
        }

        @Override
        public int classes() {
            return head.classes();
        }

        @Override
        public double[] scores(float[] x) {
            watch.asked().add(CornerBackbone.ground(x));
            return head.scores(x);
        }

        @Override
        public Record report() {
            return head.report();
        }

        @Override
        public String toOnnx(OnnxGraph graph, String features) {
            return head.toOnnx(graph, features);
        }
    }
}
