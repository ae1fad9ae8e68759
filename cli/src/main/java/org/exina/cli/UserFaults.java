package org.exina.cli;

import org.exina.augment.AugmentationException;
import org.exina.backbone.BackboneException;
import org.exina.cleaning.CleaningException;
import org.exina.dataset.DatasetException;
import org.exina.experiment.RunException;
import org.exina.features.FeatureException;
import org.exina.finetune.TuneException;
import org.exina.head.HeadException;
import org.exina.image.file.ImageException;
import org.exina.model.ModelException;
import org.exina.network.weights.WeightException;
import org.exina.onnx.NetworkException;
import org.exina.report.slides.CountException;
import org.exina.slides.FieldException;
import org.exina.slides.StackException;
import org.exina.slides.annotation.BoxesException;
import org.exina.slides.train.DetectException;
import org.exina.study.SuiteException;
import org.exina.synthetic.SampleException;

/** Which exceptions tell the user of something in what was given. */
final class UserFaults {
    private UserFaults() {}

    static boolean is(Exception e) {
        return e instanceof ImageException
                || e instanceof DatasetException
                || e instanceof AugmentationException
                || e instanceof NetworkException
                || e instanceof WeightException
                || e instanceof BackboneException
                || e instanceof FeatureException
                || e instanceof HeadException
                || e instanceof ModelException
                || e instanceof RunException
                || e instanceof SuiteException
                || e instanceof TuneException
                || e instanceof CleaningException
                || e instanceof SampleException
                || e instanceof BoxesException
                || e instanceof DetectException
                || e instanceof FieldException
                || e instanceof StackException
                || e instanceof CountException
                || e instanceof UsageException;
    }
}
