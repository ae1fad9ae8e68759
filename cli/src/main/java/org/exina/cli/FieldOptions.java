package org.exina.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.exina.synthetic.FieldSettings;
import picocli.CommandLine.Option;

/** What to draw with {@code exina sample --slides}. */
final class FieldOptions {
    private static final Pattern SIZE = Pattern.compile("\\s*(\\d{1,7})\\s*[,x]\\s*(\\d{1,7})\\s*");

    @Option(names = "--slides", description = "Draw microscope fields with many grains and the truth about each.")
    private boolean slides;

    @Option(names = "--fields", paramLabel = "N", description = "With --slides: how many fields. Default: 20.")
    private Integer fields;

    @Option(
            names = "--size",
            paramLabel = "W,H",
            description = "With --slides: size of a field in pixels, up to 40000,40000. Default: 1600,1200.")
    private String size;

    @Option(
            names = "--grains",
            paramLabel = "N",
            description = "With --slides: how many grains lie on a field, about. Default: 24 on 1600 x 1200 pixels, on"
                    + " others in proportion.")
    private Integer grains;

    @Option(
            names = "--planes",
            paramLabel = "N",
            description = "With --slides: draw each field at so many planes of focus, in a folder. Default: 1.")
    private Integer planes;

    @Option(names = "--dark", description = "With --slides: dark field, bright grains on black.")
    private boolean dark;

    /**
     * Whether fields are asked for, and not single grains.
     *
     * @throws UsageException when fields are not asked for, but an option for them is given
     */
    boolean areAsked() {
        if (slides) {
            return true;
        }
        List<String> given = new ArrayList<>();
        add(given, "--fields", fields != null);
        add(given, "--size", size != null);
        add(given, "--grains", grains != null);
        add(given, "--planes", planes != null);
        add(given, "--dark", dark);
        if (!given.isEmpty()) {
            throw new UsageException(given.get(0) + ": is for --slides, which is missing");
        }
        return false;
    }

    private static void add(List<String> given, String name, boolean isGiven) {
        if (isGiven) {
            given.add(name);
        }
    }

    FieldSettings settings(int classes, long seed) {
        FieldSettings settings =
                FieldSettings.DEFAULT.withClasses(classes).withSeed(seed).withDark(dark);
        if (size != null) {
            Matcher sides = SIZE.matcher(size);
            if (!sides.matches()) {
                throw new UsageException("--size: expected width and height in pixels, as 1600,1200, got " + size);
            }
            settings = settings.withSize(side(sides.group(1)), side(sides.group(2)));
        }
        if (fields != null) {
            settings = settings.withFields(within("--fields", fields, 1, FieldSettings.MAX_FIELDS));
        }
        if (planes != null) {
            settings = settings.withPlanes(within("--planes", planes, 1, FieldSettings.MAX_PLANES));
        }
        if (grains != null) {
            int most = FieldSettings.mostGrains(settings.width(), settings.height());
            if (grains > most) {
                throw new UsageException("--grains: there is room for at most " + most + " on " + settings.width()
                        + " x " + settings.height() + " pixels, got " + grains);
            }
            settings = settings.withGrains(within("--grains", grains, 0, most));
        }
        return settings;
    }

    private static int side(String digits) {
        return within("--size", Integer.parseInt(digits), FieldSettings.MIN_SIDE, FieldSettings.MAX_SIDE);
    }

    private static int within(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new UsageException(option + ": expected " + least + " to " + most + ", got " + value);
        }
        return value;
    }
}
