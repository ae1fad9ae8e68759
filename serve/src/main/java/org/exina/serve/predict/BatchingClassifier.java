package org.exina.serve.predict;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import org.exina.api.ReadImage;
import org.exina.image.RgbImage;
import org.exina.model.Classifier;
import org.exina.model.Prediction;

/**
 * Gathers what several threads ask of one classifier. Who comes alone is answered at once; those who come while the
 * network runs are run together after it, by the first of them.
 */
final class BatchingClassifier {
    private static final int MOST_IMAGES = 64;

    private final Classifier classifier;
    private final LongAdder runs;
    private final Deque<Asked> waiting = new ArrayDeque<>(); // guarded by this, as is what follows
    private boolean running;

    /** @param runs counts how often the network is run, for any number of requests */
    BatchingClassifier(Classifier classifier, LongAdder runs) {
        this.classifier = classifier;
        this.runs = runs;
    }

    /** What one thread asks. */
    private static final class Asked {
        private final List<ReadImage> images;
        private final CompletableFuture<Boolean> leads = new CompletableFuture<>(); // false: it is answered
        private List<Prediction> answers = List.of(); // written before leads is completed
        private Throwable failure;

        private Asked(List<ReadImage> images) {
            this.images = images;
        }
    }

    /** Says what images show, in their order. */
    List<Prediction> classify(List<ReadImage> images) {
        Asked own = new Asked(images);
        synchronized (this) {
            waiting.add(own);
            if (!running) {
                running = true;
                own.leads.complete(true);
            }
        }
        if (own.leads.join()) {
            List<Asked> batch = taken();
            try {
                run(batch);
            } finally {
                handOver();
                batch.forEach(each -> each.leads.complete(false));
            }
        }
        if (own.failure != null) {
            throw new IllegalStateException("the network failed on a batch of images", own.failure);
        }
        return own.answers;
    }

    /** The first of those that wait, which leads, and as many others as a run may hold. */
    private synchronized List<Asked> taken() {
        List<Asked> batch = new ArrayList<>();
        int images = 0;
        while (!waiting.isEmpty()
                && (batch.isEmpty() || images + waiting.peek().images.size() <= MOST_IMAGES)) {
            images += waiting.peek().images.size();
            batch.add(waiting.remove());
        }
        return batch;
    }

    private void run(List<Asked> batch) {
        List<RgbImage> pixels = new ArrayList<>();
        List<OptionalDouble> diameters = new ArrayList<>();
        for (Asked each : batch) {
            each.images.forEach(image -> {
                pixels.add(image.pixels());
                diameters.add(image.diameterMicrons());
            });
        }
        runs.increment();
        try {
            List<Prediction> answers = classifier.classify(pixels, diameters);
            int from = 0;
            for (Asked each : batch) {
                each.answers = answers.subList(from, from + each.images.size());
                from += each.images.size();
            }
        } catch (RuntimeException | Error e) {
            batch.forEach(each -> each.failure = e);
        }
    }

    private synchronized void handOver() {
        if (waiting.isEmpty()) {
            running = false;
        } else {
            waiting.peek().leads.complete(true);
        }
    }
}
