package org.exina.report.html;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A part of a page. Text and attributes are escaped when they are written, and nothing but
 * {@link Style} and {@link Script}, which are ours, can be put on a page unescaped: no label or file name can break it.
 */
public sealed interface Html permits Html.Text, Html.Style, Html.Script, Tag {
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

    /** A whole element with a script of ours, which the page's policy names by its hash: no user's text. */
    record Script(String code) implements Html {
        public Script {
            if (code.contains("</") || code.contains("<!--")) {
                throw new IllegalArgumentException(
                        "a script must not contain the end of an element, or a comment's begin");
            }
        }

        /** As a policy names it. */
        public String hash() {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8));
                return "sha256-" + Base64.getEncoder().encodeToString(hash);
            } catch (NoSuchAlgorithmException e) { // every Java has it
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void writeTo(Appendable out) throws IOException {
            out.append("\n<script>").append(code).append("</script>");
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
