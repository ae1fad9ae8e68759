package org.exina.network.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What an answer brings, piece by piece. Unlike the platform's stream of it, which in Java 17 swallows interrupts and has
 * no time limit, waiting for the next piece can be interrupted and ends when nothing comes. To be read by one thread.
 */
final class Body implements Flow.Subscriber<List<ByteBuffer>>, AutoCloseable {
    private static final Piece END = new Piece(List.of(), Optional.empty());

    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private final Queue<ByteBuffer> buffers = new ArrayDeque<>();
    private final Duration silence;

    private record Piece(List<ByteBuffer> buffers, Optional<Throwable> failure) {}

    private Body(Duration silence) {
        this.silence = silence;
    }

    /**
     * Listens to an answer.
     *
     * @param silence how long to wait for the next piece
     */
    static Body of(Flow.Publisher<List<ByteBuffer>> publisher, Duration silence) {
        Body body = new Body(silence);
        publisher.subscribe(body);
        return body;
    }

    /**
     * The next bytes, or nothing at the end.
     *
     * @throws IOException when the connection breaks, or nothing comes for too long
     */
    Optional<ByteBuffer> next() throws IOException, InterruptedException {
        while (buffers.isEmpty()) {
            subscription.join().request(1);
            Piece piece = pieces.poll(silence.toMillis(), TimeUnit.MILLISECONDS);
            if (piece == null) {
                throw new IOException("nothing came for " + silence.toSeconds() + " s");
            } else if (piece.failure().isPresent()) {
                throw new IOException(
                        piece.failure().get().getMessage(), piece.failure().get());
            } else if (piece.equals(END)) {
                pieces.add(END);
                return Optional.empty();
            }
            buffers.addAll(piece.buffers());
        }
        return Optional.of(buffers.remove());
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription.complete(given);
    }

    @Override
    public void onNext(List<ByteBuffer> received) {
        pieces.add(new Piece(received, Optional.empty()));
    }

    @Override
    public void onError(Throwable failure) {
        pieces.add(new Piece(List.of(), Optional.of(failure)));
    }

    @Override
    public void onComplete() {
        pieces.add(END);
    }

    /** Lets go of the connection. */
    @Override
    public void close() {
        subscription.join().cancel();
    }
}
