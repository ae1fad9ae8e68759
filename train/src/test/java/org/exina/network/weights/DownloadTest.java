package org.exina.network.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.exina.io.ExinaException;
import org.exina.io.UnreachableException;
import org.exina.task.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadTest {
    private static final Download.Settings QUICK =
            new Download.Settings(3, Duration.ofMillis(5), Duration.ofSeconds(20), Download.Settings.DEFAULT.sink());

    private final byte[] file = new byte[300_000];
    private final List<String> said = new ArrayList<>();

    @TempDir
    private Path folder;

    private TestServer server;
    private Path part;

    @BeforeEach
    void start() throws IOException {
        new Random(1).nextBytes(file);
        server = new TestServer(file);
        part = folder.resolve("weights.h5.part");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private boolean download(Download.Settings settings) throws IOException {
        return download(settings, server.address() + "/weights.h5", Progress.NONE);
    }

    private boolean download(Download.Settings settings, String address, Progress progress) throws IOException {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        return new Download(client, URI.create(address), part, settings, progress, said::add).run();
    }

    private List<String> ranges() {
        return server.requests().stream().map(line -> line.split(" ", 2)[1]).toList();
    }

    @Test
    void theFileArrives() throws IOException {
        List<Long> kilobytes = new ArrayList<>();

        boolean resumed = download(QUICK, server.address() + "/weights.h5", (phase, done, total) -> {
            assertThat(phase).isEqualTo("downloading weights.h5 (kB)");
            assertThat(total).isEqualTo(300);
            kilobytes.add(done);
        });

        assertThat(resumed).isFalse();
        assertThat(part).hasBinaryContent(file);
        assertThat(kilobytes).isSorted().last().isEqualTo(300L);
        assertThat(folder.toFile().list()).containsExactly(part.getFileName().toString());
    }

    @Test
    void whatBrokeOffGoesOn() throws IOException {
        server.first(server.breaksOff(100_000, file.length));

        download(QUICK);

        assertThat(part).hasBinaryContent(file);
        assertThat(ranges()).hasSize(2).first().isEqualTo("null");
        assertThat(ranges().get(1)).matches("bytes=[1-9]\\d*-");
        assertThat(said).hasSize(1);
        assertThat(said.get(0)).endsWith("; trying again in 0.0 s");
    }

    @Test
    void whatAnEarlierRunBroughtIsKept() throws IOException {
        Files.write(part, Arrays.copyOf(file, 123_456));

        boolean resumed = download(QUICK);

        assertThat(resumed).isTrue();
        assertThat(part).hasBinaryContent(file);
        assertThat(ranges()).containsExactly("bytes=123456-");
    }

    @Test
    void aWholePartIsWhole() throws IOException {
        Files.write(part, file);

        assertThat(download(QUICK)).isTrue();
        assertThat(part).hasBinaryContent(file);
    }

    @Test
    void aServerThatIgnoresRangesIsTakenFromTheBeginning() throws IOException {
        Files.write(part, Arrays.copyOf(file, 123_456));
        server.always(exchange -> TestServer.answer(exchange, 200, file));

        download(QUICK);

        assertThat(part).hasBinaryContent(file);
    }

    @Test
    void aPartThatIsTooLongIsThrownAway() throws IOException {
        Files.write(part, new byte[file.length + 5]);

        download(QUICK);

        assertThat(part).hasBinaryContent(file);
    }

    @Test
    void anotherPartThanAskedForIsThrownAway() throws IOException {
        Files.write(part, Arrays.copyOf(file, 1000));
        server.first(exchange -> {
            exchange.getResponseHeaders().set("Content-Range", "bytes 500-999/" + file.length);
            TestServer.answer(exchange, 206, Arrays.copyOfRange(file, 500, 1000));
        });

        download(QUICK);

        assertThat(part).hasBinaryContent(file);
        assertThat(said).containsExactly("the server gave another part than was asked for; trying again in 0.0 s");
    }

    @Test
    void aFileThatChangedMeanwhileIsAskedForByItsTag() throws IOException {
        server.first(server.breaksOff(1000, file.length)).first(exchange -> {
            assertThat(exchange.getRequestHeaders().getFirst("If-Range")).isEqualTo("\"one\"");
            exchange.getResponseHeaders().set("ETag", "\"two\"");
            TestServer.answer(exchange, 200, file);
        });

        download(QUICK);

        assertThat(part).hasBinaryContent(file);
    }

    @Test
    void aServerThatLiesAboutTheLengthIsGivenUp() {
        server.always(exchange -> {
            exchange.sendResponseHeaders(200, file.length + 1000L);
            exchange.getResponseBody().write(file);
            exchange.getResponseBody().flush();
            exchange.close();
        });

        assertThatThrownBy(() -> download(QUICK))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(server.address() + "/weights.h5: could not be downloaded: ")
                .hasMessageContaining("; tried 3 times. ")
                .hasMessageEndingWith(" bytes are kept, the next try goes on from there");
    }

    /** Each time it begins again, and never comes farther. */
    @Test
    void aServerThatNeitherResumesNorLastsIsGivenUp() {
        server.first(server.breaksOff(90_000, file.length)).first(server.breaksOff(50_000, file.length));
        server.first(server.breaksOff(60_000, file.length)).always(server.breaksOff(70_000, file.length));

        assertThatThrownBy(() -> download(QUICK))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("; tried 3 times. ");
        assertThat(ranges().size()).isBetween(3, 6);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503})
    void aBusyServerIsAskedAgain(int status) throws IOException {
        server.first(TestServer.status(status)).first(TestServer.status(status));

        download(QUICK);

        assertThat(part).hasBinaryContent(file);
        assertThat(said).hasSize(2).allMatch(text -> text.startsWith("the server answered " + status + "; trying"));
    }

    @Test
    void aServerThatStaysBusyIsGivenUp() {
        server.always(TestServer.status(503));

        assertThatThrownBy(() -> download(QUICK))
                .isInstanceOf(IOException.class)
                .hasMessage(server.address() + "/weights.h5: could not be downloaded: the server answered 503; tried 3"
                        + " times. Nothing has come");
        assertThat(ranges()).hasSize(3);
    }

    @Test
    void aMissingFileIsNotAskedForAgain() {
        server.always(TestServer.status(404));

        assertThatThrownBy(() -> download(QUICK))
                .isInstanceOf(ExinaException.class)
                .hasMessage(
                        server.address() + "/weights.h5: the server answered 404 (no such file); expected the file");
        assertThat(ranges()).hasSize(1);
    }

    @Test
    void redirectsAreFollowedWithTheRange() throws IOException {
        Files.write(part, Arrays.copyOf(file, 1000));
        server.first(exchange -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere/weights.h5");
            TestServer.answer(exchange, 302, new byte[0]);
        });

        download(QUICK);

        assertThat(part).hasBinaryContent(file);
        assertThat(server.requests()).containsExactly("/weights.h5 bytes=1000-", "/elsewhere/weights.h5 bytes=1000-");
    }

    @Test
    void nobodyThereIsSaid() {
        String address = server.address() + "/weights.h5";
        server.close();

        assertThatThrownBy(() -> download(QUICK, address, Progress.NONE))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(address + ": could not be downloaded: ")
                .hasMessageEndingWith("; tried 3 times. Nothing has come");
    }

    @Test
    void aSilentConnectionIsGivenUp() throws IOException {
        server.first(exchange -> {
            exchange.sendResponseHeaders(200, file.length);
            exchange.getResponseBody().write(file, 0, 50_000);
            exchange.getResponseBody().flush();
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                exchange.close(); // the test is over
            }
        });
        Download.Settings impatient =
                new Download.Settings(3, Duration.ofMillis(5), Duration.ofSeconds(1), QUICK.sink());

        download(impatient);

        assertThat(part).hasBinaryContent(file);
        assertThat(said).containsExactly("nothing came for 1 s; trying again in 0.0 s");
    }

    /** What a full disk does. */
    @Test
    void aFullDiskLeavesNothing() {
        Download.Settings full = new Download.Settings(3, Duration.ofMillis(5), Duration.ofSeconds(20), file -> {
            OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return new FilterOutputStream(out) {
                @Override
                public void write(byte[] bytes, int offset, int count) throws IOException {
                    if (Files.size(file) + count > 70_000) {
                        throw new IOException("No space left on device");
                    }
                    out.write(bytes, offset, count);
                }
            };
        });

        assertThatThrownBy(() -> download(full))
                .isInstanceOf(IOException.class)
                .hasMessage(part + ": could not be written: No space left on device; make room on the disk, or set"
                        + " EXINA_HOME to a folder on another");
        assertThat(folder).isEmptyDirectory();
        assertThat(ranges()).hasSize(1);
    }

    @Test
    void anInterruptedDownloadKeepsWhatCame() throws Exception {
        Thread reader = Thread.currentThread();
        server.first(exchange -> {
            exchange.sendResponseHeaders(200, file.length);
            exchange.getResponseBody().write(file, 0, 100_000);
            exchange.getResponseBody().flush();
            while (!Files.exists(part) || Files.size(part) < 100_000) {
                Thread.onSpinWait();
            }
            reader.interrupt();
        });

        assertThatThrownBy(() -> download(QUICK))
                .isInstanceOf(InterruptedIOException.class)
                .hasMessage("interrupted; what was downloaded is kept, the next try goes on from there");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(part).hasBinaryContent(Arrays.copyOf(file, 100_000));
    }
}
