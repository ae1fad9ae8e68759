package org.exina.onnx;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.exina.io.Sha256;

/**
 * A SHA-256 over a whole ONNX file, kept in the file's own metadata: over all its bytes, with the 64 digits of the hash
 * itself taken for zeros ("0"). Whatever changes in the file, the hash differs.
 */
public final class FileHash {
    private static final String ZEROS = "0".repeat(64);

    private FileHash() {}

    /** The file of a graph, with its hash in the metadata under {@code key}. */
    public static byte[] seal(OnnxGraph graph, String key) {
        String hash = Sha256.of(graph.metadata(key, ZEROS).toBytes());
        return graph.metadata(key, hash).toBytes();
    }

    /**
     * Whether a file is as it was sealed.
     *
     * @param hash as its metadata tell it, if they do
     */
    public static boolean holds(byte[] file, Optional<String> hash) {
        byte[] digits = hash.orElse("").getBytes(StandardCharsets.UTF_8);
        int at = digits.length == ZEROS.length() ? lastIndexOf(file, digits) : -1;
        if (at < 0) {
            return false;
        }
        int end = at + digits.length;
        MessageDigest digest = Sha256.digest();
        digest.update(file, 0, at);
        digest.update(ZEROS.getBytes(StandardCharsets.UTF_8));
        digest.update(file, end, file.length - end);
        return HexFormat.of().formatHex(digest.digest()).equals(hash.orElseThrow());
    }

    private static int lastIndexOf(byte[] file, byte[] digits) {
        int at = file.length - digits.length; // metadata stand at the end
        while (at >= 0 && !Arrays.equals(file, at, at + digits.length, digits, 0, digits.length)) {
            at--;
        }
        return at;
    }
}
