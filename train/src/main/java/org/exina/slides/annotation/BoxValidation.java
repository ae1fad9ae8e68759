package org.exina.slides.annotation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.exina.dataset.DatasetException;
import org.exina.image.Box;
import org.exina.image.file.ImageException;
import org.exina.image.file.ImageFile;
import org.exina.image.file.ImageHeader;

/** Lays drawn boxes on their images, and lists what cannot be used. */
final class BoxValidation {
    /** A box with a shorter side shows nothing: a slip of the mouse. */
    private static final int MIN_SIDE = 4;

    private final ImageFolder folder;
    private final List<LeftOut> leftOut = new ArrayList<>();
    private int clipped;

    BoxValidation(ImageFolder folder) {
        this.folder = folder;
    }

    List<LeftOut> leftOut() {
        return leftOut;
    }

    int clipped() {
        return clipped;
    }

    void leaveOut(String where, String reason) {
        leftOut.add(new LeftOut(where, reason));
    }

    /** What an image's header says; nothing, and the image left out, when it cannot be read. */
    Optional<ImageHeader> header(Path image, int boxes) throws DatasetException {
        try {
            return Optional.of(ImageFile.probe(image));
        } catch (ImageException e) {
            String prefix = image + ": ";
            String reason = e.getMessage().startsWith(prefix) ? e.getMessage().substring(prefix.length()) : "";
            leaveOut(folder.relative(image), reason + (boxes == 0 ? "" : "; its " + count(boxes) + " left out, too"));
            return Optional.empty();
        } catch (IOException e) {
            throw new DatasetException(image, "cannot be read: " + e.getMessage(), e);
        }
    }

    private static String count(int boxes) {
        return boxes == 1 ? "box is" : boxes + " boxes are";
    }

    /**
     * A field with those of its boxes that can be used; a box drawn twice counts once.
     *
     * @throws DatasetException when one box has two labels
     */
    BoxedField field(String name, Path image, ImageHeader header, String group, List<RawBox> drawn)
            throws DatasetException {
        Map<Box, RawBox> seen = new HashMap<>();
        List<LabelledBox> grains = new ArrayList<>();
        List<LabelledBox> apart = new ArrayList<>();
        for (RawBox each : drawn) {
            Optional<Box> box = settle(each, header);
            if (box.isPresent() && isNew(seen.putIfAbsent(box.get(), each), each)) {
                LabelledBox labelled = new LabelledBox(box.get(), each.label());
                (labelled.isOfAClass() ? grains : apart).add(labelled);
            }
        }
        return new BoxedField(name, image, header.width(), header.height(), group, grains, apart);
    }

    private Optional<Box> settle(RawBox drawn, ImageHeader image) {
        int[] edges = drawn.edges(image);
        int width = edges[2] - edges[0];
        int height = edges[3] - edges[1];
        String least = MIN_SIDE + " x " + MIN_SIDE + " pixels";
        if (width < MIN_SIDE || height < MIN_SIDE) {
            leaveOut(
                    drawn,
                    "is of " + width + " x " + height + " pixels; expected at least " + least
                            + (drawn.looksLikeShares() && !drawn.isWhole()
                                    ? " (shares of the image's sides, where others are pixels?)"
                                    : ""));
            return Optional.empty();
        }
        Box box = new Box(edges[0], edges[1], width, height);
        if (box.isWithin(image.width(), image.height())) {
            return Optional.of(box);
        }
        if (!box.meets(image.width(), image.height())) {
            leaveOut(
                    drawn,
                    "lies outside its image of " + image.width() + " x " + image.height() + " pixels (left " + edges[0]
                            + ", upper " + edges[1] + ", right " + edges[2] + ", lower " + edges[3] + ")");
            return Optional.empty();
        }
        Box within = box.clipped(image.width(), image.height());
        if (within.width() < MIN_SIDE || within.height() < MIN_SIDE) {
            leaveOut(
                    drawn,
                    "has only " + within.width() + " x " + within.height()
                            + " pixels within its image; expected at least " + least);
            return Optional.empty();
        }
        clipped++;
        return Optional.of(within);
    }

    /** One box may stand there twice, but not with two labels. */
    private boolean isNew(RawBox before, RawBox now) throws DatasetException {
        if (before == null) {
            return true;
        }
        String there = before.place().seenFrom(now.place());
        if (!before.label().equals(now.label())) {
            throw now.place()
                    .fault("the same box is " + before.label() + " (" + there + ") and " + now.label()
                            + "; expected one class for a box");
        }
        leaveOut(now, "is the same box as " + there);
        return false;
    }

    private void leaveOut(RawBox drawn, String reason) {
        leaveOut(folder.relative(drawn.place().file()) + ", " + drawn.place().at(), reason);
    }
}
