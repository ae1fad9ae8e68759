package org.exina.backbone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.exina.image.Interpolation;
import org.exina.network.CompiledNetwork;
import org.exina.network.Network;
import org.exina.network.Networks;
import org.exina.network.OnnxGraph;
import org.exina.network.Preprocessing;
import org.exina.network.Scattering;

/**
 * All backbones there are: the built-in {@value #BUILT_IN}, the networks of {@link Networks} whose weights are at hand,
 * and the models that the user added.
 */
public final class Backbones {
    public static final String BUILT_IN = "scattering";

    private static final int DEFAULT_SIZE = 224;

    private final Path weights;
    private final AddedModels added;

    private Backbones(Path home) {
        this.weights = home.resolve("weights");
        this.added = new AddedModels(home.resolve("backbones"));
    }

    /** @param home Exina's own folder; need not exist */
    public static Backbones in(Path home) {
        return new Backbones(home);
    }

    /** Where a backbone comes from, and whether it can be used. */
    public enum State {
        /** Needs no file. */
        BUILT_IN,
        /** All its files are there. */
        READY,
        /** A described network whose weight file is not there. */
        NO_WEIGHTS,
        /** Something is wrong with it; {@link Listing#problem} says what. */
        BROKEN;

        /** "built in", "ready", "no weights", "broken". */
        public String title() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * A backbone as it is listed; nothing of it is opened.
     *
     * @param heightPx of its pictures; 0 when it is broken
     * @param widthPx of its pictures; 0 when it is broken
     * @param taps where it is read
     * @param parameters how many numbers it learned
     * @param bytes of its files
     * @param source its paper, or the file it was added from
     * @param problem empty when there is none
     */
    public record Listing(
            String name,
            State state,
            int heightPx,
            int widthPx,
            List<Tap> taps,
            long parameters,
            long bytes,
            String source,
            String problem) {
        public Listing {
            taps = List.copyOf(taps);
        }

        public int features() {
            return taps.stream().mapToInt(Tap::features).sum();
        }
    }

    /** The built-in one first, then the described networks, then the added ones, sorted. */
    public List<Listing> list() throws IOException {
        List<Listing> all = new ArrayList<>();
        Network scattering = Scattering.network();
        all.add(new Listing(
                BUILT_IN,
                State.BUILT_IN,
                Scattering.SIZE,
                Scattering.SIZE,
                List.of(scatteringTap(scattering)),
                0,
                0,
                scattering.paper(),
                ""));
        for (String name : Networks.names()) {
            all.add(described(name));
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
     * @throws BackboneException when there is no such backbone, its file is not there, damaged or another than it was
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
     * Opens a backbone.
     *
     * @throws BackboneException when there is no such backbone, its file is not there, damaged or another than it was
     */
    public Backbone open(String name) throws IOException {
        if (name.equals(BUILT_IN)) {
            return scattering();
        } else if (Networks.names().contains(name)) {
            return network(name);
        } else if (added.names().contains(name)) {
            return added.open(name);
        }
        throw noSuch(name);
    }

    /**
     * Copies a model into Exina's own folder, once it has been tried.
     *
     * @throws BackboneException when the name is taken or none, or the model cannot be used
     */
    public Listing add(NewModel model) throws IOException {
        checkName(model.name());
        new ModelAdder(model).addTo(added.folder(model.name()));
        return listed(model.name());
    }

    /** Deletes an added model. @throws BackboneException when there is none of that name */
    public void remove(String name) throws IOException {
        if (!added.names().contains(name)) {
            throw isOurs(name)
                    ? new BackboneException("backbone " + name + " was not added by you and cannot be removed")
                    : noSuch(name);
        }
        added.remove(name);
    }

    private static boolean isOurs(String name) {
        return name.equals(BUILT_IN) || Networks.names().contains(name);
    }

    private void checkName(String name) throws IOException {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")) {
            throw new BackboneException("'" + name + "' cannot be a backbone's name; expected up to 64 letters, digits,"
                    + " '-', '_' and '.', the first a letter or digit");
        }
        if (isOurs(name)) {
            throw new BackboneException("backbone " + name + " is there already, built in; choose another --name");
        }
        if (added.names().contains(name)) {
            throw new BackboneException("backbone " + name + " is there already; choose another --name, or remove it"
                    + " first: exina backbones remove " + name);
        }
    }

    private BackboneException noSuch(String name) throws IOException {
        return new BackboneException("no backbone is named '" + name + "'; there are "
                + String.join(", ", ready())
                + " (exina backbones lists all; exina backbones add adds an .onnx file)");
    }

    private static Tap scatteringTap(Network network) {
        return new Tap(
                Scattering.TAP,
                Pooling.VECTOR.id(),
                network.outputShape(Scattering.SIZE, Scattering.SIZE).channels());
    }

    private static Backbone scattering() throws BackboneException {
        Network network = Scattering.network();
        OnnxGraph compiled = network.compile(List.of(Scattering.TAP));
        return OnnxBackbone.open(
                new OnnxBackbone.Settings(
                        BUILT_IN,
                        new InputSpec(Scattering.SIZE, Scattering.SIZE, Interpolation.BILINEAR),
                        List.of(scatteringTap(network)),
                        network.fingerprint(),
                        false),
                new FeatureGraph(
                        compiled,
                        Preprocessing.NONE, // it is in the graph
                        false,
                        List.of(new FeatureGraph.Reading(Scattering.TAP, Pooling.VECTOR))));
    }

    private Backbone network(String name) throws IOException {
        Network network = Networks.of(name);
        Path file = weightFile(name);
        if (!Files.isRegularFile(file)) {
            throw new BackboneException("backbone " + name + ": its weights are not there; put Keras's weight file"
                    + " without top at " + file);
        }
        CompiledNetwork compiled = CompiledNetwork.open(network, file, List.of(network.output()));
        OnnxGraph graph = OnnxGraph.parse(Files.readAllBytes(compiled.file()));
        return OnnxBackbone.open(
                new OnnxBackbone.Settings(
                        name,
                        new InputSpec(DEFAULT_SIZE, DEFAULT_SIZE, Interpolation.BILINEAR),
                        List.of(lastMap(network)),
                        compiled.fingerprint(),
                        false),
                new FeatureGraph(
                        graph,
                        Preprocessing.NONE, // it is in the graph
                        false,
                        List.of(new FeatureGraph.Reading(network.output(), Pooling.MAP))));
    }

    private Path weightFile(String name) {
        return weights.resolve(name + ".h5");
    }

    private static Tap lastMap(Network network) {
        return new Tap(
                network.output(),
                Pooling.MAP.id(),
                network.outputShape(DEFAULT_SIZE, DEFAULT_SIZE).channels());
    }

    private Listing described(String name) throws IOException {
        Network network = Networks.of(name);
        Path file = weightFile(name);
        boolean there = Files.isRegularFile(file);
        return new Listing(
                name,
                there ? State.READY : State.NO_WEIGHTS,
                DEFAULT_SIZE,
                DEFAULT_SIZE,
                List.of(lastMap(network)),
                network.parameters(),
                there ? Files.size(file) : 0,
                network.paper(),
                "");
    }

    private Listing listed(String name) throws IOException {
        try {
            AddedModel model = added.describe(name);
            return new Listing(
                    name,
                    State.READY,
                    model.heightPx(),
                    model.widthPx(),
                    model.tapList(),
                    model.parameters(),
                    model.files().stream()
                            .mapToLong(AddedModel.StoredFile::bytes)
                            .sum(),
                    model.source(),
                    "");
        } catch (BackboneException e) {
            return new Listing(name, State.BROKEN, 0, 0, List.of(), 0, 0, "", e.getMessage());
        }
    }
}
