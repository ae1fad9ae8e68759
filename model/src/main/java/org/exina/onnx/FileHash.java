package org.exina.onnx;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.exina.io.Sha256;

/**
 * A SHA-256 over a whole ONNX file, kept in the file's own metadata: over all its bytes, with the 64 digits of the hash
 * itself taken for zeros ("0"). Whatever changes in the file, the hash differs.
 */
public final class FileHash {
    private static final String ZEROS = "0".repeat(64);

    // tags: the number of a field of ModelProto or StringStringEntryProto, and 2 for what tells its length
    private static final int METADATA = 14 << 3 | 2;
    private static final int KEY = 1 << 3 | 2;
    private static final int VALUE = 2 << 3 | 2;

    private FileHash() {}

    /** The file of a graph, with its hash in the metadata under {@code key}. */
    public static byte[] seal(OnnxGraph graph, String key) {
        String hash = Sha256.of(graph.metadata(key, ZEROS).toBytes());
        return graph.metadata(key, hash).toBytes();
    }

    /**
     * The metadata of a file that is as it was sealed; empty for any other. The graph is stepped over: to parse it takes
     * longer than all else that is done with a model before it runs.
     */
    public static Optional<Map<String, String>> metadata(byte[] file, String key) {
        Map<String, String> metadata = new HashMap<>();
        try {
            CodedInputStream in = CodedInputStream.newInstance(file);
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                if (tag == METADATA) {
                    readEntry(CodedInputStream.newInstance(in.readByteArray()), metadata);
                } else {
                    in.skipField(tag);
                }
            }
        } catch (IOException e) { // no ONNX file, so none that was sealed
            return Optional.empty();
        }
        return holds(file, Optional.ofNullable(metadata.get(key)))
                ? Optional.of(Map.copyOf(metadata))
                : Optional.empty();
    }

    private static void readEntry(CodedInputStream in, Map<String, String> metadata) throws IOException {
        String key = "";
        String value = "";
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case KEY -> key = in.readString();
                case VALUE -> value = in.readString();
                default -> in.skipField(tag);
            }
        }
        metadata.put(key, value);
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
