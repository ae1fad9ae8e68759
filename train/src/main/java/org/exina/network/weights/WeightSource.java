package org.exina.network.weights;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.exina.io.ExinaException;
import org.exina.io.Remedy;
import org.exina.io.UnreachableException;
import org.exina.network.Network;
import org.exina.task.Progress;

/**
 * Where official files are got from: Keras's server, or the mirror {@code EXINA_WEIGHTS_URL}; nowhere when {@code
 * EXINA_OFFLINE} is set.
 */
final class WeightSource {
    private static final String TUNNEL_PASSWORDS = "jdk.http.auth.tunneling.disabledSchemes";

    private final Map<String, String> env;
    private final Download.Settings patience;

    WeightSource(Map<String, String> env, Download.Settings patience) {
        this.env = env;
        this.patience = patience;
    }

    /** Whether {@code EXINA_OFFLINE} forbids to use the network. */
    private boolean isOffline() {
        return !List.of("", "0", "false", "no")
                .contains(env.getOrDefault("EXINA_OFFLINE", "").strip().toLowerCase(Locale.ROOT));
    }

    /**
     * Where a file is got from.
     *
     * @throws ExinaException when the mirror is no address
     */
    URI address(OfficialFile official) throws ExinaException {
        String mirror = env.getOrDefault("EXINA_WEIGHTS_URL", "").strip();
        try {
            URI address = official.address(mirror.isEmpty() ? OfficialFile.BASE : mirror);
            if (address.getHost() != null && String.valueOf(address.getScheme()).matches("(?i)https?")) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw new ExinaException("EXINA_WEIGHTS_URL: expected an address that begins with https:// or http://, got "
                    + mirror + " (" + e.getMessage() + ")");
        }
        throw new ExinaException(
                "EXINA_WEIGHTS_URL: expected an address that begins with https:// or http://, got " + mirror);
    }

    /**
     * Makes sure, before anything is asked for, that downloads are allowed.
     *
     * @throws ExinaException when the network may not be used
     */
    void checkAllowed(OfficialFile official) throws ExinaException {
        URI address = address(official);
        if (isOffline()) {
            throw new ExinaException("the weights of " + official.network()
                            + " are not here, and EXINA_OFFLINE forbids to download them; unset it, or "
                            + byHand(official, address))
                    .with(Remedy.Kind.IMPORT_WEIGHTS, official.network());
        }
    }

    private static String byHand(OfficialFile official, URI address) {
        return String.format(
                Locale.ROOT,
                "get %s (%.1f MB) with a machine that has a network, then import it",
                address,
                official.bytes() / 1e6);
    }

    /**
     * Gets a file and looks at it.
     *
     * @param part where it is put; what came of earlier tries may be there
     * @param say told in words what is done
     * @return the network it holds the weights of: the one it should be, of whatever width
     * @throws ExinaException when the server has no such file, or gives another; the part is deleted then
     * @throws IOException when the network or the disk fails
     */
    Network fetch(OfficialFile official, Path part, Progress progress, Consumer<String> say) throws IOException {
        URI address = address(official);
        say.accept(String.format(
                Locale.ROOT,
                "getting the weights of %s, %.1f MB, from %s (once; licence: %s)",
                official.network(),
                official.bytes() / 1e6,
                address,
                official.licence()));
        Download download = new Download(client(address), address, part, patience, progress, say);
        boolean resumed = run(download, official, address);
        if (resumed && !official.fits(part)) { // the part may have been of another file
            say.accept("what an earlier try had brought does not fit; once more from the beginning");
            download.discard();
            run(download, official, address);
        }
        checkPublished(part, official, download);
        if (official.md5().isEmpty()) {
            say.accept(
                    "Keras publishes no checksum of " + official.fileName() + "; its SHA-256 is checked from now on");
        }
        try {
            return KerasWeights.recognized(part, official.network(), address.toString());
        } catch (ExinaException e) {
            download.discard();
            throw e;
        }
    }

    /** Runs a download, and says the way out when it fails. */
    private static boolean run(Download download, OfficialFile official, URI address) throws IOException {
        try {
            return download.run();
        } catch (UnreachableException e) {
            throw new UnreachableException(
                            e.getMessage() + ". Behind a proxy, set HTTPS_PROXY. Without a network, "
                                    + byHand(official, address),
                            e)
                    .with(Remedy.Kind.IMPORT_WEIGHTS, official.network());
        } catch (ExinaException e) {
            throw new ExinaException(
                            e.getMessage() + "; is EXINA_WEIGHTS_URL right? A file got elsewhere can be imported", e)
                    .with(Remedy.Kind.IMPORT_WEIGHTS, official.network());
        }
    }

    private HttpClient client(URI address) {
        Proxies proxies = new Proxies(env, Optional.ofNullable(ProxySelector.getDefault()));
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(20))
                .proxy(proxies);
        proxies.authenticator(address).ifPresent(passwords -> {
            // Java sends no password to a proxy that leads to https unless it is told that it may
            if (System.getProperty(TUNNEL_PASSWORDS) == null) {
                System.setProperty(TUNNEL_PASSWORDS, "");
            }
            builder.authenticator(passwords);
        });
        return builder.build();
    }

    private static void checkPublished(Path part, OfficialFile official, Download download) throws IOException {
        if (!official.fits(part)) {
            String found = OfficialFile.md5(part);
            long bytes = Files.size(part);
            download.discard();
            throw new ExinaException(official.fileName() + " as it was downloaded is not the file that Keras publishes:"
                    + " MD5 " + found + " of " + bytes + " bytes, expected "
                    + official.md5().orElseThrow() + " of " + official.bytes()
                    + "; a proxy, a login page or a mirror may have changed it. Nothing was kept");
        }
    }
}
