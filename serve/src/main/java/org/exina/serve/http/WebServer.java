package org.exina.serve.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.exina.io.ExinaException;
import org.exina.io.Remedy;

/** Answers HTTP/1.1 on one port, as its routes say. */
public final class WebServer implements AutoCloseable {
    private static final int MOST_THREADS = 96;
    private static final int MOST_CONNECTIONS = 1024;
    private static final long CROWDED_MILLIS = 1_000; // that a connection may be idle when there are so many
    private static final int HEADER_BYTES = 16 << 10;
    private static final long LEAST_BYTES_A_SECOND = 4 << 10; // of what is sent, after a while
    private static final long STOP_MILLIS = 2_000;

    private static final Map<String, String> SECURITY = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin");

    private static final String POLICY = "default-src 'self'; img-src 'self' blob: data:; object-src 'none';"
            + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private final Settings settings;
    private final Router router;
    private final Route.Handler otherwise;
    private final Function<Throwable, Reply> faults;
    private final Observer observer;
    private final Server jetty;
    private final int port;
    private final Guard guard;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<EndPoint, Long> idleSince = new ConcurrentHashMap<>(); // of those without a request at work
    private final Map<EndPoint, Call.Reading> working = new ConcurrentHashMap<>();

    /**
     * Where it answers.
     *
     * @param host an address or a name of this machine; a loopback one stands for all of them
     * @param port 0 for any that is free
     * @param token what a client must know; empty where all may ask that reach it
     * @param scratch a folder for what is sent, until it is answered
     * @param patience with clients that say nothing, or little
     */
    public record Settings(String host, int port, Optional<String> token, Path scratch, Duration patience) {}

    /** Told of each answer. Called by several threads. */
    @FunctionalInterface
    public interface Observer {
        /**
         * A request was answered.
         *
         * @param route its path with braces, or empty where there is none
         */
        void answered(String method, String route, int status, long nanos);
    }

    /**
     * Starts it.
     *
     * @param otherwise answers what no route does; by GET only
     * @param faults words what a handler throws
     * @throws ExinaException when the port is taken or the host is not one of this machine's
     */
    public WebServer(
            Settings settings,
            List<Route> routes,
            Route.Handler otherwise,
            Function<Throwable, Reply> faults,
            Observer observer)
            throws IOException {
        this.settings = settings;
        this.router = new Router(routes);
        this.otherwise = otherwise;
        this.faults = faults;
        this.observer = observer;
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 4);
        threads.setName("exina-serve");
        threads.setDaemon(true);
        this.jetty = new Server(threads);
        jetty.setErrorHandler((request, response, callback) -> {
            Reply reply = new ProblemException(response.getStatus(), "the request cannot be understood").reply();
            send(request, response, reply, POLICY);
            callback.succeeded();
            return true;
        });
        jetty.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                answer(request, response, callback);
                return true;
            }
        });
        jetty.setStopTimeout(STOP_MILLIS);
        this.port = bind();
        this.guard = new Guard(authorities(), settings.token(), port);
        try {
            jetty.start();
        } catch (Exception e) {
            close();
            throw new IOException("the server could not be started: " + e.getMessage(), e);
        }
    }

    private int bind() throws IOException {
        boolean loopback = isLoopback(settings.host());
        ServerConnector first = connector(loopback ? "127.0.0.1" : settings.host(), settings.port());
        open(first);
        int bound = first.getLocalPort();
        if (loopback) {
            ServerConnector second = connector("::1", bound);
            try {
                second.open();
            } catch (IOException e) {
                jetty.removeConnector(second); // this machine has no IPv6, or another program has that port there
            }
        }
        NetworkConnectionLimit limit = new NetworkConnectionLimit(MOST_CONNECTIONS, jetty);
        limit.setEndPointIdleTimeout(CROWDED_MILLIS);
        jetty.addBean(limit);
        return bound;
    }

    private ServerConnector connector(String host, int wanted) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        // a name in a path may hold a slash, encoded: paths are cut up before they are decoded
        http.setUriCompliance(UriCompliance.DEFAULT.with(
                "exina",
                UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
                UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING));
        ServerConnector connector = new ServerConnector(jetty, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(wanted);
        connector.setIdleTimeout(settings.patience().toMillis());
        connector.setReuseAddress(true);
        jetty.addConnector(connector);
        return connector;
    }

    private void open(ServerConnector connector) throws IOException {
        try {
            connector.open();
        } catch (IOException e) {
            String where = settings.host() + ":" + settings.port();
            if (e instanceof BindException || e.getCause() instanceof BindException) {
                throw new ExinaException(
                                where,
                                "cannot be listened at: the port is taken, maybe by an Exina that runs already",
                                e)
                        .with(Remedy.Kind.OTHER_PORT, settings.port());
            }
            throw new ExinaException(where, "cannot be listened at: " + e.getMessage(), e);
        }
    }

    /** Whether only this machine reaches it. */
    public static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (IOException e) {
            return false;
        }
    }

    private Set<String> authorities() throws IOException {
        Set<String> hosts = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "[::1]"));
        if (!isLoopback(settings.host())) {
            hosts.add(bracketed(settings.host()));
            if (InetAddress.getByName(settings.host()).isAnyLocalAddress()) {
                hosts.add(InetAddress.getLocalHost().getHostName());
                NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .forEach(each ->
                                hosts.add(bracketed(each.getHostAddress().replaceAll("%.*", ""))));
            }
        }
        Set<String> authorities = new LinkedHashSet<>();
        for (String host : hosts) {
            authorities.add(host.toLowerCase(Locale.ROOT) + ":" + port);
            if (port == 80) {
                authorities.add(host.toLowerCase(Locale.ROOT));
            }
        }
        return authorities;
    }

    private static String bracketed(String host) {
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    /** The port that it answers on. */
    public int port() {
        return port;
    }

    /** How many clients are connected. */
    public int connections() {
        return Arrays.stream(jetty.getConnectors())
                .mapToInt(each -> each.getConnectedEndPoints().size())
                .sum();
    }

    /**
     * Closes connections on which no whole request has come for long, however slowly one comes. Called now and then: that
     * a connection is idle is not seen where a byte comes each second.
     */
    public void closeSlow() {
        long now = System.nanoTime();
        long patience = settings.patience().toNanos();
        Set<EndPoint> open = Arrays.stream(jetty.getConnectors())
                .flatMap(each -> each.getConnectedEndPoints().stream())
                .collect(Collectors.toSet());
        idleSince.keySet().retainAll(open);
        for (EndPoint each : open) {
            long since = idleSince.computeIfAbsent(each, any -> now);
            Call.Reading reading = working.get(each);
            boolean slow = reading == null
                    ? now - since > patience
                    : reading.nanos() > patience
                            && each.getConnection() != null
                            && each.getConnection().getBytesIn() < reading.nanos() / 1e9 * LEAST_BYTES_A_SECOND;
            if (slow) {
                each.close();
            }
        }
    }

    private void answer(Request request, Response response, Callback callback) {
        long start = System.nanoTime();
        EndPoint client = request.getConnectionMetaData().getConnection().getEndPoint();
        Call.Reading reading = new Call.Reading();
        working.put(client, reading);
        String route = "";
        Reply reply;
        Path scratch = settings.scratch().resolve("request-" + numbers.incrementAndGet());
        try {
            Router.Found found = null;
            ProblemException missing = null;
            String path = request.getHttpURI().getPath();
            try {
                found = router.find(request.getMethod(), path);
                route = found.route().path();
            } catch (ProblemException e) {
                missing = e;
            }
            try (Call call = new Call(request, found == null ? Map.of() : found.values(), scratch, reading)) {
                Optional<Reply> own = guard.check(call);
                if (own.isPresent()) {
                    reply = own.get();
                } else if (found != null) {
                    reply = found.route().handler().reply(call);
                } else if (missing.status() == 404 && List.of("GET", "HEAD").contains(request.getMethod())) {
                    reply = otherwise.reply(call);
                } else {
                    throw missing;
                }
            }
        } catch (ProblemException e) {
            reply = e.reply();
        } catch (UriText.BadUri e) {
            reply = new ProblemException(400, e.getMessage()).reply();
        } catch (HttpException.RuntimeException e) { // of Jetty's, on what was sent
            reply = new ProblemException(e.getCode(), "what was sent cannot be read").reply();
        } catch (IOException | RuntimeException | Error e) {
            reply = faults.apply(e);
        }
        try {
            int status = send(request, response, reply, POLICY);
            callback.succeeded();
            observer.answered(request.getMethod(), route, status, System.nanoTime() - start);
        } catch (IOException | RuntimeException e) { // the client is gone, or a file went while it was sent
            callback.failed(e);
            observer.answered(request.getMethod(), route, 499, System.nanoTime() - start);
        } finally {
            idleSince.put(client, System.nanoTime());
            working.remove(client);
        }
    }

    /**
     * Sends an answer.
     *
     * @return the status that was sent
     */
    private static int send(Request request, Response response, Reply reply, String policy) throws IOException {
        HttpFields.Mutable headers = response.getHeaders();
        SECURITY.forEach(headers::put);
        headers.put("Content-Security-Policy", policy);
        headers.put("Cache-Control", "no-store");
        reply.headers().forEach(headers::put);
        String etag = reply.headers().get("ETag");
        String known = request.getHeaders().get("If-None-Match");
        if (etag != null && known != null && List.of(known.split("\\s*,\\s*")).contains(etag)) {
            response.setStatus(304);
            return 304;
        }
        response.setStatus(reply.status());
        if (!reply.type().isEmpty()) {
            headers.put("Content-Type", reply.type());
        }
        if (reply.length() >= 0 && reply.status() != 204) {
            headers.put("Content-Length", reply.length());
        }
        if (!request.getMethod().equals("HEAD") && reply.length() != 0) {
            try (OutputStream out = Content.Sink.asOutputStream(response)) {
                reply.writeTo(out);
            }
        }
        return reply.status();
    }

    /** Takes no more requests, and waits a moment for those at work. */
    @Override
    public void close() throws IOException {
        try {
            jetty.stop();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the server did not stop: " + e.getMessage(), e);
        }
    }
}
