package org.exina.dataset;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.regex.Pattern;

/** What names of files and folders tell, the same on every system. */
final class PathNames {
    /** By code points: {@link String#compareTo} puts what lies beyond the basic plane before U+E000. */
    static final Comparator<String> CODE_POINTS = PathNames::compareCodePoints;

    private static final String IN_BRACKETS = "[\\s_.,#-]*[(\\[{]\\s*\\p{Nd}+\\s*[)\\]}]$";

    /** A number, alone or in brackets, at the end, with what separates it from the label. */
    private static final Pattern NUMBER_AT_END = Pattern.compile(IN_BRACKETS + "|[\\s_.,#-]*\\p{Nd}+$");

    /** A number at the end as above, but not written onto a word: in "type2_07" the 2 belongs to the label. */
    private static final Pattern NUMBER_BEFORE_IT = Pattern.compile(IN_BRACKETS + "|[\\s_.,#-]+\\p{Nd}+$");

    private static final Pattern SEPARATORS_AT_END = Pattern.compile("[\\s_.,#-]+$");

    /** Not in names of folders, on one system or another. */
    private static final Pattern UNFIT = Pattern.compile("[/\\\\:*?\"<>|\\p{Cntrl}]|^[.@#$_]|[. ]$"
            + "|^(?i:con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?$"); // devices of Windows

    private PathNames() {}

    static boolean isFolderName(String label) {
        return !UNFIT.matcher(label).find();
    }

    /** Unicode's composed form, without blanks around it: macOS may store "é" as two characters. */
    static String label(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).strip();
    }

    /** "senegalia (3).jpg" gives "senegalia"; empty when nothing but a number is left. */
    static String labelOfFile(String fileName) {
        int dot = fileName.lastIndexOf('.');
        String rest = dot > 0 ? fileName.substring(0, dot) : fileName;
        Pattern number = NUMBER_AT_END;
        for (String before = ""; !before.equals(rest); ) {
            before = rest;
            rest = number.matcher(rest).replaceFirst("");
            rest = SEPARATORS_AT_END.matcher(rest).replaceFirst("");
            number = NUMBER_BEFORE_IT;
        }
        return label(rest);
    }

    /** Relative to {@code root}, with '/' between names, in the composed form. */
    static String relative(Path root, Path path) {
        boolean sameDrive = root.isAbsolute() == path.isAbsolute()
                && (root.getRoot() == null || root.getRoot().equals(path.getRoot()));
        Path relative = sameDrive ? root.relativize(path) : path;
        String text = relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private static int compareCodePoints(String a, String b) {
        int i = 0;
        while (i < a.length() && i < b.length() && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        if (i == a.length() || i == b.length()) {
            return Integer.compare(a.length(), b.length());
        }
        char x = a.charAt(i);
        char y = b.charAt(i);
        boolean xHigh = Character.isSurrogate(x);
        boolean yHigh = Character.isSurrogate(y);
        return xHigh == yHigh ? Character.compare(x, y) : xHigh ? 1 : -1;
    }
}
