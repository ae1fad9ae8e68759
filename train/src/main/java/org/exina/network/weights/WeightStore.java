package org.exina.network.weights;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.exina.io.AtomicFiles;
import org.exina.io.ExinaException;
import org.exina.io.FileKind;
import org.exina.io.Folders;
import org.exina.io.Json;
import org.exina.io.ProgramLock;
import org.exina.io.Remedy;
import org.exina.io.Sha256;
import org.exina.network.Network;
import org.exina.network.Networks;
import org.exina.settings.DidYouMean;
import org.exina.task.Progress;

/**
 * The weight files that are here, one a network, and how to get them: from Keras's server, from a mirror ({@code
 * EXINA_WEIGHTS_URL}), or from a file somebody brings. {@code NAME.json} is written last and names the file, so that a
 * file is there whole or not at all. Safe for several threads and processes.
 */
public final class WeightStore {
    private static final String AGAIN = "; remove and get it again";

    private final Path folder;
    private final WeightSource source;

    WeightStore(Path folder, WeightSource source) {
        this.folder = folder;
        this.source = source;
    }

    /**
     * The store in a folder; the environment says where missing weights are got from.
     *
     * @param folder made when it is needed
     */
    public static WeightStore in(Path folder) {
        return new WeightStore(folder, new WeightSource(System.getenv(), Download.Settings.DEFAULT));
    }

    /**
     * The weights of a network, if they are here. Looks at no more than the size of the file.
     *
     * @throws ExinaException naming the file, when something is wrong with them
     */
    public Optional<StoredWeights> find(String network) throws IOException {
        Path description = description(network);
        if (!Files.exists(description)) {
            return Optional.empty();
        }
        StoredWeights stored = read(description);
        if (!stored.network().equals(network)) {
            throw new ExinaException(description, "describes weights of " + stored.network() + AGAIN)
                    .with(Remedy.Kind.RENEW_WEIGHTS, network);
        }
        Path file = folder.resolve(stored.file());
        if (!Files.isRegularFile(file)) {
            throw new ExinaException(file, "is missing" + AGAIN).with(Remedy.Kind.RENEW_WEIGHTS, network);
        }
        if (Files.size(file) != stored.bytes()) {
            throw new ExinaException(file, "has " + Files.size(file) + " of " + stored.bytes() + " bytes" + AGAIN)
                    .with(Remedy.Kind.RENEW_WEIGHTS, network);
        }
        return Optional.of(stored);
    }

    private static StoredWeights read(Path description) throws IOException {
        int format;
        try {
            format = Json.read(description, JsonNode.class).path("format").asInt(0);
            if (format <= StoredWeights.FORMAT) {
                return Json.read(description, StoredWeights.class);
            }
        } catch (IOException e) {
            String file = description.getFileName().toString();
            throw new ExinaException(description, "is damaged" + AGAIN, e)
                    .with(Remedy.Kind.RENEW_WEIGHTS, file.substring(0, file.length() - ".json".length()));
        }
        throw new ExinaException(
                description,
                "weights format version " + format + " is newer than " + StoredWeights.FORMAT
                        + ", the newest that this program reads; update Exina");
    }

    /** Where the file of stored weights is. */
    public Path file(StoredWeights stored) {
        return folder.resolve(stored.file());
    }

    /**
     * Reads the file whole.
     *
     * @throws ExinaException when it is not the one that was stored
     */
    public void verify(StoredWeights stored) throws IOException {
        Path file = file(stored);
        if (!Sha256.of(file).equals(stored.sha256())) {
            throw new ExinaException(file, "is not the file that was stored (its SHA-256 differs)" + AGAIN)
                    .with(Remedy.Kind.RENEW_WEIGHTS, stored.network());
        }
    }

    private static OfficialFile official(String network) throws ExinaException {
        if (!Networks.names().contains(network)) {
            throw new ExinaException("no weights are known for '" + network + "'; there are those of "
                    + String.join(", ", Networks.names()) + DidYouMean.suggestion(network, Networks.names()));
        }
        return OfficialFile.of(network);
    }

    /**
     * Gets the weights of a network, unless they are here.
     *
     * @param say told in words what is done
     * @throws ExinaException when the network may not be used, the server has no such file, or gives another
     * @throws IOException when the network or the disk fails; what has come is kept for the next try
     */
    public StoredWeights download(String network, Progress progress, Consumer<String> say) throws IOException {
        OfficialFile official = official(network);
        Optional<StoredWeights> here = find(network);
        if (here.isPresent()) {
            return here.get();
        }
        source.checkAllowed(official);
        Folders.create(folder);
        return locked(network, say, () -> {
            Optional<StoredWeights> meanwhile = find(network);
            if (meanwhile.isPresent()) {
                return meanwhile.get();
            }
            Path part = folder.resolve(official.fileName() + ".part");
            Network found = source.fetch(official, part, progress, say);
            String sha256 = Sha256.of(part);
            Path file = folder.resolve(fileName(network, sha256));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            String from = source.address(official).toString();
            return install(found, file, sha256, from, official.md5().isPresent());
        });
    }

    /**
     * Copies a weight file that somebody brings, in place of the one that is here.
     *
     * @param say told in words what is done
     * @throws ExinaException naming the file, when it is no weight file of Keras, truncated, damaged or of another
     *     network
     */
    public StoredWeights importFile(String network, Path file, Consumer<String> say) throws IOException {
        OfficialFile official = official(network);
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        refuseOtherKinds(file);
        Network found = KerasWeights.recognized(file, network, file.toString());
        String sha256 = Sha256.of(file);
        Folders.create(folder);
        return locked(network, say, () -> {
            Path copy = folder.resolve(fileName(network, sha256));
            AtomicFiles.write(copy, out -> Files.copy(file, out), written -> {
                if (!Sha256.of(written).equals(sha256)) {
                    throw new ExinaException(file, "changed while it was copied; import it again");
                }
            });
            boolean published = official.md5().isPresent() && official.fits(copy);
            return install(found, copy, sha256, file.toAbsolutePath().toString(), published);
        });
    }

    private static void refuseOtherKinds(Path file) throws IOException {
        Optional<FileKind> kind = FileKind.of(file)
                .filter(each -> each != FileKind.HDF5 && each != FileKind.KERAS); // looked at by who reads them
        String expected = "; expected a weight file of Keras (.h5)";
        if (kind.isPresent()) {
            boolean tensorFlow = kind.get() == FileKind.SAVED_MODEL;
            throw new ExinaException(
                    file,
                    "is " + kind.get().title() + expected
                            + (tensorFlow ? ": load it in Keras and save its weights (save_weights)" : ""));
        }
        if (Files.isDirectory(file)) {
            throw new ExinaException(file, "is a folder" + expected);
        }
    }

    private static String fileName(String network, String sha256) {
        return network + "-" + sha256.substring(0, 12) + ".h5";
    }

    private StoredWeights install(Network network, Path file, String sha256, String source, boolean published)
            throws IOException {
        String name = network.name();
        double width = name.equals("mobilenet")
                ? network.outputShape(network.leastSize(), network.leastSize()).channels() / 1024.0
                : 1;
        StoredWeights stored = new StoredWeights(
                StoredWeights.FORMAT,
                name,
                width,
                file.getFileName().toString(),
                Files.size(file),
                sha256,
                source,
                published);
        Json.write(description(name), stored);
        for (Path other : files(name)) {
            if (!other.getFileName().toString().startsWith(stored.file())) {
                Files.deleteIfExists(other);
            }
        }
        return stored;
    }

    /**
     * Deletes the weights of a network and what was made of them.
     *
     * @return whether there were any
     */
    public boolean remove(String network) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        return locked(network, text -> {}, () -> {
            boolean there = Files.deleteIfExists(description(network)); // first: without it the rest is nothing
            for (Path file : files(network)) {
                there |= Files.deleteIfExists(file);
            }
            return there;
        });
    }

    /** The weight files of a network and what was compiled of them. */
    private List<Path> files(String network) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().startsWith(network + "-"))
                    .sorted()
                    .toList();
        }
    }

    private Path description(String network) {
        return folder.resolve(network + ".json");
    }

    private <T> T locked(String network, Consumer<String> say, ProgramLock.Action<T> action) throws IOException {
        try {
            return ProgramLock.hold(
                    folder.resolve(network + ".lock"),
                    () -> say.accept("another Exina is getting the weights of " + network + "; waiting for it"),
                    action);
        } catch (ProgramLock.NotLocked e) {
            throw new ExinaException(
                    e.file(),
                    "cannot be made or locked: " + e.getCause().getMessage()
                            + "; set EXINA_HOME to a folder on a local disk that can be written",
                    e);
        }
    }
}
