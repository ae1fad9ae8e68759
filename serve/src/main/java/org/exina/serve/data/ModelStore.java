package org.exina.serve.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.exina.io.AtomicFiles;
import org.exina.io.ExinaException;
import org.exina.model.Classifier;
import org.exina.model.ModelCard;
import org.exina.serve.http.ProblemException;

/** The model files of a data folder: in its folder "models" and the folders in that one. For several threads. */
public final class ModelStore {
    /** The folder of models. */
    public static final String FOLDER = "models";

    private static final String ENDING = ".onnx";
    private static final int DEEPEST = 4;

    private final DataFolder data;
    private final Map<Path, Read> cards = new ConcurrentHashMap<>();
    private final Set<Path> reserved = new HashSet<>(); // guarded by this

    public ModelStore(DataFolder data) {
        this.data = data;
    }

    private record Read(FileVersion version, ModelRow row) {}

    /**
     * A model in the list.
     *
     * @param name its path from the folder of models, without the ending
     * @param classes labels
     * @param images it was trained on
     * @param backbone names of its networks
     * @param created when, ISO 8601 in UTC
     * @param accuracy what to expect of it, in [0, 1]; null where it was not estimated
     * @param problem why it cannot be used; empty when it can
     */
    public record ModelRow(
            String name,
            List<String> classes,
            int images,
            String backbone,
            String created,
            Double accuracy,
            Double accuracyLow,
            Double accuracyHigh,
            String data,
            long bytes,
            String problem) {}

    /** All of them, by name; those that cannot be used say why. */
    public List<ModelRow> all() throws IOException {
        List<ModelRow> rows = new ArrayList<>();
        for (Path file : files(data.root().resolve(FOLDER), DEEPEST)) {
            FileVersion version = FileVersion.of(file);
            Read read = cards.compute(
                    file,
                    (any, known) -> known != null && known.version().equals(version) ? known : read(file, version));
            rows.add(read.row());
        }
        return rows;
    }

    private List<Path> files(Path folder, int deep) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path each : data.visible(folder, Set.of())) {
            if (Files.isDirectory(each) && deep > 1) {
                found.addAll(files(each, deep - 1));
            } else if (each.toString().toLowerCase(Locale.ROOT).endsWith(ENDING)) {
                found.add(each);
            }
        }
        return found;
    }

    private Read read(Path file, FileVersion version) {
        String name = name(file);
        try {
            ModelCard card = Classifier.card(file);
            ModelCard.Estimate estimate =
                    card.estimates().isEmpty() ? null : card.estimates().get(0);
            return new Read(
                    version,
                    new ModelRow(
                            name,
                            card.classes(),
                            card.training().pictures(),
                            card.backbones().stream()
                                    .map(ModelCard.BackboneUsed::name)
                                    .collect(Collectors.joining(" + ")),
                            card.training().finished(),
                            estimate == null ? null : estimate.accuracy(),
                            estimate == null ? null : estimate.accuracyLow(),
                            estimate == null ? null : estimate.accuracyHigh(),
                            card.training().data(),
                            version.bytes(),
                            ""));
        } catch (IOException e) {
            return new Read(
                    version,
                    new ModelRow(
                            name,
                            List.of(),
                            0,
                            "",
                            "",
                            null,
                            null,
                            null,
                            "",
                            version.bytes(),
                            data.withoutRoot(e.getMessage())));
        }
    }

    /** What a model file is called here. */
    public String name(Path file) {
        String relative = data.relative(file).substring(FOLDER.length() + 1);
        return relative.substring(0, relative.length() - ENDING.length());
    }

    /**
     * The file of a model.
     *
     * @throws ProblemException 404 where there is none
     */
    public Path file(String name) throws IOException {
        Path file = data.existing(FOLDER, name + ENDING);
        if (!Files.isRegularFile(file) || !file.startsWith(data.root().resolve(FOLDER))) {
            throw new ProblemException(404, "there is no model " + name);
        }
        return file;
    }

    /**
     * Where a new model is to be written; nobody else writes there until it is freed.
     *
     * @param name sound; where it is taken, a number is put behind it
     */
    public synchronized Path reserve(String name) throws IOException {
        Path folder = data.kept(FOLDER);
        Path file = folder.resolve(name + ENDING);
        for (int number = 2; Files.exists(file) || reserved.contains(file); number++) {
            file = folder.resolve(name + "-" + number + ENDING);
        }
        reserved.add(file);
        return file;
    }

    /** Ends what {@link #reserve} began. */
    public synchronized void free(Path file) {
        reserved.remove(file);
    }

    /**
     * Keeps a model file that was sent, once it is known to be one.
     *
     * @param sent where it lies for now
     * @throws ProblemException 409 where a model of the name is there, 422 where it is no model
     */
    public void keep(String name, Path sent) throws IOException {
        Path file = data.kept(FOLDER).resolve(DataFolder.sound(name) + ENDING);
        synchronized (this) {
            if (Files.exists(file) || !reserved.add(file)) {
                throw new ProblemException(
                        409, "there is a model " + name + " already; choose another name or delete it");
            }
        }
        try {
            Classifier.open(sent).close();
            AtomicFiles.write(file, out -> Files.copy(sent, out));
        } catch (ExinaException e) {
            throw new ProblemException(422, name + ENDING + ": " + e.problem());
        } finally {
            free(file);
        }
    }
}
