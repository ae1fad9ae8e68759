package org.exina.serve.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.exina.api.Check;
import org.exina.api.Exina;
import org.exina.api.Experiment;
import org.exina.api.Recipe;
import org.exina.api.Reports;
import org.exina.cleaning.CleanCopy;
import org.exina.cleaning.DeepCheck;
import org.exina.dataset.Audit;
import org.exina.dataset.Dataset;
import org.exina.dataset.DatasetReading;
import org.exina.experiment.RunFolder;
import org.exina.experiment.RunRecord;
import org.exina.io.CsvStyle;
import org.exina.io.Json;
import org.exina.model.ModelCard;
import org.exina.report.CheckPage;
import org.exina.serve.http.ProblemException;
import org.exina.serve.http.UriText;
import org.exina.study.Suite;
import org.exina.study.SuiteRun;

/** Work on labelled images. */
final class ImageJobs {
    private final JobPlace place;

    ImageJobs(JobPlace place) {
        this.place = place;
    }

    PlannedJob check(JobRequest.CheckData asked) throws IOException {
        Path source = place.source(asked.data());
        DatasetReading reading = JobSettings.reading(asked);
        Optional<Pattern> groupBy = JobSettings.groupBy(asked);
        boolean deep = asked.deep() != null && asked.deep();
        Recipe recipe = JobSettings.recipe(asked, 10);
        String name = JobSettings.name(asked.name(), asked.data());
        return new PlannedJob(
                "check",
                asked.data(),
                (progress, notes) -> place.inFresh("checks", name, "check.json", folder -> {
                    try (Exina exina = Exina.open(place.home(), progress, notes)) {
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
                        return JobPlace.result(
                                "check",
                                "checks",
                                folder,
                                Map.of("findings", found.audit().findings().size()));
                    }
                }));
    }

    private Audit withoutPlace(Audit of) {
        return new Audit(
                place.data().withoutRoot(of.root()),
                of.layout(),
                of.pictures(),
                of.classes(),
                of.groups(),
                of.ignored(),
                of.counts(),
                of.findings());
    }

    PlannedJob clean(JobRequest.CleanData asked) throws IOException {
        Path source = place.source(asked.data());
        Path table = place.data().existing(JobSettings.required("table", asked.table()));
        String name = JobSettings.name(asked.name(), asked.data() + "-clean");
        return new PlannedJob("clean", asked.data(), (progress, notes) -> {
            Path copy = place.data().fresh(".", name);
            try (Exina exina = Exina.open(place.home(), progress, notes)) {
                CleanCopy.Done done = exina.cleanCopy(source, table, copy);
                return Map.of(
                        "set", place.data().relative(copy),
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

    PlannedJob train(JobRequest.Train asked) throws IOException {
        Path source = place.source(asked.data());
        DatasetReading reading = JobSettings.reading(asked);
        Recipe recipe = JobSettings.recipe(asked, 5).toBuilder()
                .thumbnails(asked.thumbnails() == null || asked.thumbnails())
                .build();
        String name = JobSettings.name(asked.name(), asked.data());
        return new PlannedJob("train", asked.data(), (progress, notes) -> {
            Path file = place.models().reserve(name);
            try (Exina exina = Exina.open(place.home(), progress, notes);
                    Experiment experiment = exina.experiment(dataset(source, reading), recipe)) {
                ModelCard card = experiment.train(file);
                Map<String, Object> more = new LinkedHashMap<>();
                more.put("model", place.models().name(file));
                more.put("href", "/api/models/" + UriText.encoded(place.models().name(file)));
                card.estimates().stream().findFirst().ifPresent(each -> more.put("estimate", each));
                return more;
            } finally {
                place.models().free(file);
            }
        });
    }

    PlannedJob crossValidate(JobRequest.CrossValidate asked) throws IOException {
        Path source = place.source(asked.data());
        DatasetReading reading = JobSettings.reading(asked);
        Recipe recipe = JobSettings.recipe(asked, 10);
        if (recipe.folds() < 2) {
            throw new ProblemException(422, "folds: expected 2 or more, got " + recipe.folds());
        }
        String name = JobSettings.name(asked.name(), asked.data());
        return new PlannedJob(
                "crossval",
                asked.data(),
                (progress, notes) -> place.inFresh("runs", name, "run.json", folder -> {
                    try (Exina exina = Exina.open(place.home(), progress, notes);
                            Experiment experiment = exina.experiment(dataset(source, reading), recipe)) {
                        RunFolder run = experiment.crossValidate().write(folder);
                        Path images = Path.of(run.record().data().root());
                        Reports.run(run, images, place.rerun().apply(run.record()))
                                .write(folder.resolve("report.html"), progress);
                        RunRecord.Metrics metrics = run.record().figures();
                        return JobPlace.result(
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

    PlannedJob suite(JobRequest.RunSuite asked) throws IOException {
        Path source = place.source(asked.data());
        String named = JobSettings.required("suite", asked.suite());
        if (asked.backbone() != null) {
            JobSettings.networks("backbone", asked.backbone());
        }
        Suite suite = Suite.read(
                Suite.builtIn().contains(named)
                        ? named
                        : place.data().existing(named).toString(),
                Optional.ofNullable(asked.backbone()));
        Path runs = place.data().kept("runs").resolve(JobSettings.name(asked.name(), suite.name()));
        if (Files.exists(runs.resolve("run.json"))) {
            throw new ProblemException(409, "there is a run of that name already; choose another name");
        }
        return new PlannedJob("experiment", suite.name(), (progress, notes) -> {
            try (Exina exina = Exina.open(place.home(), progress, notes)) {
                SuiteRun.Result done = exina.study()
                        .run(
                                suite,
                                dataset(source, DatasetReading.DEFAULT),
                                runs,
                                Runtime.getRuntime().availableProcessors());
                done.failed().forEach((each, why) -> notes.accept(each + " failed: " + why.getMessage()));
                return JobPlace.result(
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

    private static Dataset dataset(Path source, DatasetReading reading) throws IOException {
        Dataset dataset = Dataset.open(source, reading);
        return reading.merged() ? Exina.merged(dataset) : dataset;
    }
}
