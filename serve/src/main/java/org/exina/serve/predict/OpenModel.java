package org.exina.serve.predict;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.exina.api.ReadImage;
import org.exina.model.Classifier;
import org.exina.model.Explainer;
import org.exina.model.Explanation;
import org.exina.serve.data.FileVersion;
import org.exina.task.Progress;

/** A model file that was opened; what it says of itself, and answers of it. Used only within {@link OpenModels#with}. */
public final class OpenModel {
    private final FileVersion version;
    private final Classifier classifier;
    private final BatchingClassifier batching;
    private final ReadWriteLock use = new ReentrantReadWriteLock(); // written by who closes it
    private Explainer explainer; // opened when it is first needed; guarded by this
    private boolean closed; // guarded by use
    private volatile long usedNanos = System.nanoTime();

    OpenModel(Path file, FileVersion version, LongAdder runs) throws IOException {
        this.version = version;
        this.classifier = Classifier.open(file);
        this.batching = new BatchingClassifier(classifier, runs);
    }

    FileVersion version() {
        return version;
    }

    public Classifier classifier() {
        return classifier;
    }

    BatchingClassifier batching() {
        return batching;
    }

    /** One at a time: where it is made by covering places, it takes all processors for long. */
    synchronized Explanation explain(ReadImage image) throws IOException {
        if (explainer == null) {
            explainer = Explainer.open(classifier.file());
        }
        return explainer.explain(image.pixels(), image.diameterMicrons(), Optional.empty(), 1, Progress.NONE);
    }

    /** Keeps it open until {@link #leave}; false when it is closed already. */
    boolean enter() {
        use.readLock().lock();
        usedNanos = System.nanoTime();
        if (closed) {
            use.readLock().unlock();
        }
        return !closed;
    }

    void leave() {
        usedNanos = System.nanoTime();
        use.readLock().unlock();
    }

    long usedNanos() {
        return usedNanos;
    }

    /** Waits until nobody uses it. */
    void close() {
        use.writeLock().lock();
        try {
            closed = true;
            classifier.close();
            synchronized (this) {
                if (explainer != null) {
                    explainer.close();
                }
            }
        } finally {
            use.writeLock().unlock();
        }
    }
}
