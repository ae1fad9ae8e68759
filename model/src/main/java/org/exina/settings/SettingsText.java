package org.exina.settings;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.exina.io.ExinaException;

/** Settings as {@code name=value,name=value}. Each fault names the text that they are of. */
public final class SettingsText {
    private final String where;
    private final Map<String, String> values = new LinkedHashMap<>();

    /**
     * No settings yet.
     *
     * @param where what every fault begins with: {@code head 'lda:shrinkage=0.1'}
     */
    public SettingsText(String where) {
        this.where = where;
    }

    /**
     * Reads a list of them.
     *
     * @param malformed what to say of a part that sets nothing
     */
    public void read(String list, UnaryOperator<String> malformed) throws ExinaException {
        for (String part : list.split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals <= 0) {
                throw fault(malformed.apply(part));
            }
            String name = part.substring(0, equals).strip();
            if (values.put(name, part.substring(equals + 1).strip()) != null) {
                throw fault(name + " is set twice");
            }
        }
    }

    /** What is wrong, and with what. */
    public ExinaException fault(String problem) {
        return new ExinaException(where, problem);
    }

    /** What is set, in the order in which it was written. */
    public Set<String> names() {
        return values.keySet();
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The value that is set, or the usual one. */
    public String get(String name, String usual) {
        return values.getOrDefault(name, usual);
    }

    /** Refuses all other names than these. */
    public void only(List<String> known) throws ExinaException {
        for (String name : names()) {
            if (!known.contains(name)) {
                throw fault("unknown setting '" + name + "', expected one of " + String.join(", ", known)
                        + DidYouMean.suggestion(name, known));
            }
        }
    }

    /** The one of some words that is set, or the usual one. */
    public String word(String name, Collection<String> words, String usual) throws ExinaException {
        String wanted = get(name, usual);
        if (!words.contains(wanted)) {
            throw notOneOf(name, words, wanted);
        }
        return wanted;
    }

    /** That a word is none of those that are known. */
    public ExinaException notOneOf(String name, Collection<String> words, String wanted) {
        return fault(name + " must be one of " + String.join(", ", words) + ", got '" + wanted + "'"
                + DidYouMean.suggestion(wanted, words));
    }

    public boolean flag(String name, boolean usual) throws ExinaException {
        return word(name, List.of("true", "false"), Boolean.toString(usual)).equals("true");
    }

    public int whole(String name, int usual) throws ExinaException {
        return has(name) ? whole(name, values.get(name), "") : usual;
    }

    /**
     * A whole number in a value.
     *
     * @param more what else is to be known of it, for the fault
     */
    public int whole(String name, String wanted, String more) throws ExinaException {
        try {
            return Integer.parseInt(wanted.strip());
        } catch (NumberFormatException e) {
            throw fault(name + " must be a whole number" + more + ", got '" + wanted + "'");
        }
    }

    public double number(String name, double usual) throws ExinaException {
        return has(name) ? number(name, "") : usual;
    }

    /**
     * A number that is set.
     *
     * @param more what else it may be, for the fault
     */
    public double number(String name, String more) throws ExinaException {
        String wanted = values.get(name);
        try {
            return Double.parseDouble(wanted) + 0.0; // no negative zero
        } catch (NumberFormatException e) {
            throw fault(name + " must be a number" + more + ", got '" + wanted + "'");
        }
    }
}
