package org.exina.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.exina.dataset.Sample;
import org.exina.image.file.ImageHeader;
import org.exina.io.Csv;

/** The table of all written files. Read as a data set, it keeps all pieces of a group together, leaky or not. */
final class Manifest {
    private Manifest() {}

    static String text(PreparationPlan plan) {
        boolean known = plan.dataset().samples().stream()
                .anyMatch(sample -> sample.micronsPerPixel().isPresent());
        List<String> header = new ArrayList<>(List.of("path", "label", "group", "part", "split", "source", "crop"));
        if (known) {
            header.add("micronsPerPixel");
        }
        List<String> groups = plan.groupNames();
        StringBuilder text = new StringBuilder(Csv.row(header));
        for (Piece piece : plan.pieces()) {
            Sample sample = plan.dataset().samples().get(piece.sample());
            List<String> row = new ArrayList<>(List.of(
                    piece.path(),
                    sample.label(),
                    groups.get(piece.sample()),
                    piece.part(),
                    plan.settings().splitName(),
                    plan.dataset().relativePaths().get(piece.sample()),
                    plan.settings().cut().id() + (piece.of() > 1 ? " " + piece.number() + " of " + piece.of() : "")));
            if (known) {
                OptionalDouble microns = micronsPerPixel(plan, piece.sample());
                row.add(microns.isPresent() ? String.format(Locale.ROOT, "%.6g", microns.getAsDouble()) : "");
            }
            text.append(Csv.row(row));
        }
        return text.toString();
    }

    /** Of what is written; empty when its sides were scaled differently. */
    private static OptionalDouble micronsPerPixel(PreparationPlan plan, int sample) {
        OptionalDouble own = plan.dataset().samples().get(sample).micronsPerPixel();
        if (own.isEmpty() || plan.settings().size().isEmpty()) {
            return own;
        }
        ImageHeader header = plan.header(sample);
        int shorter = Math.min(header.width(), header.height());
        int longer = Math.max(header.width(), header.height());
        if (plan.settings().cut() == Cut.STRETCH && shorter != longer) {
            return OptionalDouble.empty();
        }
        double side = plan.settings().cut() == Cut.WHOLE ? longer : shorter;
        return OptionalDouble.of(
                own.getAsDouble() * side / plan.settings().size().getAsInt());
    }
}
