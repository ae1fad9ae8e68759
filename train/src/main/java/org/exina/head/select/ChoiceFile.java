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
import org.exina.io.AtomicFiles;
import org.exina.io.ExinaException;
import org.exina.io.Json;
import org.exina.io.Sha256;

/** Where the choice for a training set is kept: named by all that decides it but the time there was. */
final class ChoiceFile {
    private static final int NAME = 32;

    private final Path file;

    private ChoiceFile(Path file) {
        this.file = file;
    }

    static ChoiceFile in(Path folder, TrainingSet set, List<Block> blocks, long seed) {
        MessageDigest digest = Sha256.digest();
        digest.update(("choice " + Choice.FORMAT + "\n" + seed + "\n" + OtherHead.DENSE + "\n")
                .getBytes(StandardCharsets.UTF_8));
        for (Block block : blocks) {
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
        return new ChoiceFile(
                folder.resolve(HexFormat.of().formatHex(digest.digest()).substring(0, NAME) + ".json"));
    }

    /**
     * What was kept; empty when nothing was, or it is of another version.
     *
     * @throws IOException when it is damaged
     */
    Optional<Choice> read() throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Choice kept;
        try {
            kept = Json.read(file, Choice.class);
        } catch (IOException e) {
            throw new ExinaException(file, "is damaged; delete it, and the choice is made again", e);
        }
        return Optional.of(kept).filter(choice -> choice.format() == Choice.FORMAT);
    }

    void write(Choice choice) throws IOException {
        AtomicFiles.createFolders(file.getParent());
        Json.write(file, choice);
    }
}
