package org.exina.serve.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Text in addresses: percent encoding (RFC 3986), strictly read. */
public final class UriText {
    private UriText() {}

    /** An address that cannot be read; the message says why. */
    static final class BadUri extends IOException {
        private BadUri(String problem) {
            super(problem);
        }
    }

    /** A segment of a path, or a value of a query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * What is meant by a segment of a path.
     *
     * @throws BadUri when the encoding is broken, is no UTF-8, or is of a control character
     */
    static String decoded(String text) throws BadUri {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '%') {
                int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
                int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    throw new BadUri("the address holds a '%' without two hexadecimal digits");
                }
                bytes.write(high << 4 | low);
                i += 2;
            } else if (letter > ' ' && letter <= '~') {
                bytes.write(letter);
            } else {
                throw new BadUri("the address holds a character that is not encoded");
            }
        }
        String decoded;
        try {
            decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadUri("the address is not encoded in UTF-8");
        }
        if (decoded.chars().anyMatch(Character::isISOControl)) {
            throw new BadUri("the address holds a control character");
        }
        return decoded;
    }

    /** The names of a query and their values, of several the first. */
    static Map<String, String> query(String text) throws BadUri {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            int end = pair.indexOf('=');
            String name = decoded((end < 0 ? pair : pair.substring(0, end)).replace("+", "%20"));
            values.putIfAbsent(
                    name, end < 0 ? "" : decoded(pair.substring(end + 1).replace("+", "%20")));
        }
        return values;
    }
}
