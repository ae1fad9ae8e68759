package org.exina.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.exina.io.ExinaHome;
import org.exina.serve.ExinaServer;
import org.exina.serve.ServeSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code exina serve}: all of it in the browser, and for programs through REST. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Opens Exina in the browser: predict, label, clean, train, count, look at experiments. Programs use the same"
                    + " through REST (/api/).",
            "Only this machine reaches it, unless --host says otherwise: then whoever asks must know the token. Ctrl-C"
                    + " ends it."
        },
        footer = {"exina serve --open", "exina serve --data pollen-work --port 0"})
final class ServeCommand implements Callable<Integer> {
    private static final int TOKEN_BYTES = 24;

    private final Console console;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Where it listens; 0 for any port that is free. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "The folder with images, models, runs and counts; it is made where it is missing. Default: the"
                            + " folder exina in your own.")
    private Path data;

    @Option(names = "--open", description = "Open it in the browser.")
    private boolean open;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "The address that it listens at, such as 0.0.0.0 for all of this machine's. Default: this"
                    + " machine alone.")
    private String host;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${env:EXINA_TOKEN}",
            description = "What whoever asks must know: 16 letters, digits, '-' and '_' or more. Default: that of the"
                    + " variable EXINA_TOKEN; with --host, else one that is made and shown.")
    private String token;

    ServeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (port < 0 || port > 65_535) {
            throw new UsageException("--port: expected 0 to 65535, got " + port);
        }
        Optional<String> known = Optional.ofNullable(token)
                .filter(given -> !given.isEmpty())
                .or(() -> ExinaServer.isLoopback(host) ? Optional.empty() : Optional.of(fresh()));
        Path folder = data == null ? Path.of(System.getProperty("user.home"), "exina") : data;
        ServeSettings settings = new ServeSettings(
                folder,
                ExinaHome.path(),
                host,
                port,
                known,
                record -> CommandReconstruction.command(record, false),
                text -> console.note("exina: " + text));
        try (ExinaServer server = new ExinaServer(settings)) {
            console.line(console.bold(server.address().toString()));
            console.line("Data: " + folder.toAbsolutePath() + ". Ctrl-C ends it.");
            if (open) {
                browse(server.address());
            }
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            console.note("exina: the server has ended");
        }
        return ExitCode.OK;
    }

    private static String fresh() {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private void browse(URI address) {
        try {
            String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
            List<String> command = system.startsWith("windows")
                    ? List.of("rundll32", "url.dll,FileProtocolHandler", address.toString())
                    : List.of(system.startsWith("mac") ? "open" : "xdg-open", address.toString());
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            console.note("exina: no browser could be opened (" + e.getMessage() + "); open the address yourself");
        }
    }
}
