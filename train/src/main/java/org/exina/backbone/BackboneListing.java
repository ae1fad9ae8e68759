package org.exina.backbone;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.exina.io.ExinaException;

/**
 * A backbone as it is listed; nothing of it is opened.
 *
 * @param heightPx of its images; 0 when an added one is broken
 * @param widthPx of its images; 0 when an added one is broken
 * @param shapes of the last map, (height, width, channels), for images of a few sizes; empty for added ones
 * @param taps where it is read
 * @param parameters how many numbers it learned
 * @param bytes of its file, or of the download
 * @param licence of the weights; empty when Exina does not know
 * @param source its paper, or the file it was added from
 * @param fault why it is broken; empty when it is not
 */
public record BackboneListing(
        String name,
        State state,
        int heightPx,
        int widthPx,
        Map<Integer, List<Integer>> shapes,
        List<Tap> taps,
        long parameters,
        long bytes,
        String licence,
        String source,
        @JsonIgnore Optional<ExinaException> fault) {
    /** Where a backbone comes from, and whether it can be used. */
    public enum State {
        /** Needs no file. */
        BUILT_IN,
        /** All its files are there. */
        READY,
        /** A described network whose weights are got when it is first used. */
        DOWNLOADABLE,
        /** Something is wrong with it; {@link BackboneListing#problem} says what. */
        BROKEN;

        /** "built in", "ready", "downloadable", "broken". */
        public String title() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * A place where a backbone can be read.
     *
     * @param shape (height, width, channels) of a map, the length of a vector; empty when it is not known
     * @param isRead whether it is, when nobody says otherwise
     */
    public record Layer(String name, List<Integer> shape, boolean isRead) {
        public Layer {
            shape = List.copyOf(shape);
        }
    }

    public BackboneListing {
        shapes = Collections.unmodifiableMap(new TreeMap<>(shapes));
        taps = List.copyOf(taps);
    }

    /** What the fault says; empty when there is none. */
    @JsonProperty
    public String problem() {
        return fault.map(ExinaException::getMessage).orElse("");
    }

    public int features() {
        return taps.stream().mapToInt(Tap::features).sum();
    }
}
