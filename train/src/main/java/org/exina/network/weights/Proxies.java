package org.exina.network.weights;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which proxy leads to an address: Java's system properties ({@code https.proxyHost}) if they name one, else {@code
 * HTTPS_PROXY}, {@code HTTP_PROXY}, {@code ALL_PROXY} and {@code NO_PROXY} as curl reads them.
 */
final class Proxies extends ProxySelector {
    private final Map<String, String> env;
    private final Optional<ProxySelector> java;

    /**
     * The proxies that Java and these environment variables name.
     *
     * @param java asked first
     */
    Proxies(Map<String, String> env, Optional<ProxySelector> java) {
        this.env = env;
        this.java = java;
    }

    @Override
    public List<Proxy> select(URI address) {
        List<Proxy> chosen = java.map(selector -> selector.select(address)).orElse(List.of(Proxy.NO_PROXY));
        if (chosen.stream().anyMatch(proxy -> proxy.type() != Proxy.Type.DIRECT)) {
            return chosen;
        }
        return proxy(address)
                .map(proxy ->
                        new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.getHost(), port(proxy))))
                .map(List::of)
                .orElse(List.of(Proxy.NO_PROXY));
    }

    /** Name and password, where the variable holds them: {@code http://name:password@host:port}. */
    Optional<Authenticator> authenticator(URI address) {
        return proxy(address).map(URI::getRawUserInfo).map(user -> {
            String[] parts = user.split(":", 2);
            char[] password = decoded(parts.length > 1 ? parts[1] : "").toCharArray();
            return new Authenticator() {
                @Override
                protected PasswordAuthentication getPasswordAuthentication() {
                    return getRequestorType() == RequestorType.PROXY
                            ? new PasswordAuthentication(decoded(parts[0]), password)
                            : null;
                }
            };
        });
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private Optional<URI> proxy(URI address) {
        String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        if (isExcepted(host)) {
            return Optional.empty();
        }
        String scheme = address.getScheme().toLowerCase(Locale.ROOT);
        return variable(scheme + "_proxy")
                .or(() -> variable("all_proxy"))
                .map(text -> URI.create(text.contains("://") ? text : "http://" + text))
                .filter(proxy -> proxy.getHost() != null);
    }

    private boolean isExcepted(String host) {
        for (String each : variable("no_proxy").orElse("").split("[,\\s]+", -1)) {
            String name = each.strip().toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", "");
            if (name.equals("*") || (!name.isEmpty() && (host.equals(name) || host.endsWith("." + name)))) {
                return true;
            }
        }
        return false;
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(env.get(name))
                .filter(text -> !text.isBlank())
                .or(() -> Optional.ofNullable(env.get(name.toUpperCase(Locale.ROOT))))
                .filter(text -> !text.isBlank());
    }

    private static int port(URI proxy) {
        return proxy.getPort() > 0 ? proxy.getPort() : 80;
    }

    @Override
    public void connectFailed(URI address, SocketAddress proxy, IOException failure) {
        java.ifPresent(selector -> selector.connectFailed(address, proxy, failure));
    }
}
