package org.exina.slides.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.exina.dataset.DatasetException;
import org.exina.image.file.ImageRegions;
import org.exina.model.Classifier;
import org.exina.slides.CountedField;
import org.exina.slides.DetectionSettings;
import org.exina.slides.GrainCounter;
import org.exina.slides.annotation.BoxedField;
import org.exina.slides.annotation.BoxedFields;
import org.exina.task.Progress;

/** Counts fields with boxes by a model that was trained on others. */
public final class SlideEvaluation {
    private SlideEvaluation() {}

    /**
     * Counts them all.
     *
     * @return in the order of the fields
     * @throws DatasetException when nobody drew a box, or no box is of a class of the model
     */
    public static List<EvaluatedField> of(
            Classifier model, DetectionSettings card, BoxedFields fields, Progress progress) throws IOException {
        SlideTraining.requireGrains(fields);
        if (fields.classes().stream().noneMatch(model.classes()::contains)) {
            throw new DatasetException(
                    fields.root(),
                    "the boxes' classes " + fields.classes() + " are none of the model's " + model.classes()
                            + "; expected fields with grains that the model knows, under the same names");
        }
        GrainCounter counter = new GrainCounter(model, card);
        List<String> groups = FieldGroups.of(fields.fields());
        List<EvaluatedField> judged = new ArrayList<>();
        for (BoxedField field : fields.fields()) {
            try (ImageRegions pixels =
                    field.withSampleBits(model.sampleBits(field.sampleBits())).open()) {
                CountedField counted = counter.count(
                        field.name(), field.file(), pixels::read, field.width(), field.height(), Progress.NONE);
                judged.add(EvaluatedField.of(counted, groups.get(judged.size()), SlideCrossValidation.truth(field)));
            }
            progress.report("counting fields", judged.size(), fields.fields().size());
        }
        return judged;
    }
}
