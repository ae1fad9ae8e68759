package org.exina.backbone;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.exina.io.ExinaException;
import org.exina.io.Remedy;
import org.exina.network.Networks;
import org.exina.network.weights.WeightStore;
import org.exina.settings.DidYouMean;
import org.exina.task.Progress;

/**
 * All backbones there are: the built-in {@value #BUILT_IN}, the networks of {@link Networks} whose weights are at hand,
 * and the models that the user added.
 */
public final class Backbones {
    public static final String BUILT_IN = DescribedBackbones.BUILT_IN;

    private final WeightStore weights;
    private final DescribedBackbones described;
    private final AddedModels added;

    private Backbones(Path home) {
        this.weights = WeightStore.in(home.resolve("weights"));
        this.described = new DescribedBackbones(weights);
        this.added = new AddedModels(home.resolve("backbones"));
    }

    /**
     * All backbones of one installation: built in, of weights kept in {@code home}, or added to it.
     *
     * @param home Exina's own folder; need not exist
     */
    public static Backbones in(Path home) {
        return new Backbones(home);
    }

    /** Where a backbone comes from, and whether it can be used. */
    public enum State {
        /** Needs no file. */
        BUILT_IN,
        /** All its files are there. */
        READY,
        /** A described network whose weights are got when it is first used. */
        DOWNLOADABLE,
        /** Something is wrong with it; {@link Listing#problem} says what. */
        BROKEN;

        /** "built in", "ready", "downloadable", "broken". */
        public String title() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * A backbone as it is listed; nothing of it is opened.
     *
     * @param heightPx of its images; 0 when an added one is broken
     * @param widthPx of its images; 0 when an added one is broken
     * @param shapes of the last map, (height, width, channels), for images of a few sizes; empty for added ones
     * @param taps where it is read
     * @param parameters how many numbers it learned
     * @param bytes of its file, or of the download
     * @param licence of the weights; empty when Exina does not know
     * @param source its paper, or the file it was added from
     * @param fault why it is broken; empty when it is not
     */
    public record Listing(
            String name,
            State state,
            int heightPx,
            int widthPx,
            Map<Integer, List<Integer>> shapes,
            List<Tap> taps,
            long parameters,
            long bytes,
            String licence,
            String source,
            @JsonIgnore Optional<ExinaException> fault) {
        public Listing {
            shapes = Collections.unmodifiableMap(new TreeMap<>(shapes));
            taps = List.copyOf(taps);
        }

        /** What the fault says; empty when there is none. */
        @JsonProperty
        public String problem() {
            return fault.map(ExinaException::getMessage).orElse("");
        }

        public int features() {
            return taps.stream().mapToInt(Tap::features).sum();
        }
    }

    /**
     * A place where a backbone can be read.
     *
     * @param shape (height, width, channels) of a map, the length of a vector; empty when it is not known
     * @param isRead whether it is, when nobody says otherwise
     */
    public record Layer(String name, List<Integer> shape, boolean isRead) {
        public Layer {
            shape = List.copyOf(shape);
        }
    }

    /** The built-in one first, then the described networks, then the added ones, sorted. */
    public List<Listing> list() throws IOException {
        List<Listing> all = new ArrayList<>();
        for (String name : DescribedBackbones.names()) {
            all.add(described.listing(name));
        }
        for (String name : added.names()) {
            all.add(listed(name));
        }
        return all;
    }

    /** Those that can be used. */
    public List<String> ready() throws IOException {
        return list().stream()
                .filter(each -> each.state() == State.BUILT_IN || each.state() == State.READY)
                .map(Listing::name)
                .toList();
    }

    /**
     * One of the list.
     *
     * @throws ExinaException when there is no such backbone, its file is not there, damaged or another than it was
     */
    public Listing info(String name) throws IOException {
        for (Listing each : list()) {
            if (each.name().equals(name)) {
                return each;
            }
        }
        throw noSuch(name);
    }

    /**
     * Where a backbone can be read, in the order in which it computes: every layer of a described network, for images of
     * the size the reading says; the taps of an added one.
     */
    public List<Layer> layers(BackboneSpec spec) throws IOException {
        if (isOurs(spec.name())) {
            return described.layers(spec);
        }
        return info(spec.name()).taps().stream()
                .map(tap -> new Layer(tap.name(), List.of(), true))
                .toList();
    }

    /**
     * Makes sure that a backbone can be opened: gets its weights from the network if they are not here.
     *
     * @param say told in words what is done
     * @throws ExinaException when there is no such backbone, or it cannot be read as asked
     * @throws IOException when the weights cannot be had
     */
    public void prepare(BackboneSpec spec, Progress progress, Consumer<String> say) throws IOException {
        if (isOurs(spec.name())) {
            described.prepare(spec, progress, say);
        } else if (!added.names().contains(spec.name())) {
            throw noSuch(spec.name());
        }
    }

    /**
     * Takes a weight file that somebody brings for a described network, in place of the one that is here.
     *
     * @param say told in words what is done
     * @throws IOException when it is no weight file of that network
     */
    public Listing importWeights(String name, Path file, Consumer<String> say) throws IOException {
        weights.importFile(name, file, say);
        return described.listing(name);
    }

    /**
     * Opens a backbone.
     *
     * @throws ExinaException when there is no such backbone, its file is not there, damaged or another than it was, or
     *     it cannot be read as asked
     */
    public Backbone open(BackboneSpec spec) throws IOException {
        if (isOurs(spec.name())) {
            return described.open(spec);
        } else if (added.names().contains(spec.name())) {
            return added.open(spec);
        }
        throw noSuch(spec.name());
    }

    /** Opens the backbone that a text form names, see {@link BackboneSpec#parse}. */
    public Backbone open(String text) throws IOException {
        return open(BackboneSpec.parse(text));
    }

    /**
     * Copies a model into Exina's own folder, once it has been tried.
     *
     * @throws ExinaException when the name is taken or none, or the model cannot be used
     */
    public Listing add(NewModel model) throws IOException {
        checkName(model.name());
        new ModelAdder(model).addTo(added.folder(model.name()));
        return listed(model.name());
    }

    /**
     * Deletes an added model, or the weights of a described network.
     *
     * @throws ExinaException when there is nothing of that name to be deleted
     */
    public void remove(String name) throws IOException {
        if (Networks.names().contains(name)) {
            if (!weights.remove(name)) {
                throw new ExinaException("backbone " + name, "its weights are not here, nothing to remove");
            }
        } else if (added.names().contains(name)) {
            added.remove(name);
        } else {
            throw isOurs(name)
                    ? new ExinaException("backbone " + name + " is built in and cannot be removed")
                    : noSuch(name);
        }
    }

    private static boolean isOurs(String name) {
        return DescribedBackbones.names().contains(name);
    }

    /**
     * Makes sure that a backbone can be added under this name.
     *
     * @throws ExinaException when no backbone can be added under this name: it is taken, or none
     */
    public void checkName(String name) throws IOException {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")) {
            throw new ExinaException("'" + name + "' cannot be a backbone's name; expected up to 64 letters, digits,"
                    + " '-', '_' and '.', the first a letter or digit");
        }
        if (isOurs(name)) {
            throw new ExinaException("backbone " + name + " is there already, built in; choose another name");
        }
        if (added.names().contains(name)) {
            throw new ExinaException("backbone " + name + " is there already; choose another name, or remove it first")
                    .with(Remedy.Kind.REMOVE_BACKBONE, name);
        }
    }

    private ExinaException noSuch(String name) throws IOException {
        List<String> all = list().stream().map(Listing::name).toList();
        return new ExinaException("no backbone is named '" + name + "'; there are " + String.join(", ", ready())
                        + DidYouMean.suggestion(name, all))
                .with(Remedy.Kind.LIST_BACKBONES, name);
    }

    private Listing listed(String name) throws IOException {
        try {
            AddedModel model = added.describe(name);
            return new Listing(
                    name,
                    State.READY,
                    model.heightPx(),
                    model.widthPx(),
                    Map.of(),
                    model.reading().tapList(),
                    model.parameters(),
                    model.files().stream()
                            .mapToLong(AddedModel.StoredFile::bytes)
                            .sum(),
                    "",
                    model.source(),
                    Optional.empty());
        } catch (ExinaException e) {
            return new Listing(name, State.BROKEN, 0, 0, Map.of(), List.of(), 0, 0, "", "", Optional.of(e));
        }
    }
}
