package org.exina.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.exina.backbone.BackboneListing;
import org.exina.backbone.NewModel;
import org.exina.backbone.Pooling;
import org.exina.image.Interpolation;
import org.exina.network.Preprocessing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code exina backbones add}. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = {
            "Copies an ONNX model into Exina's own folder, so that it can be used as a backbone.",
            "For a network trained by torchvision or timm on ImageNet, the usual --mean and --std will do."
        },
        footer = {
            "exina backbones add resnet.onnx --name resnet",
            "exina backbones add dino.onnx --name dino --pooling class"
        })
final class AddBackboneCommand extends JsonCommand {
    @Parameters(paramLabel = "FILE", description = "An .onnx file that takes images.")
    private Path file;

    @Option(names = "--name", required = true, description = "What it will be called.")
    private String name;

    @Option(
            names = "--preset",
            defaultValue = "torch",
            description = "What is done to pixels before the network: torch (0 to 1, minus ImageNet's mean, by its"
                    + " std), caffe, tf (-1 to 1), unit (0 to 1), none (0 to 255). Default: ${DEFAULT-VALUE}.")
    private String preset;

    @Option(
            names = "--mean",
            paramLabel = "R,G,B",
            hideParamSyntax = true,
            split = ",",
            description = "Instead of a preset: taken from pixels in [0, 1].")
    private List<Float> mean;

    @Option(
            names = "--std",
            paramLabel = "R,G,B",
            hideParamSyntax = true,
            split = ",",
            description = "Instead of a preset: by which they are then divided.")
    private List<Float> std;

    @Option(
            names = "--size",
            defaultValue = "224",
            description = "Height and width of its images, in pixels. Default: ${DEFAULT-VALUE}.")
    private int size;

    @Option(
            names = "--taps",
            paramLabel = "A,B",
            hideParamSyntax = true,
            split = ",",
            description = "Outputs, or values inside it, to be read; all stand side by side. Default: all outputs.")
    private List<String> taps = List.of();

    @Option(
            names = "--pooling",
            defaultValue = "mean",
            description = "How each becomes a vector: mean or max over positions or tokens, flatten, or class (the"
                    + " first token, of outputs (n, tokens, channels)). Default: ${DEFAULT-VALUE}.")
    private String pooling;

    @Option(
            names = "--interpolation",
            defaultValue = "BILINEAR",
            description = "How images are resized: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Interpolation interpolation;

    AddBackboneCommand(Console console) {
        super(console);
    }

    @Override
    void run() throws IOException {
        Pooling chosen = Pooling.named(pooling)
                .orElseThrow(() -> new UsageException(
                        "--pooling: expected one of " + String.join(", ", Pooling.ids()) + ", got " + pooling));
        UsageException.requireAtLeast(8, "--size", size);
        NewModel model = new NewModel(file, name, preprocessing(), size, size, interpolation, taps, chosen);
        BackboneListing listing = console.backbones().add(model, note -> console.note("exina: " + note));
        if (json) {
            console.json(listing);
        } else {
            console.format(
                    "added %s: %d features of %s (%s)",
                    name,
                    listing.features(),
                    listing.taps().stream()
                            .map(tap -> tap.name() + " " + tap.features())
                            .toList(),
                    Sizes.text(listing.bytes()));
            console.line("Use it: exina crossval DIR --backbone " + name);
        }
    }

    private Preprocessing preprocessing() {
        if (mean == null && std == null) {
            return preset();
        }
        if (mean == null || std == null) {
            throw new UsageException("--mean and --std: expected both or none, got one");
        }
        checkColours("--mean", mean, 0);
        checkColours("--std", std, Float.MIN_NORMAL);
        return new Preprocessing(
                "own",
                false,
                mean.stream().map(m -> m * 255).toList(),
                std.stream().map(s -> s * 255).toList());
    }

    private static void checkColours(String option, List<Float> values, float least) {
        boolean inRange = values.stream().allMatch(v -> v >= least && v <= 1);
        if (values.size() != 3 || !inRange) {
            throw new UsageException(option + ": expected three numbers, for red, green and blue, "
                    + (least == 0 ? "in [0, 1]" : "above 0, at most 1") + ", got "
                    + values.toString().replaceAll("[\\[\\] ]", "")
                    + (inRange ? "" : "; are they for pixels 0 to 255? Divide them by 255"));
        }
    }

    private Preprocessing preset() {
        return switch (preset) {
            case "torch", "imagenet" -> Preprocessing.TORCH;
            case "caffe" -> Preprocessing.CAFFE;
            case "tf", "half" -> Preprocessing.TF;
            case "unit" -> Preprocessing.UNIT;
            case "none" -> Preprocessing.NONE;
            default -> throw new UsageException("--preset: expected torch, caffe, tf, unit or none, got " + preset);
        };
    }
}
