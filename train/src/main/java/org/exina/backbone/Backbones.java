package org.exina.backbone;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** The built-in one first, then the described networks, then the added ones, sorted. */
    public List<BackboneListing> list() throws IOException {
        List<BackboneListing> all = new ArrayList<>();
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
                .filter(each ->
                        each.state() == BackboneListing.State.BUILT_IN || each.state() == BackboneListing.State.READY)
                .map(BackboneListing::name)
                .toList();
    }

    /**
     * One of the list.
     *
     * @throws ExinaException when there is no such backbone, its file is not there, damaged or another than it was
     */
    public BackboneListing info(String name) throws IOException {
        for (BackboneListing each : list()) {
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
    public List<BackboneListing.Layer> layers(BackboneSpec spec) throws IOException {
        if (isOurs(spec.name())) {
            return described.layers(spec);
        }
        return info(spec.name()).taps().stream()
                .map(tap -> new BackboneListing.Layer(tap.name(), List.of(), true))
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
    public BackboneListing importWeights(String name, Path file, Consumer<String> say) throws IOException {
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
    public BackboneListing add(NewModel model) throws IOException {
        return add(model, note -> {});
    }

    /**
     * Copies a model so.
     *
     * @param say told in words what its user should know of it: outputs that are passed over, places where it would be
     *     better read
     */
    public BackboneListing add(NewModel model, Consumer<String> say) throws IOException {
        checkName(model.name());
        new ModelAdder(model, say).addTo(added.folder(model.name()));
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
        List<String> all = list().stream().map(BackboneListing::name).toList();
        return new ExinaException("no backbone is named '" + name + "'; there are " + String.join(", ", ready())
                        + DidYouMean.suggestion(name, all))
                .with(Remedy.Kind.LIST_BACKBONES, name);
    }

    private BackboneListing listed(String name) throws IOException {
        try {
            AddedModel model = added.describe(name);
            return new BackboneListing(
                    name,
                    BackboneListing.State.READY,
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
            return new BackboneListing(
                    name, BackboneListing.State.BROKEN, 0, 0, Map.of(), List.of(), 0, 0, "", "", Optional.of(e));
        }
    }
}
