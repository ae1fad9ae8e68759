package org.exina.head.select;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.exina.head.TrainingSet;
import org.exina.io.ExinaException;
import org.exina.io.Folders;
import org.exina.io.Json;
import org.exina.io.Sha256;

/** Where the choice for a training set is kept: named by all that decides it but the time there was. */
final class SelectionCache {
    private static final int NAME = 32;

    private final Path file;

    private SelectionCache(Path file) {
        this.file = file;
    }

    static SelectionCache in(Path folder, TrainingSet set, List<FeatureBlock> blocks, long seed) {
        MessageDigest digest = Sha256.digest();
        digest.update(("choice " + SelectionResult.FORMAT + "\n" + seed + "\n" + RefittedCandidate.DENSE + "\n")
                .getBytes(StandardCharsets.UTF_8));
        for (FeatureBlock block : blocks) {
            digest.update(
                    (block.key() + " " + block.from() + " " + block.to() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        boolean sized = set.covariates().stream()
                .anyMatch(known -> known.diameterMicrons().isPresent());
        int numbers = set.features() + (sized ? 1 : 0);
        ByteBuffer row = ByteBuffer.allocate(Float.BYTES * numbers + 2 * Integer.BYTES);
        for (int i = 0; i < set.samples(); i++) {
            row.clear();
            row.putInt(set.label(i)).putInt(set.hasInnerFolds() ? set.innerFold(i) : -1);
            FloatBuffer values = row.asFloatBuffer().put(set.row(i));
            if (sized) { // 0 where it is not known: choices of earlier versions are found again
                values.put((float) set.covariates().get(i).diameterMicrons().orElse(0));
            }
            digest.update(row.array());
        }
        for (int[] group : set.groups()) {
            ByteBuffer members = ByteBuffer.allocate(Integer.BYTES * (group.length + 1));
            members.putInt(group.length).asIntBuffer().put(group);
            digest.update(members.array());
        }
        return new SelectionCache(
                folder.resolve(HexFormat.of().formatHex(digest.digest()).substring(0, NAME) + ".json"));
    }

    /**
     * What was kept; empty when nothing was, or it is of another version.
     *
     * @throws IOException when it is damaged
     */
    Optional<SelectionResult> read() throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        SelectionResult kept;
        try {
            kept = Json.read(file, SelectionResult.class);
        } catch (IOException e) {
            throw new ExinaException(file, "is damaged; delete it, and the choice is made again", e);
        }
        return Optional.of(kept).filter(choice -> choice.format() == SelectionResult.FORMAT);
    }

    void write(SelectionResult choice) throws IOException {
        Folders.create(file.getParent());
        Json.write(file, choice);
    }
}
