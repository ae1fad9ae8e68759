package org.exina.report.html;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An element of HTML or SVG, built step by step. Refuses what would make a page load something: an address must be in
 * the page itself ({@code #id}) or carry its content ({@code data:}); scripts there are none.
 */
public final class Tag implements Html {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9-]*");
    private static final Pattern PATH_PART = Pattern.compile("(?<=[/_])(?=[^/_])");
    private static final Set<String> WITHOUT_END = Set.of("meta", "img", "br", "hr", "col", "wbr");
    private static final Set<String> ADDRESSES = Set.of("href", "src", "srcset", "poster", "data", "action");

    /** Written on the line of what stands before them. */
    private static final Set<String> IN_LINE = Set.of(
            "a", "b", "code", "em", "small", "span", "strong", "td", "th", "dd", "line", "circle", "rect", "img",
            "wbr");

    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<Html> children = new ArrayList<>();

    private Tag(String name) {
        if (!NAME.matcher(name).matches() || name.equals("script")) {
            throw new IllegalArgumentException("expected the name of an element, got " + name);
        }
        this.name = name;
    }

    public static Tag of(String name) {
        return new Tag(name);
    }

    /** With a {@code class} for the style sheet. */
    public static Tag of(String name, String styleClass) {
        return new Tag(name).with("class", styleClass);
    }

    /** An element with text and nothing else. */
    public static Tag text(String name, String text) {
        return new Tag(name).text(text);
    }

    /** A path; a narrow column breaks it where people would. */
    public static Tag path(String path) {
        Tag tag = of("div", "name");
        for (String part : PATH_PART.splitAsStream(path).toList()) {
            if (!tag.children.isEmpty()) {
                tag.add(of("wbr"));
            }
            tag.text(part);
        }
        return tag;
    }

    public Tag with(String attribute, String value) {
        if (!NAME.matcher(attribute).matches() || attribute.startsWith("on")) {
            throw new IllegalArgumentException("expected the name of an attribute, got " + attribute);
        }
        if (ADDRESSES.contains(attribute) && !value.startsWith("#") && !value.startsWith("data:image/")) {
            throw new IllegalArgumentException("expected an address within the page, got " + value);
        }
        attributes.put(attribute, value);
        return this;
    }

    public Tag with(String attribute, long value) {
        return with(attribute, Long.toString(value));
    }

    public Tag text(String text) {
        children.add(new Text(text));
        return this;
    }

    public Tag add(Html... parts) {
        children.addAll(List.of(parts));
        return this;
    }

    public Tag add(List<? extends Html> parts) {
        children.addAll(parts);
        return this;
    }

    @Override
    public void writeTo(Appendable out) throws IOException {
        out.append(IN_LINE.contains(name) ? "<" : "\n<").append(name);
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            out.append(' ').append(attribute.getKey()).append("=\"");
            Html.escape(attribute.getValue(), out);
            out.append('"');
        }
        out.append('>');
        if (WITHOUT_END.contains(name)) {
            return;
        }
        for (Html child : children) {
            child.writeTo(out);
        }
        out.append("</").append(name).append('>');
    }
}
