package org.exina.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.exina.api.Exina;
import org.exina.dataset.Dataset;
import org.exina.experiment.Evaluation;
import org.exina.experiment.RunRecord;
import org.exina.experiment.TestPrediction;
import org.exina.image.file.SkippedFile;
import org.exina.io.AtomicFiles;
import org.exina.io.Csv;
import org.exina.io.CsvStyle;
import org.exina.io.OutputKind;
import org.exina.model.Classifier;
import org.exina.settings.DidYouMean;
import org.exina.settings.Percent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code exina evaluate}: how well a model does on labelled images. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Tests a model on labelled images.",
            "Images it was trained on are recognised by their content and left out: a figure on them says little."
        },
        footer = {"exina evaluate model.onnx other_pollen", "exina evaluate model.onnx other_pollen --csv tested.csv"})
final class EvaluateCommand extends JsonCommand {
    private static final List<String> COLUMNS = List.of("path", "label", "predicted", "probability");
    private static final OutputKind TABLE = OutputKind.table("table of an evaluation", "tested.csv", COLUMNS, true);

    @Parameters(index = "0", paramLabel = "MODEL", description = "A model file of 'exina train'.")
    private Path model;

    @Parameters(index = "1", paramLabel = "DIR", description = "Labelled images, as for 'exina train'.")
    private Path data;

    @Mixin
    private ReadingOptions reading;

    @Option(names = "--with-seen", description = "Test also the images that the model was trained on.")
    private boolean withSeen;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description =
                    "Write a table: path, label, predicted (the likeliest class, as in the metrics), probability of"
                            + " each image tested.")
    private Path csv;

    @Mixin
    private CsvStyleOption csvStyle;

    EvaluateCommand(Console console) {
        super(console);
    }

    /** As {@code --json} prints it; {@code classes} is a count. */
    private record Summary(
            int n,
            int classes,
            double accuracy,
            double accuracyLow,
            double accuracyHigh,
            double top3Accuracy,
            double macroF1,
            double logLoss,
            double calibrationError,
            int errors,
            int seen,
            Map<String, Integer> unknown,
            List<RunRecord.Unreadable> unreadable,
            Optional<Evaluation.Rejection> rejection,
            double seconds,
            List<RunRecord.PerClass> perClass,
            List<RunSummary.Confused> confused,
            String model,
            boolean wholeFileChecked,
            String data) {}

    @Override
    void run() throws IOException {
        CsvStyle style = csvStyle.style(console, csv != null, "--csv FILE");
        if (csv != null) {
            TABLE.reserve(csv, model, data);
        }
        try (Exina exina = console.exina();
                Classifier classifier = exina.classifier(model)) {
            Dataset dataset = reading.open(data, console);
            noteScale(classifier, dataset);
            Evaluation done = exina.evaluate(classifier, dataset, withSeen);
            if (csv != null) {
                AtomicFiles.writeText(csv, table(done, style));
            }
            List<SkippedFile> skipped = skipped(dataset, done);
            if (json) {
                console.json(summary(done, classifier.isWholeFileChecked()), skipped);
            } else {
                print(done);
                console.notUsed(skipped, data);
            }
        }
    }

    private static List<SkippedFile> skipped(Dataset dataset, Evaluation done) {
        return Stream.concat(
                        dataset.skipped().stream(),
                        done.unreadable().stream()
                                .map(each -> new SkippedFile(each.path(), SkippedFile.Kind.UNREADABLE, each.reason())))
                .toList();
    }

    private void noteScale(Classifier classifier, Dataset dataset) {
        int without = dataset.withoutScale().size();
        if (classifier.usesSize() && without > 0) {
            console.note("exina: the model goes by the size of grains, too, but " + without + " of " + dataset.size()
                    + " images have no micronsPerPixel, as a manifest tells it; they are judged without");
        }
    }

    private Summary summary(Evaluation done, boolean wholeFileChecked) {
        RunRecord.Metrics metrics = done.metrics();
        return new Summary(
                metrics.n(),
                done.classes().size(),
                metrics.accuracy(),
                metrics.accuracyLow(),
                metrics.accuracyHigh(),
                metrics.top3Accuracy(),
                metrics.macroF1(),
                metrics.logLoss(),
                metrics.calibrationError(),
                metrics.errors(),
                done.seen(),
                done.unknown(),
                done.unreadable(),
                done.rejection(),
                metrics.features().seconds(),
                present(metrics),
                RunSummary.confused(done.classes(), metrics.confusion()),
                model.toString(),
                wholeFileChecked,
                data.toString());
    }

    /** Classes that were tested, or that an image was taken for. */
    private static List<RunRecord.PerClass> present(RunRecord.Metrics metrics) {
        List<RunRecord.PerClass> present = new ArrayList<>();
        for (int k = 0; k < metrics.perClass().size(); k++) {
            int predicted = k;
            int times = metrics.confusion().stream()
                    .mapToInt(row -> row.get(predicted))
                    .sum();
            if (metrics.perClass().get(k).support() + times > 0) {
                present.add(metrics.perClass().get(k));
            }
        }
        return present;
    }

    private void print(Evaluation done) {
        warn(done);
        console.format("%s on %d images of %s", model, done.metrics().n(), data);
        console.line();
        RunText text = new RunText(console);
        text.perClass(present(done.metrics()));
        console.line();
        text.confused(done.classes(), done.metrics().confusion());
        text.figures(done.metrics(), 1);
        done.rejection().ifPresent(rejection -> print(rejection, done.metrics()));
        if (csv != null) {
            console.line("written: " + csv);
        }
    }

    /** As 'exina predict' answers: what it calls unknown is neither right nor wrong there. */
    private void print(Evaluation.Rejection rejection, RunRecord.Metrics metrics) {
        int n = metrics.n();
        int wrong = metrics.errors() - rejection.wrong();
        int right = n - wrong - rejection.rejected();
        console.format(
                "as predict answers: %d right (%s), %d wrong (%s), %d unknown (%s; without that, %d of them would have been"
                        + " wrong)",
                right,
                Percent.of((double) right / n),
                wrong,
                Percent.of((double) wrong / n),
                rejection.rejected(),
                Percent.of((double) rejection.rejected() / n),
                rejection.wrong());
        if (rejection.novel() > 0) {
            console.format(
                    "of classes it never learned, answered unknown: %d of %d (%s)",
                    rejection.novelRejected(),
                    rejection.novel(),
                    Percent.of((double) rejection.novelRejected() / rejection.novel()));
        }
    }

    private void warn(Evaluation done) {
        if (done.seen() > 0) {
            console.note("exina: the model was trained on " + done.seen() + " of the images; "
                    + (withSeen ? "the metrics are too good" : "they took no part"));
        }
        done.unknown()
                .forEach((label, count) -> console.note("exina: the model never learned '" + label + "': " + count
                        + (count == 1 ? " image" : " images") + " took no part in the metrics"
                        + near(label, done.classes())));
        done.unreadable().forEach(each -> console.note("exina: " + each.path() + ": " + each.reason()));
    }

    /** The class that was likely meant. */
    private static String near(String label, List<String> classes) {
        return Dataset.twin(label, classes)
                .map(twin -> "; it has " + Dataset.visible(twin) + ", and this label is " + Dataset.visible(label)
                        + ": name the folder as the class is named")
                .orElse(DidYouMean.suggestion(label, classes));
    }

    private static String table(Evaluation done, CsvStyle style) {
        StringBuilder text = new StringBuilder(Csv.header(COLUMNS, style));
        for (TestPrediction each : done.predictions()) {
            List<String> row = List.of(
                    each.path(),
                    done.classes().get(each.label()),
                    done.classes().get(each.predicted()),
                    style.number("%.6f", each.confidence()));
            text.append(Csv.row(row, style));
        }
        return text.toString();
    }
}
