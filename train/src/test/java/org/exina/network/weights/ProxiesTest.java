package org.exina.network.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProxiesTest {
    private static final URI SECURE = URI.create("https://storage.example.org/file");
    private static final URI PLAIN = URI.create("http://storage.example.org/file");

    private static String proxy(URI address, Map<String, String> env) {
        Proxy proxy = new Proxies(env, Optional.empty()).select(address).get(0);
        return proxy.type() == Proxy.Type.DIRECT
                ? "none"
                : ((InetSocketAddress) proxy.address()).getHostString() + ":"
                        + ((InetSocketAddress) proxy.address()).getPort();
    }

    @Test
    void variablesAreReadAsCurlDoes() {
        Map<String, String> env = Map.of("HTTPS_PROXY", "http://proxy:3128", "http_proxy", "other:8080");

        assertThat(proxy(SECURE, env)).isEqualTo("proxy:3128");
        assertThat(proxy(PLAIN, env)).isEqualTo("other:8080");
        assertThat(proxy(PLAIN, Map.of("ALL_PROXY", "http://all"))).isEqualTo("all:80");
        assertThat(proxy(SECURE, Map.of())).isEqualTo("none");
        assertThat(proxy(SECURE, Map.of("HTTPS_PROXY", " "))).isEqualTo("none");
    }

    @Test
    void exceptionsAreReached() {
        String proxy = "http://proxy:3128";
        assertThat(proxy(SECURE, Map.of("HTTPS_PROXY", proxy, "NO_PROXY", "example.org")))
                .isEqualTo("none");
        assertThat(proxy(SECURE, Map.of("HTTPS_PROXY", proxy, "no_proxy", "localhost, .example.org")))
                .isEqualTo("none");
        assertThat(proxy(SECURE, Map.of("HTTPS_PROXY", proxy, "NO_PROXY", "*"))).isEqualTo("none");
        assertThat(proxy(SECURE, Map.of("HTTPS_PROXY", proxy, "NO_PROXY", "ample.org")))
                .isEqualTo("proxy:3128");
    }

    @Test
    void javasOwnSettingsComeFirst() {
        ProxySelector java = ProxySelector.of(InetSocketAddress.createUnresolved("java", 1));
        Proxies proxies = new Proxies(Map.of("HTTPS_PROXY", "http://proxy:3128"), Optional.of(java));

        assertThat(((InetSocketAddress) proxies.select(SECURE).get(0).address()).getHostString())
                .isEqualTo("java");
    }

    @Test
    void namesAndPasswordsAreTaken() {
        Proxies proxies = new Proxies(Map.of("HTTPS_PROXY", "http://me:p%40ss@proxy:3128"), Optional.empty());

        assertThat(proxies.authenticator(SECURE)).isPresent();
        assertThat(proxies.authenticator(PLAIN)).isEmpty();
        assertThat(proxy(SECURE, Map.of("HTTPS_PROXY", "http://me:p%40ss@proxy:3128")))
                .isEqualTo("proxy:3128");
    }
}
