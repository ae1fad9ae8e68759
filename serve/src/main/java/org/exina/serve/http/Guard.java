package org.exina.serve.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who may ask. A browser sends a page of any site to any address: so the name that was asked for must be one of ours (no
 * DNS rebinding), and what changes something must come from our own page, or from no browser. With a token, only who
 * knows it is answered.
 */
final class Guard {
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final List<String> OPEN = List.of("/health", "/ready");

    private final Set<String> authorities;
    private final Optional<String> token;
    private final String cookie;

    /**
     * A guard.
     *
     * @param authorities host and port as a client names them, lower case
     * @param port to tell cookies of several servers on one machine apart, which browsers do not
     */
    Guard(Set<String> authorities, Optional<String> token, int port) {
        this.authorities = Set.copyOf(authorities);
        this.token = token;
        this.cookie = "exina-" + port;
    }

    /**
     * Lets a request pass, or answers it.
     *
     * @return an answer to one that brings the token in the address
     * @throws ProblemException when it may not pass
     */
    Optional<Reply> check(Call call) throws ProblemException {
        String host = call.header("Host").orElse("").toLowerCase(Locale.ROOT);
        if (!authorities.contains(host)) {
            throw new ProblemException(403, "this server is not asked by that name; open http://" + first());
        }
        if (!READING.contains(call.method())) {
            requireOwnPage(call);
        } else if (isForeign(call) && !call.header("Sec-Fetch-Mode").orElse("").equals("navigate")) {
            throw new ProblemException(403, "pages of other sites may not read from this server");
        }
        if (token.isEmpty() || OPEN.contains(call.path())) {
            return Optional.empty();
        }
        if (call.path().equals("/") && call.query("token").filter(this::isToken).isPresent()) {
            return Optional.of(Reply.none()
                    .withStatus(303)
                    .with("Location", "/")
                    .with("Set-Cookie", cookie + "=" + token.get() + "; Path=/; HttpOnly; SameSite=Strict"));
        }
        String bearer = call.header("Authorization")
                .filter(text -> text.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(text -> text.substring(7).strip())
                .orElse("");
        if (!isToken(bearer) && !isToken(inCookie(call))) {
            throw new ProblemException(
                            401, "this server asks for its token; open the address that it printed when it was started")
                    .withHeader("WWW-Authenticate", "Bearer");
        }
        return Optional.empty();
    }

    private String first() {
        return authorities.stream().sorted().findFirst().orElseThrow();
    }

    private void requireOwnPage(Call call) throws ProblemException {
        Optional<String> origin = call.header("Origin").map(text -> text.toLowerCase(Locale.ROOT));
        boolean own = origin.isEmpty()
                || authorities.stream().anyMatch(each -> origin.get().equals("http://" + each))
                || authorities.stream().anyMatch(each -> origin.get().equals("https://" + each));
        if (!own || isForeign(call)) {
            throw new ProblemException(403, "only this server's own pages may change something here");
        }
    }

    /** A page of another address, be it on this machine or elsewhere. */
    private static boolean isForeign(Call call) {
        return List.of("cross-site", "same-site")
                .contains(call.header("Sec-Fetch-Site").orElse(""));
    }

    private String inCookie(Call call) {
        for (String pair : call.header("Cookie").orElse("").split(";", -1)) {
            String[] words = pair.strip().split("=", 2);
            if (words.length == 2 && words[0].equals(cookie)) {
                return words[1];
            }
        }
        return "";
    }

    /** Takes as long whatever it is. */
    private boolean isToken(String text) {
        return MessageDigest.isEqual(
                text.getBytes(StandardCharsets.UTF_8), token.orElseThrow().getBytes(StandardCharsets.UTF_8));
    }
}
