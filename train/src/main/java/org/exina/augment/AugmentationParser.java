package org.exina.augment;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.exina.io.ExinaException;
import org.exina.settings.SettingsText;

/** Reads the text form of an augmentation: {@code [preset:]setting=value[,setting=value...]}, or a preset alone. */
final class AugmentationParser {
    private static final Map<String, Augmentation> PRESETS = presets();
    private static final List<String> SETTINGS = List.of(
            "rotate", "flip", "shift", "zoom", "stretch", "shear", "brightness", "contrast", "colour", "blur", "fill");

    private final SettingsText settings;

    private AugmentationParser(String text) {
        this.settings = new SettingsText("augmentation '" + text + "'");
    }

    private static Map<String, Augmentation> presets() {
        Map<String, Augmentation> presets = new LinkedHashMap<>();
        presets.put("none", Augmentation.NONE);
        presets.put("study", Augmentation.STUDY);
        presets.put("microscope", Augmentation.MICROSCOPE);
        return presets;
    }

    static Augmentation parse(String text) throws ExinaException {
        AugmentationParser parser = new AugmentationParser(text);
        int colon = text.indexOf(':');
        if (colon < 0 && text.indexOf('=') >= 0) {
            parser.split(text);
            return parser.over(Augmentation.NONE);
        }
        String name = (colon < 0 ? text : text.substring(0, colon)).strip();
        Augmentation preset = PRESETS.get(name);
        if (preset == null) {
            throw new ExinaException("unknown augmentation '" + name + "': expected one of "
                    + String.join(", ", PRESETS.keySet()) + ", or settings such as rotate=180,flip=both");
        }
        if (colon >= 0) {
            parser.split(text.substring(colon + 1));
        }
        return parser.over(preset);
    }

    private void split(String list) throws ExinaException {
        settings.read(list, part -> "expected setting=value, got '" + part.strip() + "'");
        for (String name : settings.names()) {
            if (!SETTINGS.contains(name)) {
                throw settings.fault("unknown setting '" + name + "', expected one of " + String.join(", ", SETTINGS));
            }
        }
    }

    private Augmentation over(Augmentation base) throws ExinaException {
        try {
            return new Augmentation(
                    number("rotate", base.rotate()),
                    word("flip", base.flip(), Flip.values(), Flip::id),
                    number("shift", base.shift()),
                    number("zoom", base.zoom()),
                    number("stretch", base.stretch()),
                    number("shear", base.shear()),
                    number("brightness", base.brightness()),
                    number("contrast", base.contrast()),
                    number("colour", base.colour()),
                    number("blur", base.blur()),
                    word("fill", base.fill(), Fill.values(), Fill::id));
        } catch (IllegalArgumentException e) {
            throw settings.fault(e.getMessage());
        }
    }

    private double number(String name, double otherwise) throws ExinaException {
        return settings.number(name, otherwise) + 0.0; // no negative zero
    }

    private <T> T word(String name, T otherwise, T[] all, Function<T, String> id) throws ExinaException {
        String wanted = settings.get(name, id.apply(otherwise));
        return Arrays.stream(all)
                .filter(each -> id.apply(each).equals(wanted))
                .findFirst()
                .orElseThrow(() -> settings.fault(name + " must be one of "
                        + Arrays.stream(all).map(id).collect(Collectors.joining(", ")) + ", got '" + wanted
                        + "'"));
    }
}
