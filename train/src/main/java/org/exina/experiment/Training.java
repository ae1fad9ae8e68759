package org.exina.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.exina.features.FeaturePlan;
import org.exina.head.Covariates;
import org.exina.head.Head;
import org.exina.head.HeadSpec;
import org.exina.head.select.AutomaticHead;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageSource;
import org.exina.io.ExinaException;
import org.exina.io.Json;
import org.exina.model.ModelCard;
import org.exina.model.ModelFormat;
import org.exina.model.TrainingImages;
import org.exina.slides.GrainFraming;
import org.exina.task.Progress;

/** Trains a classifier on all images of a data set and writes it as a model file. */
public final class Training {
    private Training() {}

    /**
     * Where a model goes, and what it is to say of itself.
     *
     * @param head how the features are told apart, as the user asks for it
     * @param source what the user named as the data
     * @param thumbnails whether the file is to hold small copies of training images, with their names
     * @param estimate a cross-validation of the same recipe on the same data, if there was one
     * @param versions by name, see {@link RunRecord#versions}
     */
    public record Request(
            String head,
            long seed,
            Path file,
            Path source,
            boolean thumbnails,
            Optional<CrossValidation> estimate,
            Map<String, String> versions) {}

    /**
     * Trains on all images and writes.
     *
     * @param data still the caller's to close
     * @return what the file says of itself
     * @throws ExinaException when the written model does not say what the trained one says
     */
    public static ModelCard train(TrainingSets data, HeadSpec spec, Request request, Progress progress)
            throws IOException {
        progress.report("training: " + spec.id(), 0, 1);
        int[] all = IntStream.range(0, data.images().dataset().size()).toArray();
        Head head = spec.train(data.of(all, request.seed()), request.seed(), progress);
        progress.report("training: " + spec.id(), 1, 1);
        try (TrainingSets used = data.only(partsRead(data, head))) {
            Head own = AutomaticHead.on(
                    head,
                    data.features().plan().columnsOf(used.features().plan().parts()));
            Optional<NoveltyCalibration> known =
                    NoveltyCalibration.train(used, all, request.seed(), request.thumbnails(), progress);
            return write(used, all, own, known, request);
        }
    }

    /** What the head looks at: the rest need not be in the model. */
    private static List<FeaturePlan.Part> partsRead(TrainingSets data, Head head) {
        List<FeaturePlan.Part> read = new ArrayList<>();
        int column = 0;
        for (FeaturePlan.Part part : data.features().plan().parts()) {
            if (AutomaticHead.reads(head, column, column + part.length())) {
                read.add(part);
            }
            column += part.length();
        }
        return read;
    }

    /**
     * Writes a head that was trained on some of the images, without anything that tells unknown images.
     *
     * @param data still the caller's to close
     * @param trained which images
     * @return what the file says of itself
     * @throws ExinaException when the written model does not say what the trained one says
     */
    public static ModelCard write(TrainingSets data, int[] trained, Head head, Request request) throws IOException {
        return write(data, trained, head, Optional.empty(), request);
    }

    private static ModelCard write(
            TrainingSets data, int[] trained, Head head, Optional<NoveltyCalibration> known, Request request)
            throws IOException {
        ModelRecipe recipe = new ModelRecipe(
                data.features().plan().parts().stream()
                        .map(part -> new ModelRecipe.Part(part.backbone(), part.views()))
                        .toList(),
                data.features().plan().crop(),
                data.features().plan().views(),
                head::toOnnx,
                known.map(each -> each::addTo),
                AutomaticHead.size(head).map(Training::size));
        Path source = request.source();
        Path name = source.toAbsolutePath().normalize().getFileName();
        ModelFile.Learned learned = new ModelFile.Learned(
                data.images().dataset().classes(),
                new ModelCard.Head(request.head(), settings(head, data), AutomaticHead.selection(head)),
                new ModelCard.Training(
                        name == null ? source.toString() : name.toString(),
                        data.images().fingerprint(),
                        trained.length,
                        data.images().groupCount(trained),
                        Arrays.stream(data.images().classSizes(trained)).boxed().toList(),
                        request.seed(),
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                        SeenImages.of(
                                        data.images(),
                                        trained,
                                        data.features().plan().backbones())
                                .text(),
                        data.images().dataset().sampleBits(),
                        data.images().dataset().isDepthKnown()),
                request.estimate().map(Training::estimate).stream().toList(),
                known.map(NoveltyCalibration::rejection),
                known.map(NoveltyCalibration::images).orElse(TrainingImages.NONE),
                GrainFraming.of(sources(data, trained)),
                request.versions());
        return ModelFile.write(request.file(), recipe, learned, probes(data, head, known));
    }

    private static List<ImageSource> sources(TrainingSets data, int[] trained) {
        return Arrays.stream(trained)
                .mapToObj(i -> data.images().dataset().samples().get(i).source())
                .toList();
    }

    private static ModelCard.Size size(AutomaticHead.Sized sized) {
        return new ModelCard.Size(
                ModelFormat.DIAMETERS,
                sized.weight(),
                sized.sizes().perClass().stream()
                        .map(each -> new ModelCard.ClassSize(each.meanMicrons(), each.deviationMicrons()))
                        .toList());
    }

    /** What the head chose, and what it was trained on besides the images. */
    private static Map<String, Object> settings(Head head, TrainingSets data) {
        Map<String, Object> settings = Json.fields(head.report());
        data.features().variants().ifPresent(variants -> settings.put("augment", variants.id()));
        return settings;
    }

    private static ModelCard.Estimate estimate(CrossValidation done) {
        RunRecord.Metrics metrics = done.metrics();
        return new ModelCard.Estimate(
                done.settings().folds(),
                metrics.n(),
                metrics.accuracy(),
                metrics.accuracyLow(),
                metrics.accuracyHigh(),
                metrics.macroF1(),
                metrics.logLoss(),
                metrics.calibrationError());
    }

    /** The first image of each class; where the head goes by size, also without its diameter. */
    private static List<ModelFile.Probe> probes(TrainingSets data, Head head, Optional<NoveltyCalibration> known)
            throws IOException {
        int[] labels = data.images().dataset().labels();
        List<ModelFile.Probe> probes = new ArrayList<>();
        for (int k = 0; k < data.images().dataset().classes().size(); k++) {
            int label = k;
            int first = IntStream.range(0, labels.length)
                    .filter(i -> labels[i] == label)
                    .findFirst()
                    .orElseThrow();
            float[] row = data.features().rows(new int[] {first})[0];
            OptionalDouble novelty =
                    known.map(each -> OptionalDouble.of(each.novelty(row))).orElse(OptionalDouble.empty());
            RgbImage image =
                    data.images().dataset().samples().get(first).source().pixels();
            if (AutomaticHead.size(head).isPresent()) {
                Covariates covariates = data.covariates().get(first);
                probes.add(new ModelFile.Probe(
                        image, boxed(head.probabilities(row, covariates)), novelty, covariates.diameterMicrons()));
            }
            probes.add(new ModelFile.Probe(image, boxed(head.probabilities(row)), novelty));
        }
        return probes;
    }

    private static List<Double> boxed(double[] probabilities) {
        return Arrays.stream(probabilities).boxed().toList();
    }
}
