package org.exina.slides.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.exina.dataset.DatasetException;
import org.exina.experiment.ModelFile;
import org.exina.experiment.Training;
import org.exina.features.FeatureCache;
import org.exina.features.FeaturePlan;
import org.exina.head.HeadSpec;
import org.exina.io.ScratchFolder;
import org.exina.model.ModelCard;
import org.exina.slides.DetectionSettings;
import org.exina.slides.annotation.BoxedField;
import org.exina.slides.annotation.BoxedFields;
import org.exina.task.Progress;

/** Trains a model that counts, from fields with boxes: the detector is fitted, its candidates are cut out and learned. */
public final class SlideTraining {
    private SlideTraining() {}

    /**
     * What came out.
     *
     * @param model what the file says of itself
     * @param slide how it wants grains to be found
     * @param boxes that the detector was fitted to
     * @param met those of them that lie about something that it finds
     */
    public record Trained(ModelCard model, DetectionSettings slide, int boxes, int met) {}

    /**
     * Trains on all fields and writes a model file.
     *
     * @param file an earlier one is replaced, when all is done
     * @param source what the user named as the data
     * @param thumbnails whether the file is to hold small copies of grains trained on
     * @param versions by name
     * @throws DatasetException when there are no two kinds of things to learn
     */
    public static Trained train(
            BoxedFields fields,
            FeaturePlan plan,
            FeatureCache cache,
            HeadSpec spec,
            long seed,
            Path file,
            Path source,
            boolean thumbnails,
            Map<String, String> versions,
            Progress progress)
            throws IOException {
        ModelFile.reserve(file, source);
        requireGrains(fields);
        List<BoxedField> all = fields.fields();
        SegmenterTuning.Fitted detector = new SegmenterTuning().fit(all, progress);
        DetectionSettings card = DetectionSettings.DEFAULT.with(detector.settings());
        try (ScratchFolder scratch = ScratchFolder.in(file.toAbsolutePath().getParent());
                FieldFeatures cut = FieldFeatures.of(
                        fields, FieldGroups.of(all), card, TrainingCrop::trains, plan, cache, progress)) {
            Path unfinished = scratch.path().resolve(file.getFileName());
            Training.Request request =
                    new Training.Request(spec.id(), seed, unfinished, source, thumbnails, Optional.empty(), versions);
            ModelCard model = Training.train(cut.features(), spec, request, progress);
            card.writeTo(unfinished);
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return new Trained(model, card, detector.boxes(), detector.met());
        }
    }

    static void requireGrains(BoxedFields fields) throws DatasetException {
        if (fields.grains() == 0) {
            throw new DatasetException(
                    fields.root(),
                    "holds no box of a grain on its " + fields.fields().size()
                            + " fields; expected boxes with a class each. To count without any, train on images of"
                            + " single grains");
        }
    }
}
