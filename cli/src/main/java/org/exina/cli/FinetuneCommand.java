package org.exina.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.exina.api.Exina;
import org.exina.api.Recipe;
import org.exina.api.Study;
import org.exina.backbone.BackboneSpec;
import org.exina.backbone.FineTuningProvenance;
import org.exina.experiment.RunFolder;
import org.exina.finetune.TuningJob;
import org.exina.finetune.TuningSettings;
import org.exina.image.Crop;
import org.exina.image.file.SkippedFile;
import org.exina.io.ExinaException;
import org.exina.metric.McNemar;
import org.exina.settings.Percent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code exina finetune}: a network trained further on these images. */
@Command(
        name = "finetune",
        mixinStandardHelpOptions = true,
        description = {
            "Trains a network further on these images, and keeps it as a backbone (--name), or tells honestly what that"
                    + " brings (--folds).",
            "A classifier on the frozen network comes first; from there classifier and network learn together. Ctrl-C keeps"
                    + " whole epochs; the same command goes on from there.",
            "A build for graphics cards (docs/fine-tuning.md) trains on the card; EXINA_DEVICE=cpu keeps it on the processor."
        },
        footer = {
            "exina finetune pollen --backbone mobilenet --name mobilenet-pollen",
            "exina finetune pollen --backbone mobilenet --folds 5"
        })
final class FinetuneCommand extends JsonCommand {
    @Mixin
    private DataOptions data;

    @Option(
            names = "--backbone",
            paramLabel = "B",
            required = true,
            description =
                    "A network of 'exina backbones' that is not added: vgg16, ..., mobilenet. How it is read may stand"
                            + " after a colon: mobilenet:size=128. The classifier stands where it is read.")
    private String backbone;

    @Option(names = "--name", description = "What the tuned backbone will be called.")
    private String name;

    @Option(
            names = "--folds",
            paramLabel = "K",
            description = "Tune anew without each of K folds and test on it, beside the frozen network.")
    private Integer folds;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "RUN",
            description = "With --folds: folder for the runs. Default: a new one in Exina's own folder.")
    private Path out;

    @Option(
            names = "--crop",
            defaultValue = "stretch",
            description = "What the network sees of an image that is not of its shape: ${COMPLETION-CANDIDATES}."
                    + " Default: ${DEFAULT-VALUE}.")
    private Crop crop;

    @Option(
            names = "--head",
            defaultValue = "lda",
            description = "Where the classifier begins, and what is trained on the tuned network in each fold: lda or"
                    + " logistic. Default: ${DEFAULT-VALUE}.")
    private String head;

    @Mixin
    private TuningOptions tuning;

    private List<SkippedFile> skipped = List.of();

    FinetuneCommand(Console console) {
        super(console);
    }

    @Override
    void run() throws IOException {
        if ((name == null) == (folds == null)) {
            throw new UsageException(
                    "expected --name, to keep the tuned network, or --folds, to tell how good tuning is;" + " got "
                            + (name == null ? "none" : "both"));
        }
        UsageException.requireAtLeast(2, "--folds", folds);
        Recipe recipe = recipe();
        if (recipe.head().id().startsWith("top")) {
            throw new UsageException("--head: expected lda or logistic, got " + head);
        }
        if (name != null) {
            console.backbones().checkName(name);
        }
        TuningSettings settings = tuning.settings();
        Path folder = folds == null ? null : reserved();
        try (Exina exina = console.exina();
                TuningJob job = exina.study()
                        .fineTune(
                                data.open(console),
                                recipe,
                                settings,
                                folds == null ? OptionalInt.empty() : OptionalInt.of(folds))) {
            skipped = job.dataset().skipped();
            if (folds == null) {
                print(job.save(name));
            } else {
                print(exina.study(), job.folds(folds, folder), folder);
            }
            if (!json) {
                console.notUsed(skipped, data.data());
            }
        }
    }

    private Recipe recipe() throws IOException {
        Recipe.Builder recipe = Recipe.DEFAULT.toBuilder().crop(crop).head(head);
        data.groupBy().ifPresent(recipe::groupBy);
        try {
            return recipe.backbones(List.of(BackboneSpec.parse(backbone))).build();
        } catch (ExinaException e) {
            throw new UsageException("--backbone: " + e.getMessage());
        }
    }

    private Path reserved() throws IOException {
        Path folder = out == null ? RunNames.fresh(data.data()) : out;
        for (String part : List.of("tuned", "softmax", "frozen")) {
            RunFolder.reserve(folder.resolve(part), data.data());
        }
        return folder;
    }

    private void print(TuningJob.Saved saved) {
        FineTuningProvenance from = saved.from();
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("backbone", saved.backbone());
            all.put("tuned", from);
            all.put("startAccuracy", saved.startAccuracy());
            all.put("validated", saved.validated());
            all.put("seconds", saved.seconds());
            console.json(all, skipped);
            return;
        }
        console.format(
                "%s: %s tuned on %d images of %s, %d epochs, %s",
                console.bold(name),
                from.network(),
                from.pictures(),
                from.data(),
                from.epochs().size(),
                ProgressLine.duration((long) (saved.seconds() * 1e9)));
        if (saved.validated() > 0) {
            kept(saved, from);
        }
        console.line("Use it: exina train DIR -o model.onnx --folds 0 --backbone " + name);
        console.line("What tuning brings on images it has not seen: the same command with --folds 5, without --name");
    }

    private void kept(TuningJob.Saved saved, FineTuningProvenance from) {
        if (from.keptEpoch() == 0) {
            console.format(
                    "No epoch did better than the beginning on the %d images kept back: the network is as it was.",
                    saved.validated());
            return;
        }
        console.format(
                "Of the %d images kept back, %s were right before and %s after epoch %d, which was taken.",
                saved.validated(),
                Percent.of(saved.startAccuracy()),
                Percent.of(from.epochs().get(from.keptEpoch() - 1).validationAccuracy()),
                from.keptEpoch());
    }

    private void print(Study study, TuningJob.Estimate done, Path folder) {
        McNemar head = study.differ(done.still(), done.tuned());
        McNemar softmax = study.differ(done.still(), done.softmax());
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("tuned", RunSummary.of(done.tuned()));
            all.put("softmax", RunSummary.of(done.softmax()));
            all.put("frozen", RunSummary.of(done.still()));
            all.put("tunedAgainstFrozen", head);
            all.put("softmaxAgainstFrozen", softmax);
            console.json(all, skipped);
            return;
        }
        console.table(
                List.of("network", "classifier", "accuracy", "95 % interval", "log loss", "calibration", "wrong"),
                List.of(
                        row("frozen", this.head, done.still()),
                        row("tuned", this.head, done.tuned()),
                        row("tuned", "its own softmax", done.softmax())));
        console.line();
        console.line(words("tuned, " + this.head, head));
        console.line(words("tuned, softmax", softmax));
        console.line("As pages: exina report " + Shell.quoted(folder.resolve("tuned")) + " -o report.html");
    }

    private static List<String> row(String network, String classifier, RunFolder run) {
        var metrics = run.record().figures();
        return List.of(
                network,
                classifier,
                Percent.of(metrics.accuracy()),
                Percent.number(metrics.accuracyLow()) + " to " + Percent.number(metrics.accuracyHigh()),
                String.format(Locale.ROOT, "%.3f", metrics.logLoss()),
                String.format(Locale.ROOT, "%.3f", metrics.calibrationError()),
                metrics.errors() + " of " + metrics.n());
    }

    private static String words(String what, McNemar test) {
        return String.format(
                Locale.ROOT,
                "%s: right on %d that the frozen network has wrong, wrong on %d that it has right (McNemar %s)",
                what,
                test.onlySecond(),
                test.onlyFirst(),
                Percent.p(test.p()));
    }
}
