package org.exina.slides.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.exina.image.Box;
import org.exina.slides.Candidate;
import org.exina.slides.Grain;
import org.exina.slides.annotation.BoxedField;
import org.exina.slides.annotation.LabelledBox;

/**
 * What candidates are, by the boxes that people drew: one that covers a box (intersection over union of a half or more) is
 * of its class, one that covers none is debris, and what lies between is not learned, nor what lies on an unknown grain. A
 * box that no candidate covers is a piece of its own, to learn from.
 */
final class IouAssignment {
    static final double SAME = 0.5;
    private static final double OTHER = 0.4;

    private IouAssignment() {}

    static List<TrainingCrop> of(int index, BoxedField field, List<Candidate> candidates) {
        List<TrainingCrop> pieces = new ArrayList<>();
        for (Candidate candidate : candidates) {
            pieces.add(piece(index, field, candidate));
        }
        for (LabelledBox grain : field.grains()) {
            boolean seen = candidates.stream()
                    .anyMatch(candidate -> candidate.box().intersectionOverUnion(grain.box()) >= SAME);
            if (!seen) {
                pieces.add(new TrainingCrop(index, drawn(grain.box()), grain.label(), false, true));
            }
        }
        return pieces;
    }

    private static TrainingCrop piece(int index, BoxedField field, Candidate candidate) {
        Optional<LabelledBox> nearest = nearest(candidate.box(), field.grains());
        double most = nearest.map(box -> box.box().intersectionOverUnion(candidate.box()))
                .orElse(0.0);
        if (most >= SAME) {
            return new TrainingCrop(index, candidate, nearest.get().label(), true, true);
        }
        boolean unsure = most >= OTHER || isOnUnknown(candidate.box(), field);
        return new TrainingCrop(index, candidate, Grain.DEBRIS, true, !unsure);
    }

    private static boolean isOnUnknown(Box box, BoxedField field) {
        return field.apart().stream()
                .anyMatch(each -> each.label().equalsIgnoreCase(LabelledBox.UNKNOWN)
                        && each.box().intersectionOverUnion(box) >= OTHER);
    }

    private static Optional<LabelledBox> nearest(Box box, List<LabelledBox> boxes) {
        LabelledBox nearest = null;
        for (LabelledBox each : boxes) {
            if (nearest == null
                    || each.box().intersectionOverUnion(box) > nearest.box().intersectionOverUnion(box)) {
                nearest = each;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** As if it had been found: an ellipse that fills the box. */
    private static Candidate drawn(Box box) {
        return new Candidate(box, Math.max(1, Math.round(box.area() * Math.PI / 4)), 1, 0);
    }
}
