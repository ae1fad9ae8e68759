package org.exina.study;

import java.util.List;
import org.exina.augment.Augmentation;
import org.exina.backbone.BackboneSpec;
import org.exina.experiment.ExperimentRecord;
import org.exina.head.HeadSpec;
import org.exina.torch.TrainingConfig;

/** What is trained in an experiment. */
public sealed interface Learner {
    /** How images are seen, for tables: backbones side by side, or pixels. */
    String sees();

    /** What is trained, in its text form. */
    String id();

    /**
     * A head on the features of frozen networks.
     *
     * @param backbones at least one, side by side
     */
    record OnFeatures(List<BackboneSpec> backbones, HeadSpec head) implements Learner {
        public OnFeatures {
            backbones = List.copyOf(backbones);
            if (backbones.isEmpty()) {
                throw new IllegalArgumentException("expected at least 1 backbone, got none");
            }
        }

        @Override
        public String sees() {
            return String.join(",", backbones.stream().map(BackboneSpec::id).toList());
        }

        @Override
        public String id() {
            return head.id();
        }
    }

    /**
     * The small network of the study, trained from nothing.
     *
     * @param size side of its images, in pixels, at least 46
     * @param augmentation of the training images, another variant in each epoch
     */
    record Cnn(int size, TrainingConfig plan, Augmentation augmentation) implements Learner {
        private static final String ID = ExperimentRecord.CONTRAST;
        private static final int LEAST = 46; // three convolutions and poolings leave something of it

        public Cnn {
            if (size < LEAST) {
                throw new IllegalArgumentException("size must be at least " + LEAST + ", got " + size);
            }
        }

        @Override
        public String sees() {
            return "pixels:size=" + size;
        }

        @Override
        public String id() {
            return ID + ":size=" + size + ",epochs=" + plan.passes().epochs() + ",batch="
                    + plan.passes().batch() + ",shuffle=" + plan.passes().shuffle() + ",samples="
                    + plan.passes().samples()
                    + (augmentation.equals(Augmentation.NONE) ? "" : ",augment=" + augmentation.id());
        }
    }
}
