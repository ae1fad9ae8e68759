package org.exina.report;

import java.io.IOException;

/**
 * A part of a page. Text and attributes are escaped when they are written, and nothing but {@link Style}, which is ours,
 * can be put on a page unescaped: no label or file name can break it.
 */
sealed interface Html permits Html.Text, Html.Style, Tag {
    void writeTo(Appendable out) throws IOException;

    /** Text between elements. */
    record Text(String text) implements Html {
        @Override
        public void writeTo(Appendable out) throws IOException {
            escape(text, out);
        }
    }

    /** The style sheet: no user's text. */
    record Style(String css) implements Html {
        public Style {
            if (css.contains("<")) {
                throw new IllegalArgumentException("a style sheet must not contain '<'");
            }
        }

        @Override
        public void writeTo(Appendable out) throws IOException {
            out.append(css);
        }
    }

    /** Escapes for text and for quoted attributes alike; what HTML does not allow at all becomes U+FFFD. */
    static void escape(String text, Appendable out) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '\t', '\n' -> out.append(c);
                default -> out.append(Character.isISOControl(c) ? '\uFFFD' : c);
            }
        }
    }
}
