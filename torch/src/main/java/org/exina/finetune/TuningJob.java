package org.exina.finetune;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.exina.backbone.Backbone;
import org.exina.backbone.BackboneListing;
import org.exina.backbone.BackboneSpec;
import org.exina.backbone.Backbones;
import org.exina.backbone.FineTuningProvenance;
import org.exina.backbone.NewModel;
import org.exina.backbone.Pooling;
import org.exina.backbone.Tap;
import org.exina.dataset.Dataset;
import org.exina.dataset.Inspection;
import org.exina.experiment.CrossValidation;
import org.exina.experiment.LabelledImages;
import org.exina.experiment.RunFolder;
import org.exina.experiment.RunMetrics;
import org.exina.experiment.RunRecord;
import org.exina.experiment.SeenImages;
import org.exina.experiment.TestPrediction;
import org.exina.experiment.TrainingSets;
import org.exina.features.FeatureCache;
import org.exina.features.FeaturePlan;
import org.exina.head.HeadSpec;
import org.exina.image.Crop;
import org.exina.image.DihedralView;
import org.exina.io.AtomicFiles;
import org.exina.io.ExinaException;
import org.exina.io.Folders;
import org.exina.io.Sha256;
import org.exina.network.Network;
import org.exina.network.NetworkCompiler;
import org.exina.network.Networks;
import org.exina.network.Preprocessing;
import org.exina.network.weights.KerasWeights;
import org.exina.network.weights.StoredWeights;
import org.exina.network.weights.WeightStore;
import org.exina.onnx.OnnxGraph;
import org.exina.task.Progress;
import org.exina.torch.Engine;

/**
 * Tunes a described network on a data set, once on all of it to keep the network, or anew in each of several folds to tell
 * how good that is. What is done is kept in {@code tuning/} of Exina's own folder until all is. Close it when done.
 */
public final class TuningJob implements AutoCloseable {
    private static final String FOLDER = "tuning";
    private static final int BATCH = 16; // images in one run of the frozen network

    private final Request request;
    private final Backbones backbones;
    private final Backbone frozen;
    private final FeatureCache cache;
    private final KerasWeights weights;
    private final TrainingSets data;
    private final FineTuning.BaseNetwork source;
    private final FineTuning tuning;
    private final Progress progress;

    /**
     * What is tuned on what.
     *
     * @param data not yet looked at
     * @param backbone a network of {@link Networks}, and how it is read: there its features are taken and the classifier
     *     stands
     * @param head trained on the frozen features to begin with, and on the tuned ones in each fold; its scores are
     *     weighted sums
     * @param home Exina's own folder
     * @param versions by name, see {@link RunRecord#versions}
     */
    public record Request(
            Dataset data,
            Optional<Pattern> groupBy,
            BackboneSpec backbone,
            Crop crop,
            HeadSpec head,
            TuningSettings settings,
            Path home,
            Map<String, String> versions) {}

    private TuningJob(
            Request request, OptionalInt folds, Backbones backbones, Progress progress, Consumer<String> notes)
            throws IOException {
        this.request = request;
        this.backbones = backbones;
        this.progress = progress;
        List<AutoCloseable> opened = new ArrayList<>();
        try {
            this.frozen = kept(opened, backbones.open(request.backbone()));
            this.cache = kept(opened, FeatureCache.open(request.home().resolve("features")));
            WeightStore store = WeightStore.in(request.home().resolve("weights"));
            StoredWeights stored = store.find(request.backbone().name()).orElseThrow();
            Network described = stored.describe();
            this.weights = kept(opened, KerasWeights.open(store.file(stored), described));
            LabelledImages images = LabelledImages.open(
                    request.data(), request.groupBy(), data -> Inspection.of(data, cache, notes, progress));
            if (folds.isPresent()) {
                images.requireFolds(folds.getAsInt(), 1, request.settings().seed());
            }
            FeaturePlan plan = new FeaturePlan(List.of(frozen), request.crop(), DihedralView.first(1), BATCH);
            this.data = kept(opened, TrainingSets.of(images, plan, cache, progress));
            Preprocessing how = request.backbone().preprocessing().orElse(described.preprocessing());
            this.source = new FineTuning.BaseNetwork(described.with(how), weights, request.head());
            this.tuning = new FineTuning(data, source, request.settings());
        } catch (IOException | RuntimeException e) {
            closeAll(opened);
            throw e;
        }
    }

    private static <T extends AutoCloseable> T kept(List<AutoCloseable> opened, T one) {
        opened.add(0, one);
        return one;
    }

    private static void closeAll(List<AutoCloseable> opened) throws IOException {
        for (AutoCloseable each : opened) {
            try {
                each.close();
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /**
     * Reads and checks the data, and gets the features of the frozen network.
     *
     * @param folds that {@link #folds} will be asked for; empty for none
     * @param say told in words what is done besides
     * @throws org.exina.dataset.DatasetException when the data cannot be split into the folds; before any network runs
     * @throws ExinaException when the network cannot be tuned
     * @throws IOException when data or weights cannot be had
     */
    public static TuningJob open(Request request, OptionalInt folds, Progress progress, Consumer<String> say)
            throws IOException {
        String name = request.backbone().name();
        Backbones backbones = Backbones.in(request.home());
        if (!Networks.names().contains(name)) {
            backbones.info(name); // says so when there is none of that name
            throw new ExinaException(
                    "backbone " + name + " cannot be tuned: Exina knows how to run it, not how it is made;"
                            + " those that can are " + String.join(", ", Networks.names()));
        }
        Engine.require();
        if (Engine.isOnCard()) {
            say.accept("tuning on the graphics card");
        }
        Engine.cardProblem().ifPresent(problem -> say.accept("no graphics card can be used: " + problem));
        backbones.prepare(request.backbone(), progress, say);
        return new TuningJob(request, folds, backbones, progress, say);
    }

    /** The images that can be read. */
    public Dataset dataset() {
        return data.images().dataset();
    }

    /**
     * What came of tuning.
     *
     * @param from what is kept with the backbone
     * @param startAccuracy of the beginning, on the images that told when to stop; 0 when there were none
     * @param validated how many those were
     * @param seconds this run took
     */
    public record Saved(
            BackboneListing backbone, FineTuningProvenance from, double startAccuracy, int validated, double seconds) {}

    /**
     * Tunes on all images and keeps the network as a backbone.
     *
     * @param name as {@link Backbones#checkName} takes it
     */
    public Saved save(String name) throws IOException {
        backbones.checkName(name);
        long start = System.nanoTime();
        int[] all = IntStream.range(0, data.images().dataset().size()).toArray();
        Path work = work(0);
        TunedNetwork tuned = tuning.run(all, work.resolve("all.checkpoint"), "tuning, images", progress);
        FineTuningProvenance from = from(tuned, all);
        Path file = work.resolve(name + ".onnx");
        List<String> taps = frozen.taps().stream().map(Tap::name).toList();
        OnnxGraph graph = NetworkCompiler.compile(source.network().with(Preprocessing.NONE), tuned.weights(), taps);
        AtomicFiles.write(file, graph.toBytes());
        BackboneListing listing = backbones.add(new NewModel(
                file,
                name,
                source.network().preprocessing(),
                frozen.input().height(),
                frozen.input().width(),
                frozen.input().interpolation(),
                taps,
                Pooling.MEAN,
                Optional.of(from)));
        Folders.delete(work);
        return new Saved(
                listing,
                from,
                tuned.start().map(score -> score.accuracy()).orElse(0.0),
                tuned.validated(),
                (System.nanoTime() - start) / 1e9);
    }

    private FineTuningProvenance from(TunedNetwork tuned, int[] all) throws ExinaException {
        Map<String, String> settings = request.settings().byName();
        settings.put("crop", request.crop().id());
        settings.put("head", request.head().id());
        Map<String, String> versions = new TreeMap<>(request.versions());
        versions.put("engine", Engine.version());
        return new FineTuningProvenance(
                frozen.name(),
                frozen.fingerprint(),
                name(request.data().source()),
                data.images().fingerprint(),
                all.length,
                SeenImages.of(data.images(), all, data.features().plan().backbones())
                        .text(),
                settings,
                tuned.epochs(),
                tuned.keptEpoch(),
                now(),
                versions);
    }

    /**
     * Honest metrics of tuning, beside the frozen network's on the same folds.
     *
     * @param tuned the head on the tuned network
     * @param softmax the tuned network by itself
     * @param still the head on
     *     the frozen network
     */
    public record Estimate(RunFolder tuned, RunFolder softmax, RunFolder still) {}

    /**
     * Tunes anew without each fold and tests on it.
     *
     * @param out a folder for each of the three, see {@link Estimate}
     */
    public Estimate folds(int count, Path out) throws IOException {
        long start = System.nanoTime();
        CrossValidation still = CrossValidation.run(
                data,
                new CrossValidation.Settings(
                        request.head(), count, 1, request.settings().seed()),
                progress);
        Path work = work(count);
        TunedFolds.Result result = new TunedFolds(
                        data, tuning, source, request.backbone(), request.head(), request.settings(), work)
                .run(count, progress);
        double seconds = (System.nanoTime() - start) / 1e9;
        Estimate estimate = new Estimate(
                write(out.resolve("tuned"), request.head().id(), result.head(), result, count),
                write(out.resolve("softmax"), "softmax", result.softmax(), result, count),
                still.write(out.resolve("frozen"), Duration.ZERO, seconds, request.versions()));
        Folders.delete(work);
        return estimate;
    }

    private RunFolder write(
            Path folder, String head, List<TestPrediction> predictions, TunedFolds.Result result, int folds)
            throws IOException {
        RunRecord.Settings asked = new RunRecord.Settings(
                List.of(frozen.name()),
                head,
                folds,
                1,
                request.settings().seed(),
                request.crop(),
                1,
                data.images().groupBy(),
                "",
                0,
                FeaturePlan.BATCH,
                0L,
                Optional.of(request.settings().record()));
        RunRecord.FeatureWork none = new RunRecord.FeatureWork(0, 0, 0);
        RunRecord record = new RunRecord(
                RunRecord.FORMAT,
                RunRecord.Kind.FINETUNE,
                now(),
                result.seconds(),
                asked,
                RunRecord.Data.of(data.images(), request.data().source().toString()),
                RunRecord.BackboneUsed.of(data.features().plan()),
                RunMetrics.of(predictions, data.images().dataset().classes(), none, result.seconds()),
                result.settings(),
                request.versions());
        return RunFolder.write(folder, record, predictions, data.images().audit());
    }

    /**
     * The folder of this very job: the same data, network and settings find it again.
     *
     * @param folds 0 for none
     */
    private Path work(int folds) throws ExinaException {
        int[] all = IntStream.range(0, data.images().dataset().size()).toArray();
        String job = Sha256.of(tuning.key(all) + "\n" + folds).substring(0, 16);
        return request.home().resolve(FOLDER).resolve(job);
    }

    private static String name(Path data) {
        Path name = data.toAbsolutePath().normalize().getFileName();
        return name == null ? data.toString() : name.toString();
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    @Override
    public void close() throws IOException {
        data.close();
        weights.close();
        cache.close();
        frozen.close();
    }
}
