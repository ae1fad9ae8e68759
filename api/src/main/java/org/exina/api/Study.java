package org.exina.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.exina.dataset.Dataset;
import org.exina.experiment.RunFolder;
import org.exina.experiment.TestPrediction;
import org.exina.finetune.TuningJob;
import org.exina.finetune.TuningSettings;
import org.exina.metric.McNemar;
import org.exina.study.ExperimentFolder;
import org.exina.study.Preparation;
import org.exina.study.PreparationRecord;
import org.exina.study.PreparationSettings;
import org.exina.study.Suite;
import org.exina.study.SuiteRun;
import org.exina.study.SuiteSettings;

/** What needs the artifact exina-torch beside this one: networks tuned further, prepared folders, suites of experiments. */
public final class Study {
    private final Workspace work;

    Study(Workspace work) {
        this.work = work;
    }

    /**
     * Opens a network to be trained further on a data set: reads and checks the images, and gets their features from the
     * network as it is.
     *
     * @param recipe one backbone, the crop, the head to begin with, and what groups images
     * @param folds of the estimate that will be asked for; empty for none
     * @return to be closed before Exina
     * @throws org.exina.io.ExinaException when the network cannot be tuned
     */
    public TuningJob fineTune(Path data, Recipe recipe, TuningSettings settings, OptionalInt folds) throws IOException {
        return fineTune(Dataset.open(data), recipe, settings, folds);
    }

    /** Opens a network to be trained further, see {@link #fineTune(Path, Recipe, TuningSettings, OptionalInt)}. */
    public TuningJob fineTune(Dataset data, Recipe recipe, TuningSettings settings, OptionalInt folds)
            throws IOException {
        if (recipe.backbones().size() != 1) {
            throw new IllegalArgumentException("expected a recipe with one backbone, got " + recipe.backbones());
        }
        work.noteReading(data);
        work.noteGroups(data, recipe.groupBy());
        TuningJob.Request request = new TuningJob.Request(
                data,
                recipe.groupBy(),
                recipe.backbones().get(0),
                recipe.crop(),
                recipe.head(),
                settings,
                work.home(),
                Workspace.versions());
        return TuningJob.open(request, folds, work.progress(), work::note);
    }

    /**
     * Cuts images into squares and splits them into training and validation folders.
     *
     * @param data as {@link Dataset#open} takes it
     * @param out a new folder
     */
    public PreparationRecord prepare(Path data, Path out, PreparationSettings settings) throws IOException {
        return prepare(Dataset.open(data), out, settings);
    }

    /** Cuts images of a folder or a manifest, see {@link #prepare(Path, Path, PreparationSettings)}. */
    public PreparationRecord prepare(Dataset data, Path out, PreparationSettings settings) throws IOException {
        work.noteReading(data);
        work.noteGroups(data, settings.groupBy());
        return Preparation.run(data, out, settings, Workspace.versions().get("exina"), work::inspect, work.progress());
    }

    /** Whether two runs of the same folds differ by more than chance (McNemar's test). */
    public McNemar differ(RunFolder first, RunFolder second) {
        return McNemar.of(
                first.predictions().stream().mapToInt(TestPrediction::label).toArray(),
                first.predictions().stream().mapToInt(TestPrediction::predicted).toArray(),
                second.predictions().stream()
                        .mapToInt(TestPrediction::predicted)
                        .toArray());
    }

    /**
     * Compares two experiments, image by image.
     *
     * @throws org.exina.io.ExinaException when they have no image in common, or tell other classes apart
     */
    public ExperimentComparison compare(ExperimentFolder first, ExperimentFolder second) throws IOException {
        return ExperimentComparison.of(first, second);
    }

    /**
     * Runs what is not yet done of a suite of experiments; stopped at any moment, it goes on when run again.
     *
     * @param runs where what came out is kept
     * @param jobs experiments side by side, one thread each, at least 1
     */
    public SuiteRun.Result run(Suite suite, Path data, Path runs, int jobs) throws IOException {
        return run(suite, Dataset.open(data), runs, jobs);
    }

    /** Runs a suite on the images of a folder or a manifest, see {@link #run(Suite, Path, Path, int)}. */
    public SuiteRun.Result run(Suite suite, Dataset data, Path runs, int jobs) throws IOException {
        work.noteReading(data);
        SuiteSettings settings = new SuiteSettings(
                data,
                Optional.empty(),
                runs,
                jobs,
                work.backbones(),
                work.cache(),
                work::inspect,
                Workspace.versions());
        return SuiteRun.run(suite, settings, work.progress());
    }
}
