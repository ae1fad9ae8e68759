package org.exina.suite;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.exina.augment.Augmentation;
import org.exina.backbone.BackboneSpec;
import org.exina.head.HeadException;
import org.exina.head.HeadSpec;
import org.exina.head.TopModel;
import org.exina.torch.Optimizer;
import org.exina.torch.Plan;

/** What is trained in an experiment. */
public sealed interface Learner {
    /** How pictures are seen, for tables: backbones side by side, or pixels. */
    String sees();

    /** What is trained, in its text form. */
    String id();

    /**
     * What is trained, in the words of a table.
     *
     * @param epochs at most; empty where training is not in epochs, or only its history knows
     * @param units of the dense layers, as text: "128", "256+64"; empty where there are none
     * @param activation of these; empty where there are none
     * @param optimizer or, of a head that is not trained in epochs, the head
     */
    record Summary(String epochs, String units, String activation, String optimizer) {
        /**
         * Makes a summary of a learner's text form; what cannot be read is shown as it is.
         *
         * @param id a text form, perhaps of another version of the program
         */
        static Summary of(String id) {
            if (id.startsWith(Contrast.ID + ":")) {
                return new Summary("", Contrast.UNITS, Contrast.ACTIVATION, name(Plan.DEFAULT.optimizer()));
            }
            try {
                return HeadSpec.parse(id) instanceof TopModel top ? of(top) : new Summary("", "", "", id);
            } catch (HeadException e) { // of another version
                return new Summary("", "", "", id);
            }
        }

        private static Summary of(TopModel top) {
            return new Summary(
                    Integer.toString(top.plan().passes().epochs()),
                    top.units().stream().map(count -> Integer.toString(count)).collect(Collectors.joining("+")),
                    top.activation().name().toLowerCase(Locale.ROOT),
                    name(top.plan().optimizer()));
        }

        private static String name(Optimizer optimizer) {
            return optimizer.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        }
    }

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
     * @param size side of its pictures, in pixels, at least 46
     * @param augmentation of the training pictures, another variant in each epoch
     */
    record Contrast(int size, Plan plan, Augmentation augmentation) implements Learner {
        private static final String ID = "contrast";
        private static final String UNITS = "64"; // of its one dense layer, as the network is described
        private static final String ACTIVATION = "relu";
        private static final int LEAST = 46; // three convolutions and poolings leave something of it

        public Contrast {
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
