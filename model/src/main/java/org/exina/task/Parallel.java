package org.exina.task;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Pieces of work done by several threads. When it returns, however it does, none of them is running any more. */
public final class Parallel {
    private Parallel() {}

    /**
     * Does all of it.
     *
     * @param threads at most so many at a time, at least 1
     * @param interrupted what to tell when it is interrupted: what it was at, and what is kept
     * @return what each gave, in order
     * @throws InterruptedIOException when the thread is interrupted; those at work are, too
     * @throws IOException what the first of them threw; the others are interrupted
     */
    public static <T> List<T> run(List<? extends Callable<T>> work, int threads, String interrupted)
            throws IOException {
        ExecutorService workers = Executors.newFixedThreadPool(Math.max(1, Math.min(threads, work.size())));
        try {
            List<Future<T>> running = new ArrayList<>();
            for (Callable<T> each : work) {
                running.add(workers.submit(each));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> each : running) {
                results.add(await(each, interrupted));
            }
            return results;
        } finally {
            stop(workers);
        }
    }

    /** A piece of work that is told by its number, from 0. */
    @FunctionalInterface
    public interface Numbered {
        void run(long number) throws IOException;
    }

    /**
     * Does pieces of work on all processors. Those at work are never interrupted: they finish what they write.
     *
     * @param interrupted as for {@link #run}
     * @throws InterruptedIOException when the thread is interrupted
     * @throws IOException what one of them threw; no other piece is begun then
     */
    public static void each(long pieces, String interrupted, Numbered work) throws IOException {
        int threads = (int) Math.max(1, Math.min(Runtime.getRuntime().availableProcessors(), pieces));
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        AtomicLong next = new AtomicLong();
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                running.add(workers.submit(() -> {
                    try {
                        for (long i = next.getAndIncrement(); i < pieces; i = next.getAndIncrement()) {
                            work.run(i);
                        }
                    } finally {
                        next.set(pieces); // after a fault the others begin no other piece
                    }
                    return null;
                }));
            }
            for (Future<?> worker : running) {
                await(worker, interrupted);
            }
        } finally {
            next.set(pieces);
            finish(workers);
        }
    }

    /**
     * What another thread makes, or the exception it threw.
     *
     * @param interrupted as for {@link #run}
     */
    public static <T> T await(Future<T> future, String interrupted) throws IOException {
        try {
            if (Thread.interrupted()) { // a future that is done would not look
                throw new InterruptedException();
            }
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(interrupted);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            } else if (e.getCause() instanceof UncheckedIOException wrapped) { // out of a stream
                throw wrapped.getCause();
            } else if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            } else if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Interrupts those at work and waits for them: what they use may be closed after this. */
    public static void stop(ExecutorService workers) {
        workers.shutdownNow();
        finish(workers);
    }

    /** Waits for those at work, however long it takes: no file of theirs may appear after this. */
    public static void finish(ExecutorService workers) {
        workers.shutdown();
        boolean interrupted = Thread.interrupted();
        while (!workers.isTerminated()) {
            try {
                workers.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
