package org.exina.study;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.exina.io.ExinaException;
import org.exina.io.Folders;
import org.exina.task.Parallel;
import org.exina.task.Progress;

/**
 * Runs the experiments of a suite that are not yet done, several side by side, one training thread each. Killed at any
 * moment, it goes on at the experiments it was in; one that fails does not stop the others.
 */
public final class SuiteRun {
    private static final String INTERRUPTED =
            "interrupted; finished experiments are kept; begun again, it goes on with the others";

    private final Suite suite;
    private final SuiteSettings settings;
    private final Progress progress;
    private final List<ExperimentFolder> finished = new ArrayList<>();
    private final List<ExperimentFolder> skipped = new ArrayList<>();
    private final Map<String, Exception> failed = new LinkedHashMap<>();
    private final AtomicInteger ended = new AtomicInteger();

    private SuiteRun(Suite suite, SuiteSettings settings, Progress progress) {
        this.suite = suite;
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * What became of the experiments.
     *
     * @param finished just now
     * @param skipped since they were done before
     * @param failed name of each that failed, and why, in the order of the suite
     */
    public record Result(
            List<ExperimentFolder> finished, List<ExperimentFolder> skipped, Map<String, Exception> failed) {}

    /**
     * Runs what is not done.
     *
     * @throws ExinaException when an experiment was done with other settings; nothing is run then
     * @throws InterruptedIOException when the thread is interrupted; finished experiments are kept
     */
    public static Result run(Suite suite, SuiteSettings settings, Progress progress) throws IOException {
        return new SuiteRun(suite, settings, progress).run();
    }

    private Result run() throws IOException {
        Path folder = settings.runs().resolve(suite.name());
        Folders.create(folder);
        SuiteImages images = SuiteImages.of(settings);
        try (OpenBackbones backbones = new OpenBackbones(settings.backbones())) {
            List<ExperimentGroup.Job> jobs = jobs(folder, new ExperimentSettings(backbones, images.fingerprint()));
            Map<String, List<ExperimentGroup.Job>> groups = new LinkedHashMap<>();
            jobs.forEach(job ->
                    groups.computeIfAbsent(job.sees(), any -> new ArrayList<>()).add(job));
            for (List<ExperimentGroup.Job> group : groups.values()) {
                runGroup(
                        group,
                        new ExperimentGroup.Tools(
                                suite.name(), images, backbones, settings.cache(), settings.versions(), progress),
                        jobs.size());
            }
        }
        return new Result(List.copyOf(finished), List.copyOf(skipped), inOrder(failed));
    }

    /** Of the suite: they failed in the order in which they ended. */
    private Map<String, Exception> inOrder(Map<String, Exception> reasons) {
        Map<String, Exception> ordered = new LinkedHashMap<>();
        for (Experiment each : suite.experiments()) {
            if (reasons.containsKey(each.name())) {
                ordered.put(each.name(), reasons.get(each.name()));
            }
        }
        return ordered;
    }

    /** Those that are not done, in the order of the suite. */
    private List<ExperimentGroup.Job> jobs(Path folder, ExperimentSettings described) throws IOException {
        List<ExperimentGroup.Job> jobs = new ArrayList<>();
        for (Experiment each : suite.experiments()) {
            Path path = folder.resolve(each.name());
            ExperimentGroup.Job job;
            try {
                job = new ExperimentGroup.Job(each, path, described.of(each));
            } catch (InterruptedIOException e) {
                throw e;
            } catch (IOException e) { // a backbone that cannot be opened
                failed.put(each.name(), e);
                continue;
            }
            Optional<ExperimentFolder> done = ExperimentFolder.done(path, job.settings());
            if (done.isPresent()) {
                skipped.add(done.get());
            } else {
                jobs.add(job);
            }
        }
        return jobs;
    }

    /** Experiments that see the same numbers: those are in memory once, for all of them. */
    private void runGroup(List<ExperimentGroup.Job> group, ExperimentGroup.Tools tools, int total) throws IOException {
        ExperimentGroup opened;
        try {
            opened = open(group.get(0).experiment(), tools);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            group.forEach(job -> fail(job, e));
            progress.report("experiments", ended.addAndGet(group.size()), total);
            return;
        }
        try (ExperimentGroup bench = opened) {
            List<Callable<Optional<ExperimentFolder>>> work = group.stream()
                    .map(job -> (Callable<Optional<ExperimentFolder>>) () -> attempt(bench, job, total))
                    .toList();
            Parallel.run(work, settings.jobs(), INTERRUPTED).forEach(folder -> folder.ifPresent(finished::add));
        }
    }

    /** Gets the numbers: cuts images and runs networks where that was not done before. */
    private static ExperimentGroup open(Experiment first, ExperimentGroup.Tools tools) throws IOException {
        return first.learner() instanceof Learner.OnFeatures learner
                ? FeatureExperiments.open(first, learner, tools)
                : CnnExperiments.open(first, (Learner.Cnn) first.learner(), tools);
    }

    private Optional<ExperimentFolder> attempt(ExperimentGroup bench, ExperimentGroup.Job job, int total)
            throws IOException {
        try {
            return Optional.of(bench.run(job));
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            fail(job, e);
            return Optional.empty();
        } finally {
            progress.report("experiments", ended.incrementAndGet(), total);
        }
    }

    private synchronized void fail(ExperimentGroup.Job job, Exception e) {
        failed.put(job.experiment().name(), e);
    }
}
