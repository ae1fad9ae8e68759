package org.exina.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.exina.backbone.BackboneListing;
import org.exina.backbone.BackboneSpec;
import org.exina.backbone.Backbones;
import org.exina.backbone.Tap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code exina backbones}: the frozen networks there are, and how to get them. */
@Command(
        name = "backbones",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "[COMMAND]",
        description = {
            "Lists the frozen networks that turn images into features.",
            "Weights that are downloadable are got from Keras's server when they are first used, or from the address in"
                    + " EXINA_WEIGHTS_URL; never when EXINA_OFFLINE=1."
        },
        footer = {"exina backbones", "exina backbones info mobilenet"})
final class BackbonesCommand extends JsonCommand {
    private static final String JSON = "Print one JSON object.";

    BackbonesCommand(Console console) {
        super(console);
    }

    private Backbones backbones() {
        return console.backbones();
    }

    @Override
    void run() throws IOException {
        List<BackboneListing> all = backbones().list();
        if (json) {
            console.json(Map.of(
                    "backbones", all.stream().map(BackbonesCommand::asJson).toList()));
            return;
        }
        console.table(
                List.of("name", "state", "images", "last map", "features", "parameters", "size", "licence", "source"),
                all.stream().map(BackbonesCommand::row).toList());
        for (BackboneListing each : all) {
            each.fault().ifPresent(problem -> console.note("exina: " + FaultText.of(problem)));
        }
        console.line();
        console.line("Where one can be read: exina backbones info NAME");
    }

    private static List<String> row(BackboneListing each) {
        boolean unknown = each.heightPx() == 0;
        List<Integer> map = each.shapes().getOrDefault(each.heightPx(), List.of());
        return List.of(
                each.name(),
                each.state().title(),
                unknown ? "-" : each.widthPx() + " x " + each.heightPx(),
                map.isEmpty() ? "-" : times(map),
                unknown ? "-" : Integer.toString(each.features()),
                unknown ? "-" : String.format(Locale.ROOT, "%,d", each.parameters()),
                each.bytes() == 0 ? "-" : Sizes.text(each.bytes()),
                each.licence().isEmpty() ? "-" : each.licence(),
                each.source());
    }

    private static String times(List<Integer> shape) {
        return shape.stream().map(String::valueOf).collect(Collectors.joining(" x "));
    }

    private static Map<String, Object> asJson(BackboneListing each) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("name", each.name());
        all.put("state", each.state().title());
        all.put("heightPx", each.heightPx());
        all.put("widthPx", each.widthPx());
        all.put("shapes", each.shapes());
        all.put("features", each.features());
        all.put("taps", each.taps());
        all.put("parameters", each.parameters());
        all.put("bytes", each.bytes());
        all.put("licence", each.licence());
        all.put("source", each.source());
        all.put("problem", each.fault().map(FaultText::of).orElse(""));
        return all;
    }

    @Command(
            name = "info",
            mixinStandardHelpOptions = true,
            description = "Shows where a backbone can be read (its taps), and where it is when nobody says.",
            footer = {"exina backbones info vgg16", "exina backbones info vgg16:size=200"})
    void info(
            @Parameters(
                            paramLabel = "NAME",
                            description = "One of 'exina backbones'; with settings, it is shown so: vgg16:size=200.")
                    String name,
            @Option(names = "--json", description = JSON) boolean asJson)
            throws IOException {
        Backbones backbones = backbones();
        BackboneSpec spec = BackboneSpec.parse(name);
        BackboneListing listing = backbones.info(spec.name());
        List<BackboneListing.Layer> layers = backbones.layers(spec);
        if (asJson) {
            Map<String, Object> all = asJson(listing);
            all.put("layers", layers);
            console.json(all);
            return;
        }
        console.format("%s: %s", console.bold(listing.name()), listing.state().title());
        listing.fault().ifPresent(problem -> console.line(FaultText.of(problem)));
        if (layers.isEmpty()) {
            return;
        }
        console.format(
                "images of %d x %d pixels, from %s%s",
                spec.size().orElse(listing.widthPx()),
                spec.size().orElse(listing.heightPx()),
                listing.source(),
                listing.licence().isEmpty() ? "" : "; licence of the weights: " + listing.licence());
        console.line();
        boolean shaped = layers.stream().noneMatch(layer -> layer.shape().isEmpty());
        console.table(
                List.of("tap", shaped ? "height x width x channels" : "features", "read"),
                layers.stream().map(layer -> tapRow(layer, listing.taps())).toList());
        console.line();
        console.format("Others than those that are read: exina crossval DIR --backbone %s:taps=A+B", listing.name());
    }

    private static List<String> tapRow(BackboneListing.Layer layer, List<Tap> taps) {
        String size = layer.shape().isEmpty()
                ? taps.stream()
                        .filter(tap -> tap.name().equals(layer.name()))
                        .map(tap -> Integer.toString(tap.features()))
                        .collect(Collectors.joining())
                : times(layer.shape());
        return List.of(layer.name(), size, layer.isRead() ? "yes" : "");
    }

    @Command(
            name = "download",
            mixinStandardHelpOptions = true,
            description = {
                "Gets the official weights of networks, checks them, and keeps them.",
                "What broke off goes on where it ended. Proxies: HTTPS_PROXY, NO_PROXY. A mirror: EXINA_WEIGHTS_URL."
            },
            footer = {"exina backbones download mobilenet", "exina backbones download vgg16 resnet50"})
    void download(
            @Parameters(paramLabel = "NAME", arity = "1..*", description = "Of 'exina backbones', the downloadable.")
                    List<String> names,
            @Option(names = "--json", description = JSON) boolean asJson)
            throws IOException {
        Backbones backbones = backbones();
        List<Map<String, Object>> got = new ArrayList<>();
        for (String name : names) {
            backbones.prepare(BackboneSpec.of(name), console.progress(), text -> console.note("exina: " + text));
            BackboneListing listing = backbones.info(name);
            got.add(asJson(listing));
            if (!asJson) {
                console.format("%s is ready (%s)", name, Sizes.text(listing.bytes()));
            }
        }
        if (asJson) {
            console.json(Map.of("backbones", got));
        }
    }

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = {
                "Takes a weight file of Keras (.h5) that you bring, for machines without a network.",
                "Whether it is of that network is seen from its shapes; so is the width of a MobileNet."
            },
            footer = {"exina backbones import vgg16 vgg16_notop.h5", "exina backbones import mobilenet mobilenet.h5"})
    void importWeights(
            @Parameters(paramLabel = "NAME", description = "The network: vgg16, ..., mobilenet.") String name,
            @Parameters(paramLabel = "FILE", description = "With or without classifier.") Path file,
            @Option(names = "--json", description = JSON) boolean asJson)
            throws IOException {
        BackboneListing listing = backbones().importWeights(name, file, text -> console.note("exina: " + text));
        if (asJson) {
            console.json(asJson(listing));
        } else {
            console.format("%s is ready: %,d parameters, %d features", name, listing.parameters(), listing.features());
            console.line("Use it: exina crossval DIR --backbone " + name);
        }
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Deletes a backbone that you added, or the weights of a network.",
            footer = {"exina backbones remove dino", "exina backbones remove vgg16"})
    void remove(@Parameters(paramLabel = "NAME", description = "One of 'exina backbones'.") String name)
            throws IOException {
        backbones().remove(name);
        console.line("removed " + name + "; its features stay in the cache until 'exina cache clear --backbone " + name
                + "'");
    }
}
