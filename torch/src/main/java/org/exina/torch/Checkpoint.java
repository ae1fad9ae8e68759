package org.exina.torch;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.exina.experiment.History;
import org.exina.io.AtomicFiles;
import org.exina.io.ExinaException;
import org.exina.io.Json;

/**
 * Where a training stands after an epoch. With it the file holds the weights that change, what the optimizer remembers,
 * and the best weights so far: a training that goes on from there ends as one that was never interrupted.
 *
 * <p>Format, numbers big-endian: the eight bytes {@code EXINATRN}, version (int), length of the JSON (int), JSON in UTF-8
 * with the key and the members of this record, then for each tensor its count (long) and floats (little-endian), and at
 * last the eight bytes again.
 *
 * @param start the score of the first weights, if it was asked for
 * @param step steps so far
 */
record Checkpoint(History history, Optional<History.Score> start, long step) {
    private static final byte[] MAGIC = "EXINATRN".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final String AGAIN = "; delete it to begin anew";

    /**
     * The file that a training is kept in.
     *
     * @param key of the training that it belongs to
     */
    record Place(Path file, String key) {}

    /** As JSON. */
    private record Head(String key, Checkpoint state) {}

    void write(Place place, List<Tensor> tensors) throws IOException {
        byte[] head = Json.write(new Head(place.key(), this)).getBytes(StandardCharsets.UTF_8);
        AtomicFiles.write(place.file(), stream -> {
            DataOutputStream out = new DataOutputStream(stream);
            out.write(MAGIC);
            out.writeInt(VERSION);
            out.writeInt(head.length);
            out.write(head);
            for (Tensor tensor : tensors) {
                byte[] bytes = TensorScope.still(() -> bytes(TorchNetwork.Array.floats(tensor)));
                out.writeLong(bytes.length / Float.BYTES);
                out.write(bytes);
            }
            out.write(MAGIC);
        });
    }

    /**
     * Reads where a training stood, and fills the tensors.
     *
     * @return empty when there is no file, or one of another training, which is then overwritten
     * @throws IOException naming the file, when it is none of these, damaged or a newer program's
     */
    static Optional<Checkpoint> read(Place place, List<Tensor> tensors) throws IOException {
        Path file = place.file();
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
                throw new ExinaException(file, "is no checkpoint of a training" + AGAIN);
            }
            int version = in.readInt();
            if (version > VERSION) {
                throw new ExinaException(
                        file,
                        "checkpoint version " + version + " is newer than " + VERSION
                                + ", the newest that this program reads; update Exina or delete the file");
            }
            Head head = head(in);
            if (!head.key().equals(place.key())) {
                return Optional.empty();
            }
            for (Tensor tensor : tensors) {
                fill(in, tensor);
            }
            if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
                throw new EOFException();
            }
            return Optional.of(head.state());
        } catch (JsonProcessingException | EOFException e) {
            throw new ExinaException(file, "is damaged" + AGAIN, e);
        }
    }

    private static Head head(DataInputStream in) throws IOException {
        int length = in.readInt();
        byte[] json = in.readNBytes(Math.max(0, length));
        if (json.length != length) {
            throw new EOFException();
        }
        return Json.read(new String(json, StandardCharsets.UTF_8), Head.class);
    }

    private static void fill(DataInputStream in, Tensor tensor) throws IOException {
        long count = in.readLong();
        if (count != tensor.numel()) {
            throw new EOFException();
        }
        byte[] bytes = new byte[Math.toIntExact(count * Float.BYTES)];
        in.readFully(bytes);
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        TensorScope.still(() -> tensor.copy_(
                torch.from_blob(new FloatPointer(values), values.length).view_as(tensor)));
    }

    private static byte[] bytes(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }
}
