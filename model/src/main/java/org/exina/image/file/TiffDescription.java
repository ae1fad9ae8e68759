package org.exina.image.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What microscopes' programs write into a TIFF file's description: OME-TIFF's XML, ImageJ's lines, Aperio's MPP. Of the
 * first image in it; of anything else nothing is told.
 *
 * @param channels 1 where none are told
 * @param focusPlanes 1 where none are told
 * @param moments 1 where none are told
 * @param order of pages: of the letters C, Z and T first the one that changes from page to page
 * @param redGreenBlue which channels are red, green and blue, from 0
 * @param significantBits of a sample; 0 where it is not told
 * @param micronsPerPixel empty where it is not told, or given by a tag in {@code unitMicrons}
 * @param unitMicrons of the tag of resolution; 0 where no unit is told
 * @param source who wrote it: "OME", "ImageJ", "Aperio"; empty where nobody known did
 */
record TiffDescription(
        int channels,
        int focusPlanes,
        int moments,
        String order,
        List<Integer> redGreenBlue,
        int significantBits,
        OptionalDouble micronsPerPixel,
        double unitMicrons,
        String source) {
    private static final List<Integer> IN_ORDER = List.of(0, 1, 2);
    private static final String IN_IMAGEJ = "CZT";
    private static final TiffDescription NONE =
            new TiffDescription(1, 1, 1, IN_IMAGEJ, IN_ORDER, 0, OptionalDouble.empty(), 0, "");

    private static final Pattern PIXELS = Pattern.compile("<(?:\\w+:)?Pixels\\s[^>]*>");
    private static final Pattern CHANNEL = Pattern.compile("<(?:\\w+:)?Channel\\s[^>]*>");
    private static final Pattern APERIO = Pattern.compile("\\|\\s*MPP\\s*=\\s*([0-9.]+)");
    private static final List<String> COLOURS = List.of("red", "green", "blue");

    /** Micrometres of units as OME-TIFF and ImageJ name them. */
    private static final Map<String, Double> UNITS = Map.of(
            "\u00b5m", 1.0,
            "\u03bcm", 1.0,
            "um", 1.0,
            "micron", 1.0,
            "microns", 1.0,
            "micrometer", 1.0,
            "nm", 1e-3,
            "mm", 1e3,
            "cm", 1e4,
            "inch", 25_400.0);

    static TiffDescription of(String text) {
        if (text.startsWith("ImageJ=")) {
            return ofImageJ(text);
        }
        Matcher pixels = PIXELS.matcher(text);
        if (text.contains("<OME") || text.contains(":OME")) {
            return pixels.find() ? ofOme(text, pixels) : NONE;
        }
        Matcher aperio = APERIO.matcher(text);
        OptionalDouble scale = aperio.find() ? positive(aperio.group(1), 1) : OptionalDouble.empty();
        return scale.isEmpty() ? NONE : new TiffDescription(1, 1, 1, IN_IMAGEJ, IN_ORDER, 0, scale, 0, "Aperio");
    }

    private static TiffDescription ofImageJ(String text) {
        double unit = UNITS.getOrDefault(line(text, "unit").replace("\\u00B5", "\u00b5"), 0.0);
        return new TiffDescription(
                whole(line(text, "channels"), 1),
                whole(line(text, "slices"), 1),
                whole(line(text, "frames"), 1),
                IN_IMAGEJ,
                IN_ORDER,
                0,
                OptionalDouble.empty(),
                unit,
                "ImageJ");
    }

    private static TiffDescription ofOme(String text, Matcher pixels) {
        String tag = pixels.group();
        List<Integer> perChannel = new ArrayList<>(List.of(-1, -1, -1));
        String order = attribute(tag, "DimensionOrder");
        Matcher channels = CHANNEL.matcher(text).region(pixels.end(), text.length());
        int count = whole(attribute(tag, "SizeC"), 1);
        for (int i = 0; i < count && channels.find(); i++) {
            int colour = colour(channels.group());
            if (colour >= 0 && perChannel.get(colour) < 0) {
                perChannel.set(colour, i);
            }
        }
        double unit = UNITS.getOrDefault(attribute(tag, "PhysicalSizeXUnit").replace("&#181;", "\u00b5"), 0.0);
        String physical = attribute(tag, "PhysicalSizeX");
        boolean plain = attribute(tag, "PhysicalSizeXUnit").isEmpty(); // micrometres are what the schema presumes
        return new TiffDescription(
                count,
                whole(attribute(tag, "SizeZ"), 1),
                whole(attribute(tag, "SizeT"), 1),
                order.matches("XY[CZT]{3}") ? order.substring(2) : IN_IMAGEJ,
                perChannel.contains(-1) ? IN_ORDER : List.copyOf(perChannel),
                whole(attribute(tag, "SignificantBits"), 0),
                positive(physical, plain ? 1 : unit),
                0,
                "OME");
    }

    /** 0 red, 1 green, 2 blue, by the channel's colour (RGBA) or else its name; -1 for any other. */
    private static int colour(String channel) {
        String colour = attribute(channel, "Color");
        if (colour.matches("-?[0-9]{1,10}")) {
            int rgb = (int) (Long.parseLong(colour) >>> 8) & 0xFFFFFF;
            return rgb == 0xFF0000 ? 0 : rgb == 0xFF00 ? 1 : rgb == 0xFF ? 2 : -1;
        }
        return COLOURS.indexOf(attribute(channel, "Name").toLowerCase(Locale.ROOT));
    }

    /** In what a plane is one of several, in words. */
    String planesTitle() {
        return focusPlanes > 1 ? "planes of focus" : moments > 1 ? "moments" : "pages";
    }

    private static String attribute(String tag, String name) {
        Matcher found =
                Pattern.compile("\\s" + name + "\\s*=\\s*[\"']([^\"']*)[\"']").matcher(tag);
        return found.find() ? found.group(1).strip() : "";
    }

    private static String line(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    private static int whole(String text, int otherwise) {
        return text.matches("[0-9]{1,6}") && Integer.parseInt(text) > 0 ? Integer.parseInt(text) : otherwise;
    }

    private static OptionalDouble positive(String text, double unit) {
        try {
            double value = Double.parseDouble(text) * unit;
            return value > 0 && Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty(); // not told, then
        }
    }
}
