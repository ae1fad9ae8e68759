package org.exina.cli;

import org.exina.augment.AugmentationException;
import org.exina.backbone.BackboneException;
import org.exina.boxes.BoxesException;
import org.exina.cleaning.CleaningException;
import org.exina.count.CountException;
import org.exina.dataset.DatasetException;
import org.exina.detect.DetectException;
import org.exina.experiment.RunException;
import org.exina.features.FeatureException;
import org.exina.field.FieldException;
import org.exina.head.HeadException;
import org.exina.image.ImageException;
import org.exina.network.NetworkException;
import org.exina.predict.ModelException;
import org.exina.sample.SampleException;
import org.exina.slide.StackException;
import org.exina.suite.SuiteException;
import org.exina.tune.TuneException;
import org.exina.weights.WeightException;

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
