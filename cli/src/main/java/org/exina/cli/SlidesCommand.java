package org.exina.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.exina.api.Exina;
import org.exina.api.Recipe;
import org.exina.api.Reports;
import org.exina.dataset.DatasetException;
import org.exina.io.OutputKind;
import org.exina.model.Classifier;
import org.exina.slides.annotation.BoxedFields;
import org.exina.slides.train.CorrectedFields;
import org.exina.slides.train.DetectionMetrics;
import org.exina.slides.train.EvaluatedField;
import org.exina.slides.train.SlideTraining;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code exina slides}: models that count, from fields with boxes. */
@Command(
        name = "slides",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Learns to find and to tell grains from boxes drawn on microscope fields, and says how well it does.",
            "DIR holds images and boxes: a CSV (image,x_min,y_min,x_max,y_max,class), Pascal VOC XML, COCO JSON, YOLO"
                    + " text, or what LabelMe, CVAT, VIA, Label Studio or QuPath export; which of them is detected. The model goes to 'exina count'."
        })
final class SlidesCommand {
    private static final String DIR = "Fields with boxes.";
    private static final String JSON = "Print one JSON object.";

    private final Console console;

    SlidesCommand(Console console) {
        this.console = console;
    }

    /** Of all commands that read boxes. */
    static final class BoxOptions {
        @Option(
                names = "--skip-missing",
                description = "Go on without images that the boxes name and that are not there.")
        private boolean skipMissing;
    }

    /** Of the commands that judge fields. */
    static final class JudgeOptions {
        @Option(
                names = "--plot",
                paramLabel = "FILE",
                description = "Draw the numbers counted against the true ones, PNG or SVG.")
        private Path plot;

        @Option(
                names = "--false-finds",
                paramLabel = "FILE",
                description = "Draw 50 detections that have no box, as one PNG: many are grains that nobody boxed.")
        private Path falseFinds;

        @Option(names = "--json", description = JSON)
        private boolean json;

        /** Before the long work begins. */
        void check(Path... read) throws IOException {
            List<Path> others = new ArrayList<>(List.of(read));
            if (falseFinds != null) {
                OutputKind.IMAGE.reserve(falseFinds, others);
                others.add(falseFinds);
            }
            if (plot != null) {
                PlotFile.check("--plot", plot, others.toArray(Path[]::new));
            }
        }
    }

    @Command(
            name = "train",
            mixinStandardHelpOptions = true,
            description = {
                "Trains a model that counts: the detector is fitted to the boxes, what it finds is cut out and learned,"
                        + " grains by their class, the rest as debris.",
                "How well it will do: exina slides crossval."
            },
            footer = {
                "exina slides train fields -o model.onnx",
                "exina slides train fields --backbone mobilenet -o model.onnx"
            })
    void train(
            @Parameters(paramLabel = "DIR", description = DIR) Path data,
            @Option(
                            names = {"-o", "--out"},
                            paramLabel = "FILE",
                            required = true,
                            description = "The model file. An earlier one of that name is replaced.")
                    Path out,
            @Mixin BoxOptions boxes,
            @Mixin FeatureOptions features,
            @Mixin HeadOptions head,
            @Option(names = "--no-thumbnails", description = TrainCommand.NO_THUMBNAILS) boolean noThumbnails,
            @Option(names = "--json", description = JSON) boolean json)
            throws IOException {
        BoxedFields fields = boxed(data, boxes);
        Recipe.Builder recipe = features.recipe().thumbnails(!noThumbnails);
        head.into(recipe);
        SlideTraining.Trained trained;
        try (Exina exina = console.exina()) {
            trained = exina.slides().train(fields, recipe.build(), data, out);
        }
        if (2 * trained.met() < trained.boxes()) {
            console.note("exina: " + trained.met() + " of " + trained.boxes()
                    + " boxes lie about something that stands out from its field; look whether the boxes lie on their"
                    + " grains (these images, x across, y down): what does not stand out is not found");
        }
        if (json) {
            console.json(Map.of("model", out.toString(), "card", trained.model(), "slide", trained.slide()));
            return;
        }
        console.format(
                "%s: %d classes, learned from %d pieces of %d fields",
                console.bold(out.toString()),
                trained.model().classes().size(),
                trained.model().training().pictures(),
                fields.fields().size());
        console.line("Use it: exina count " + Shell.quoted(out) + " FIELD...");
    }

    @Command(
            name = "crossval",
            mixinStandardHelpOptions = true,
            description = {
                "Trains and counts in folds of fields, and says how well grains are found, told and counted.",
                "Fields of one group (names that agree before '_jpg.rf.', or a column 'group') are never torn apart."
            },
            footer = {"exina slides crossval fields", "exina slides crossval fields --plot counts.svg"})
    void crossval(
            @Parameters(paramLabel = "DIR", description = DIR) Path data,
            @Option(
                            names = "--folds",
                            paramLabel = "K",
                            defaultValue = "5",
                            description = "How many folds. Default: ${DEFAULT-VALUE}.")
                    int folds,
            @Option(names = "--accept-all", description = "Call no grain unknown.") boolean acceptAll,
            @Mixin BoxOptions boxes,
            @Mixin FeatureOptions features,
            @Mixin HeadOptions head,
            @Mixin JudgeOptions judge)
            throws IOException {
        UsageException.requireAtLeast(2, "--folds", folds);
        judge.check(data);
        long start = System.nanoTime();
        BoxedFields fields = boxed(data, boxes);
        Recipe.Builder builder = features.recipe().folds(folds);
        head.into(builder);
        Recipe recipe = builder.build();
        try (Exina exina = console.exina()) {
            List<EvaluatedField> judged = exina.slides().crossValidate(fields, recipe, !acceptAll);
            tell(exina, judged, fields, recipe.seed(), judge, start);
        }
    }

    @Command(
            name = "evaluate",
            mixinStandardHelpOptions = true,
            description = "Counts fields that a model was not trained on, and says how well against their boxes.",
            footer = {
                "exina slides evaluate model.onnx other_fields",
                "exina slides evaluate model.onnx other_fields --plot counts.png"
            })
    void evaluate(
            @Parameters(paramLabel = "MODEL", description = "A model of 'exina slides train' or 'exina train'.")
                    Path model,
            @Parameters(paramLabel = "DIR", description = DIR) Path data,
            @Mixin BoxOptions boxes,
            @Mixin JudgeOptions judge)
            throws IOException {
        judge.check(model, data);
        long start = System.nanoTime();
        try (Exina exina = console.exina();
                Classifier classifier = exina.classifier(model)) {
            BoxedFields fields = boxed(data, boxes);
            List<EvaluatedField> judged = exina.slides().evaluate(classifier, fields);
            tell(exina, judged, fields, 1, judge, start);
        }
    }

    @Command(
            name = "learn",
            mixinStandardHelpOptions = true,
            description = {
                "Adds corrections, as the page of 'exina count' saves them, to the fields trained on: writes both as a new"
                        + " folder for 'exina slides train'.",
                "Of grains that nobody looked at nothing is learned. Missed grains of a corrected field should have been"
                        + " marked on it: elsewhere on it all is learned as no grain."
            },
            footer = {
                "exina slides learn fields corrections.csv -o fields2",
                "exina slides learn corrections.csv --fields new_fields -o fields2"
            })
    void learn(
            @Parameters(
                            arity = "1..2",
                            paramLabel = "[DIR] CORRECTIONS",
                            hideParamSyntax = true,
                            description =
                                    "The fields with boxes that were trained on, if there are any, and the CSV that the"
                                            + " page of a count saved.")
                    List<Path> given,
            @Option(
                            names = "--fields",
                            paramLabel = "FOLDER",
                            description =
                                    "Where the counted images lie. Needed without DIR; by default they lie in it.")
                    Optional<Path> counted,
            @Option(
                            names = {"-o", "--out"},
                            paramLabel = "FOLDER",
                            required = true,
                            description = "A new or empty folder.")
                    Path out,
            @Mixin BoxOptions boxes,
            @Option(names = "--json", description = JSON) boolean json)
            throws IOException {
        Path corrections = given.get(given.size() - 1);
        if (given.size() == 1 && counted.isEmpty()) {
            throw new UsageException(
                    "expected --fields FOLDER, where the counted images lie, or before CORRECTIONS the folder with boxes that"
                            + " was trained on; got " + corrections + " alone");
        }
        if (given.size() == 2 && Files.isDirectory(corrections)) {
            throw new UsageException(
                    "expected CORRECTIONS, the CSV that the page of a count saved, behind DIR; got the folder "
                            + corrections + "; where the counted images lie is told by --fields");
        }
        if (counted.isPresent() && !Files.isDirectory(counted.get())) {
            throw new UsageException("--fields: expected a folder with the counted images, got " + counted.get());
        }
        CorrectedFields.Learned learned;
        try (Exina exina = console.exina()) {
            if (given.size() == 1) {
                learned = exina.slides().learn(corrections, counted.get(), out);
            } else {
                BoxedFields fields = drawn(given.get(0), boxes);
                learned = exina.slides().learn(fields, corrections, counted.orElse(fields.root()), out);
            }
        }
        if (json) {
            console.json(Map.of("folder", out.toString(), "learned", learned));
            return;
        }
        console.format(
                "%s: %s (%d corrected) with %s",
                console.bold(out.toString()),
                CountText.counted(learned.fields(), "field", "fields"),
                learned.corrected(),
                CountText.counted(learned.grains(), "grain", "grains"));
        console.line("Train on it: exina slides train " + Shell.quoted(out) + " -o model.onnx");
    }

    /** The fields trained on; a folder without boxes needs not be named. */
    private BoxedFields drawn(Path data, BoxOptions options) throws IOException {
        try {
            return opened(data, options);
        } catch (DatasetException e) {
            throw new UsageException(
                    FaultText.of(e) + ". Where no boxes were drawn before, leave DIR out and name the folder"
                            + " of the counted images: --fields " + Shell.quoted(data));
        }
    }

    /** The same, where nothing else may be meant. */
    private BoxedFields boxed(Path data, BoxOptions options) throws IOException {
        try {
            return opened(data, options);
        } catch (DatasetException e) {
            String instead = MistakenPath.asFields(data);
            if (instead.isEmpty()) {
                throw e;
            }
            throw new UsageException(FaultText.of(e) + instead);
        }
    }

    /** Tells what is left out, cut, or taken for something. */
    private BoxedFields opened(Path data, BoxOptions options) throws IOException {
        BoxedFields fields =
                BoxedFields.open(data, options.skipMissing ? BoxedFields.Missing.SKIP : BoxedFields.Missing.REFUSE);
        fields.leftOut().forEach(each -> console.note("exina: left out: " + each.where() + " " + each.reason()));
        fields.notes().forEach(note -> console.note("exina: " + note));
        if (fields.clipped() > 0) {
            console.note("exina: " + (fields.clipped() == 1 ? "1 box reaches" : fields.clipped() + " boxes reach")
                    + " out of the image and " + (fields.clipped() == 1 ? "is" : "are") + " cut at its border");
        }
        return fields;
    }

    private void tell(
            Exina exina, List<EvaluatedField> judged, BoxedFields fields, long seed, JudgeOptions options, long start)
            throws IOException {
        DetectionMetrics metrics = exina.slides().metrics(judged, seed);
        int falseFinds = 0;
        if (options.falseFinds != null) {
            falseFinds = exina.slides().drawFalsePositives(judged, fields, 50, seed, options.falseFinds);
        }
        if (options.plot != null) {
            Path name = fields.root().getFileName();
            PlotFile.write(
                    options.plot, Reports.counts("Grains counted, " + (name == null ? fields.root() : name), judged));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (options.json) {
            Map<String, Object> all = new LinkedHashMap<>(metrics.asMap());
            all.put("seconds", seconds);
            console.json(all);
            return;
        }
        new SlideText(console).print(metrics);
        if (options.falseFinds != null) {
            console.format("%d detections have no box; 50 of them at most: %s", falseFinds, options.falseFinds);
        }
    }
}
