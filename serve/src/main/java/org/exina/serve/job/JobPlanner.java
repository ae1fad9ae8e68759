package org.exina.serve.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.exina.api.Check;
import org.exina.api.Count;
import org.exina.api.CountFiles;
import org.exina.api.CountSettings;
import org.exina.api.Exina;
import org.exina.api.Experiment;
import org.exina.api.Recipe;
import org.exina.api.Reports;
import org.exina.api.Slides;
import org.exina.cleaning.CleanCopy;
import org.exina.cleaning.DeepCheck;
import org.exina.dataset.Audit;
import org.exina.dataset.Dataset;
import org.exina.dataset.DatasetReading;
import org.exina.experiment.RunFolder;
import org.exina.experiment.RunRecord;
import org.exina.image.Crop;
import org.exina.io.CsvStyle;
import org.exina.io.Folders;
import org.exina.io.Json;
import org.exina.model.Classifier;
import org.exina.model.ModelCard;
import org.exina.report.CheckPage;
import org.exina.report.slides.PollenSum;
import org.exina.serve.data.CountRecord;
import org.exina.serve.data.DataFolder;
import org.exina.serve.data.ModelStore;
import org.exina.serve.http.ProblemException;
import org.exina.serve.http.UriText;
import org.exina.slides.Grain;
import org.exina.slides.SegmenterSettings;
import org.exina.slides.annotation.BoxedFields;
import org.exina.slides.train.CorrectedFields;
import org.exina.study.Suite;
import org.exina.study.SuiteRun;

/** Makes work of what is asked for. What can be seen to be wrong is told at once, before the job waits for its turn. */
public final class JobPlanner {
    private final DataFolder data;
    private final ModelStore models;
    private final Path home;
    private final Function<RunRecord, String> rerun;

    /**
     * A planner for one data folder.
     *
     * @param home Exina's own folder
     * @param rerun tells what a reader of a report does to have the run again
     */
    public JobPlanner(DataFolder data, ModelStore models, Path home, Function<RunRecord, String> rerun) {
        this.data = data;
        this.models = models;
        this.home = home;
        this.rerun = rerun;
    }

    /**
     * What is to be done.
     *
     * @param title what it is done to
     */
    public record Planned(String kind, String title, Job.Work work) {}

    /**
     * Plans a job.
     *
     * @throws ProblemException when something is missing or out of its range
     * @throws org.exina.io.ExinaException when a setting cannot be read
     */
    public Planned plan(JobRequest request) throws IOException {
        try {
            if (request instanceof JobRequest.CheckData check) {
                return check(check);
            } else if (request instanceof JobRequest.Train train) {
                return train(train);
            } else if (request instanceof JobRequest.CrossValidate crossval) {
                return crossValidate(crossval);
            } else if (request instanceof JobRequest.CountFields count) {
                return count(count);
            } else if (request instanceof JobRequest.CleanData clean) {
                return clean(clean);
            } else if (request instanceof JobRequest.LearnFields learn) {
                return learn(learn);
            }
            return suite((JobRequest.RunSuite) request);
        } catch (IllegalArgumentException e) { // a setting that its record refuses
            throw new ProblemException(422, e.getMessage());
        }
    }

    private Planned check(JobRequest.CheckData asked) throws IOException {
        Path source = source(asked.data());
        DatasetReading reading = reading(asked);
        Optional<Pattern> groupBy = groupBy(asked);
        boolean deep = asked.deep() != null && asked.deep();
        Recipe recipe = recipe(asked, 10);
        String name = name(asked.name(), asked.data());
        return new Planned(
                "check",
                asked.data(),
                (progress, notes) -> inFresh("checks", name, "check.json", folder -> {
                    try (Exina exina = Exina.open(home, progress, notes)) {
                        Check found = exina.check(dataset(source, reading), groupBy);
                        Optional<DeepCheck> deeper =
                                deep ? Optional.of(exina.deepCheck(found, recipe)) : Optional.empty();
                        if (deeper.isPresent()) {
                            found.writeProposals(folder.resolve("proposals.csv"), deeper.get(), CsvStyle.PLAIN);
                        }
                        CheckPage page = found.page();
                        deeper.map(page::with).orElse(page).write(folder.resolve("check.html"), progress);
                        Map<String, Object> all = new LinkedHashMap<>();
                        all.put("data", asked.data());
                        all.put("finished", Instant.now().toString());
                        all.put("check", withoutPlace(found.audit()));
                        deeper.ifPresent(each -> all.put("deep", each));
                        Json.write(folder.resolve("check.json"), all);
                        return result(
                                "check",
                                "checks",
                                folder,
                                Map.of("findings", found.audit().findings().size()));
                    }
                }));
    }

    private Audit withoutPlace(Audit of) {
        return new Audit(
                data.withoutRoot(of.root()),
                of.layout(),
                of.pictures(),
                of.classes(),
                of.groups(),
                of.ignored(),
                of.counts(),
                of.findings());
    }

    private Planned train(JobRequest.Train asked) throws IOException {
        Path source = source(asked.data());
        DatasetReading reading = reading(asked);
        Recipe recipe = recipe(asked, 5).toBuilder()
                .thumbnails(asked.thumbnails() == null || asked.thumbnails())
                .build();
        String name = name(asked.name(), asked.data());
        return new Planned("train", asked.data(), (progress, notes) -> {
            Dataset dataset = requireNames(dataset(source, reading), asked.data());
            Path file = models.reserve(name);
            try (Exina exina = Exina.open(home, progress, notes);
                    Experiment experiment = exina.experiment(dataset, recipe)) {
                ModelCard card = experiment.train(file);
                Map<String, Object> more = new LinkedHashMap<>();
                more.put("model", models.name(file));
                more.put("href", "/api/models/" + UriText.encoded(models.name(file)));
                card.estimates().stream().findFirst().ifPresent(each -> more.put("estimate", each));
                return more;
            } finally {
                models.free(file);
            }
        });
    }

    private Planned crossValidate(JobRequest.CrossValidate asked) throws IOException {
        Path source = source(asked.data());
        DatasetReading reading = reading(asked);
        Recipe recipe = recipe(asked, 10);
        if (recipe.folds() < 2) {
            throw new ProblemException(422, "folds: expected 2 or more, got " + recipe.folds());
        }
        String name = name(asked.name(), asked.data());
        return new Planned(
                "crossval",
                asked.data(),
                (progress, notes) -> inFresh("runs", name, "run.json", folder -> {
                    try (Exina exina = Exina.open(home, progress, notes);
                            Experiment experiment = exina.experiment(dataset(source, reading), recipe)) {
                        RunFolder run = experiment.crossValidate().write(folder);
                        Path images = Path.of(run.record().data().root());
                        Reports.run(run, images, rerun.apply(run.record()))
                                .write(folder.resolve("report.html"), progress);
                        RunRecord.Metrics metrics = run.record().figures();
                        return result(
                                "run",
                                "runs",
                                folder,
                                Map.of(
                                        "accuracy", metrics.accuracy(),
                                        "accuracyLow", metrics.accuracyLow(),
                                        "accuracyHigh", metrics.accuracyHigh()));
                    }
                }));
    }

    private Planned count(JobRequest.CountFields asked) throws IOException {
        Path model = models.file(required("model", asked.model()));
        if (asked.fields() == null || asked.fields().isEmpty()) {
            throw new ProblemException(422, "fields: expected the paths of images or folders, got none");
        }
        List<Path> fields = new ArrayList<>();
        for (String each : asked.fields()) {
            fields.add(data.existing(each));
        }
        Optional<Path> corrections =
                asked.corrections() == null ? Optional.empty() : Optional.of(data.existing(asked.corrections()));
        CountSettings settings = new CountSettings(
                Boolean.TRUE.equals(asked.stacks()),
                Boolean.TRUE.equals(asked.acceptAll()),
                asked.micronsPerPixel() == null
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(positive("micronsPerPixel", asked.micronsPerPixel())),
                asked.bits() == null ? OptionalInt.empty() : OptionalInt.of(bits(asked.bits())),
                new PollenSum(
                        asked.minimum() == null ? PollenSum.DEFAULT.minimum() : asked.minimum(),
                        asked.outside() == null ? List.of() : asked.outside()),
                ofModel -> finder(asked, ofModel),
                corrections);
        String name = name(asked.name(), asked.fields().get(0));
        return new Planned(
                "count",
                asked.fields().get(0),
                (progress, notes) -> inFresh("counts", name, CountRecord.FILE, folder -> {
                    try (Exina exina = Exina.open(home, progress, notes);
                            Classifier classifier = exina.classifier(model)) {
                        CountFiles files = CountFiles.of(folder.resolve("counts.csv"));
                        Count done = exina.slides().count(classifier, fields, settings, files);
                        done.unreadable().forEach(each -> notes.accept(data.withoutRoot(each.problem())));
                        if (done.fields().isEmpty()) {
                            throw new ProblemException(422, "none of the fields could be counted");
                        }
                        CountRecord.of(asked.model(), done, data).write(folder);
                        return result(
                                "count",
                                "counts",
                                folder,
                                Map.of("grains", done.table().total().grains()));
                    }
                }));
    }

    private Planned clean(JobRequest.CleanData asked) throws IOException {
        Path source = source(asked.data());
        Path table = data.existing(required("table", asked.table()));
        String name = name(asked.name(), asked.data() + "-clean");
        return new Planned("clean", asked.data(), (progress, notes) -> {
            Path copy = data.fresh(".", name);
            try (Exina exina = Exina.open(home, progress, notes)) {
                CleanCopy.Done done = exina.cleanCopy(source, table, copy);
                return Map.of(
                        "set", data.relative(copy),
                        "images", done.images(),
                        "relabelled", done.relabelled(),
                        "removed", done.removed(),
                        "newClasses", done.newClasses());
            } finally {
                deleteIfEmpty(copy);
            }
        });
    }

    private static void deleteIfEmpty(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            if (inside.findAny().isPresent()) {
                return;
            }
        }
        Files.delete(folder);
    }

    private Planned learn(JobRequest.LearnFields asked) throws IOException {
        Path corrections = data.existing(required("corrections", asked.corrections()));
        Path counted = data.existing(required("fields", asked.fields()));
        Optional<Path> boxes = asked.boxes() == null ? Optional.empty() : Optional.of(data.existing(asked.boxes()));
        Recipe.Builder recipe = Recipe.DEFAULT.toBuilder();
        if (asked.backbones() != null) {
            recipe.backbones(asked.backbones());
        }
        if (asked.head() != null) {
            recipe.head(asked.head());
        }
        String name = name(asked.name(), asked.fields());
        return new Planned("learn", asked.fields(), (progress, notes) -> {
            Path file = models.reserve(name);
            try (Exina exina = Exina.open(home, progress, notes)) {
                return inFresh("learned", name, "boxes.csv", folder -> {
                    Slides slides = exina.slides();
                    CorrectedFields.Learned learned = boxes.isPresent()
                            ? slides.learn(BoxedFields.open(boxes.get()), corrections, counted, folder)
                            : slides.learn(corrections, counted, folder);
                    slides.train(BoxedFields.open(folder), recipe.build(), folder, file);
                    return Map.of(
                            "model", models.name(file),
                            "href", "/api/models/" + UriText.encoded(models.name(file)),
                            "fields", data.relative(folder),
                            "corrected", learned.corrected(),
                            "grains", learned.grains());
                });
            } finally {
                models.free(file);
            }
        });
    }

    private static SegmenterSettings finder(JobRequest.CountFields asked, SegmenterSettings ofModel) {
        SegmenterSettings settings =
                asked.sensitivity() == null ? ofModel : ofModel.withSensitivity(asked.sensitivity());
        return settings.withDiameters(
                asked.minDiameter() == null ? settings.minDiameterPx() : asked.minDiameter(),
                asked.maxDiameter() == null ? settings.maxDiameterPx() : asked.maxDiameter());
    }

    private Planned suite(JobRequest.RunSuite asked) throws IOException {
        Path source = source(asked.data());
        String named = required("suite", asked.suite());
        Suite suite = Suite.read(
                Suite.builtIn().contains(named) ? named : data.existing(named).toString(),
                Optional.ofNullable(asked.backbone()));
        Path runs = data.kept("runs").resolve(name(asked.name(), suite.name()));
        if (Files.exists(runs.resolve("run.json"))) {
            throw new ProblemException(409, "there is a run of that name already; choose another name");
        }
        return new Planned("experiment", suite.name(), (progress, notes) -> {
            try (Exina exina = Exina.open(home, progress, notes)) {
                SuiteRun.Result done = exina.study()
                        .run(
                                suite,
                                dataset(source, DatasetReading.DEFAULT),
                                runs,
                                Runtime.getRuntime().availableProcessors());
                done.failed()
                        .forEach((each, why) -> notes.accept(each + " failed: " + data.withoutRoot(why.getMessage())));
                return result(
                        "run",
                        "runs",
                        runs,
                        Map.of(
                                "finished", done.finished().size(),
                                "doneBefore", done.skipped().size(),
                                "failed", done.failed().size()));
            }
        });
    }

    @FunctionalInterface
    private interface InFolder {
        Map<String, Object> run(Path folder) throws IOException;
    }

    /** Works in a new folder, of which nothing stays unless the work was done to its end. */
    private Map<String, Object> inFresh(String kind, String name, String last, InFolder work) throws IOException {
        Path folder = data.fresh(kind, name);
        try {
            return work.run(folder);
        } finally {
            if (!Files.exists(folder.resolve(last))) {
                boolean interrupted = Thread.interrupted(); // what is deleted is deleted wholly
                Folders.delete(folder);
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private static Map<String, Object> result(String what, String kind, Path folder, Map<String, Object> more) {
        String name = folder.getFileName().toString();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(what, name);
        all.put("href", "/api/" + kind + "/" + UriText.encoded(name));
        all.put("page", "/api/" + kind + "/" + UriText.encoded(name) + (kind.equals("runs") ? "/report" : "/page"));
        all.putAll(more);
        return all;
    }

    private Path source(String path) throws IOException {
        return data.existing(required("data", path));
    }

    private static String required(String field, String value) throws ProblemException {
        if (value == null || value.isBlank()) {
            throw new ProblemException(422, field + ": must be given");
        }
        return value;
    }

    private static double positive(String field, double value) throws ProblemException {
        if (!(value > 0 && Double.isFinite(value))) {
            throw new ProblemException(422, field + ": expected a number greater than 0, got " + value);
        }
        return value;
    }

    private static int bits(int value) throws ProblemException {
        if (value < 8 || value > 16) {
            throw new ProblemException(422, "bits: expected 8 to 16, got " + value);
        }
        return value;
    }

    /** As it was named, or else as what it is made of. */
    private static String name(String name, String source) throws ProblemException {
        if (name != null && !name.isBlank()) {
            return DataFolder.sound(name);
        }
        String last = source.substring(source.lastIndexOf('/') + 1);
        return DataFolder.soundOf(last.replaceFirst("\\.[A-Za-z0-9]{1,5}$", ""));
    }

    private static DatasetReading reading(JobRequest.Learning asked) throws ProblemException {
        return new DatasetReading(
                asked.labelLevel() == null ? 1 : asked.labelLevel(),
                asked.minImages() == null ? 1 : asked.minImages(),
                false,
                asked.bits() == null ? 0 : bits(asked.bits()),
                asked.stack());
    }

    private static Dataset dataset(Path source, DatasetReading reading) throws IOException {
        Dataset dataset = Dataset.open(source, reading);
        return reading.merged() ? Exina.merged(dataset) : dataset;
    }

    /** What a model answers to things it does not know must not be the name of something that it knows. */
    private static Dataset requireNames(Dataset dataset, String named) throws ProblemException {
        for (String label : dataset.classes()) {
            if (label.equalsIgnoreCase(Grain.UNKNOWN)) {
                throw new ProblemException(
                        422,
                        named + ": a class is called \"" + label
                                + "\", which is what a model answers to an image that is"
                                + " of none of its classes; rename it, such as \"other\", or leave it out");
            }
        }
        return dataset;
    }

    private static Optional<Pattern> groupBy(JobRequest.Learning asked) throws ProblemException {
        try {
            return Optional.ofNullable(asked.groupBy())
                    .filter(text -> !text.isEmpty())
                    .map(Pattern::compile);
        } catch (PatternSyntaxException e) {
            throw new ProblemException(
                    422,
                    "groupBy: expected a regular expression, got '" + asked.groupBy() + "' (" + e.getDescription()
                            + ")");
        }
    }

    private static Recipe recipe(JobRequest.Learning asked, int folds) throws IOException {
        Recipe.Builder recipe = Recipe.DEFAULT.toBuilder().folds(asked.folds() == null ? folds : asked.folds());
        if (asked.backbones() != null) {
            recipe.backbones(asked.backbones());
        }
        if (asked.views() != null) {
            recipe.views(asked.views());
        }
        if (asked.crop() != null) {
            recipe.crop(crop(asked.crop()));
        }
        if (asked.head() != null) {
            recipe.head(asked.head());
        }
        if (asked.autoMinutes() != null) {
            recipe.budget(Duration.ofMinutes(asked.autoMinutes()));
        }
        if (asked.repeats() != null) {
            recipe.repeats(asked.repeats());
        }
        if (asked.seed() != null) {
            recipe.seed(asked.seed());
        }
        groupBy(asked).ifPresent(recipe::groupBy);
        return recipe.build();
    }

    private static Crop crop(String id) throws ProblemException {
        for (Crop each : Crop.values()) {
            if (each.id().equals(id)) {
                return each;
            }
        }
        throw new ProblemException(
                422,
                "crop: expected one of "
                        + Arrays.stream(Crop.values()).map(Crop::id).toList() + ", got '" + id + "'");
    }
}
