package org.exina.dataset;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.exina.features.ContentHash;
import org.exina.features.FeatureCache;
import org.exina.features.FeatureKey;
import org.exina.features.FeatureSpace;
import org.exina.features.FeatureTable;
import org.exina.image.DihedralView;
import org.exina.io.Sha256;

/**
 * What earlier inspections learned of images, kept by content beside their features: thumbnails, so that an image seen
 * before is not decoded again (an image that cannot be decoded has none), and which images of a set show one thing.
 * Where it cannot be read or written, that is told once, and inspections go on without it.
 *
 * <p>Safe for use by several threads. What was added lately is written when this is closed.
 */
final class InspectionCache implements AutoCloseable {
    /** To be raised when thumbnails, hashes or what is near come out otherwise than before. */
    private static final int RULES = 1;

    private static final int AT_ONCE = 128; // thumbnails written together
    private static final int PAIR = 4; // first and second image, view, similarity
    private static final FeatureSpace THUMBNAILS = space("thumbnail", "grey", Thumbnail.PIXELS);
    private static final FeatureSpace PAIRS = space("near-duplicates", "pairs", PAIR);

    private final FeatureCache cache;
    private final Consumer<String> notes;
    private final List<FeatureKey> keys = new ArrayList<>();
    private final List<float[]> rows = new ArrayList<>();
    private volatile boolean broken;

    /**
     * Opens what is kept.
     *
     * @param cache still the caller's to close
     * @param notes told when nothing can be kept
     */
    InspectionCache(FeatureCache cache, Consumer<String> notes) {
        this.cache = cache;
        this.notes = notes;
    }

    /** Reads or writes a table. */
    private interface Access<T> {
        T run() throws IOException;
    }

    /** The thumbnail of an image seen before. */
    Optional<byte[]> thumbnail(String sha256) throws IOException {
        float[] grey = new float[Thumbnail.PIXELS];
        boolean known = attempt(() -> cache.table(THUMBNAILS).read(key(sha256), grey, 0))
                .orElse(false);
        if (!known) {
            return Optional.empty();
        }
        byte[] bytes = new byte[grey.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (int) grey[i];
        }
        return Optional.of(bytes);
    }

    synchronized void keep(String sha256, byte[] thumbnail) throws IOException {
        keys.add(key(sha256));
        rows.add(Thumbnail.floats(thumbnail));
        if (keys.size() >= AT_ONCE) {
            write();
        }
    }

    private synchronized void write() throws IOException {
        attempt(() -> cache.table(THUMBNAILS).append(keys, rows, 0));
        keys.clear();
        rows.clear();
    }

    /**
     * What was found when the same images were compared before.
     *
     * @param set SHA-256 over their contents, in their order
     * @return pairs of places in that order
     */
    Optional<List<NearDuplicate>> nearDuplicates(String set) throws IOException {
        return attempt(() -> {
            FeatureTable table = cache.table(PAIRS);
            float[] row = new float[PAIR];
            if (!table.read(key(set), row, 0)) {
                return null;
            }
            int count = (int) row[0];
            List<NearDuplicate> found = new ArrayList<>();
            while (found.size() < count && table.read(key(set, found.size()), row, 0)) {
                found.add(new NearDuplicate((int) row[0], (int) row[1], DihedralView.values()[(int) row[2]], row[3]));
            }
            return found.size() == count ? found : null;
        });
    }

    void keep(String set, List<NearDuplicate> found) throws IOException {
        List<FeatureKey> pairKeys = new ArrayList<>();
        List<float[]> pairRows = new ArrayList<>();
        for (NearDuplicate each : found) {
            pairKeys.add(key(set, pairKeys.size()));
            pairRows.add(new float[] {each.a(), each.b(), each.view().ordinal(), (float) each.similarity()});
        }
        pairKeys.add(key(set)); // last: where it stands, the others do
        pairRows.add(new float[] {found.size(), 0, 0, 0});
        attempt(() -> cache.table(PAIRS).append(pairKeys, pairRows, 0));
    }

    private static FeatureSpace space(String name, String what, int length) {
        return new FeatureSpace(
                name,
                Sha256.of(name + " " + RULES),
                what,
                "none",
                "whole",
                "exina",
                "exact",
                FeatureSpace.PIXELS,
                length);
    }

    private static FeatureKey key(String sha256) {
        return new FeatureKey(ContentHash.parse(sha256), DihedralView.IDENTITY);
    }

    private static FeatureKey key(String set, int number) {
        return key(Sha256.of(set + " " + number));
    }

    private <T> Optional<T> attempt(Access<T> access) throws IOException {
        if (broken) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(access.run());
        } catch (InterruptedIOException | ClosedByInterruptException | FileLockInterruptionException e) {
            throw e;
        } catch (IOException e) {
            synchronized (this) {
                if (!broken) {
                    broken = true;
                    notes.accept("what is learned of the images cannot be kept for the next time: " + e.getMessage());
                }
            }
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        if (!keys.isEmpty()) {
            write();
        }
    }
}
