package org.exina.serve.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.exina.api.Exina;
import org.exina.api.Reports;
import org.exina.image.file.ImageFile;
import org.exina.io.Sha256;

/** Small copies of images, made when they are first asked for; the latest are kept. For several threads. */
public final class Thumbnails {
    private static final int MOST_KEPT = 4_000;

    private final ImageFile.Limits limits;
    private final Semaphore decoding =
            new Semaphore(Math.max(1, Math.min(2, Runtime.getRuntime().availableProcessors())));
    private final Map<Key, Thumbnail> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Thumbnail> eldest) {
            return size() > MOST_KEPT;
        }
    };

    /**
     * Keeps none yet.
     *
     * @param limits of the image that one is made of
     */
    public Thumbnails(ImageFile.Limits limits) {
        this.limits = limits;
    }

    private record Key(Path file, FileVersion version, int side) {}

    /** The bytes of a JPEG file, and what they are known by. */
    public static final class Thumbnail {
        private final byte[] jpeg;
        private final String sha256;

        private Thumbnail(byte[] jpeg) {
            this.jpeg = jpeg;
            this.sha256 = Sha256.of(jpeg);
        }

        /** Not to be changed. */
        public byte[] jpeg() {
            return jpeg;
        }

        public String sha256() {
            return sha256;
        }
    }

    /**
     * A small copy of an image.
     *
     * @param side the longer one, in pixels
     * @throws org.exina.image.file.ImageException when it is no image, or too large
     */
    public Thumbnail of(Path file, int side) throws IOException {
        Key key = new Key(file, FileVersion.of(file), side);
        synchronized (kept) {
            Thumbnail known = kept.get(key);
            if (known != null) {
                return known;
            }
        }
        decoding.acquireUninterruptibly();
        Thumbnail made;
        try {
            made = new Thumbnail(Reports.thumbnail(Exina.pixels(file, limits), side));
        } finally {
            decoding.release();
        }
        synchronized (kept) {
            kept.put(key, made);
        }
        return made;
    }
}
