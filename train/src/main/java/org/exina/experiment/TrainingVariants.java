package org.exina.experiment;

import java.util.List;
import java.util.stream.IntStream;
import org.exina.augment.Augmentation;
import org.exina.features.FeaturePlan;

/**
 * Variants of images that heads are trained on besides the images themselves. A variant stands where its image
 * stands: none is ever trained on while its image is tested, and none is tested.
 *
 * @param count of each image, at least 1
 */
public record TrainingVariants(Augmentation augmentation, int count, long seed) {
    public TrainingVariants {
        if (count < 1) {
            throw new IllegalArgumentException("expected at least 1 variant, got " + count);
        }
    }

    /** "4 variants of rotate=180,flip=both; seed 1". */
    String id() {
        return count + (count == 1 ? " variant of " : " variants of ") + augmentation.id() + "; seed " + seed;
    }

    /** One for each variant. */
    List<FeaturePlan> plans(FeaturePlan plan) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> plan.variant(augmentation, seed, number))
                .toList();
    }
}
