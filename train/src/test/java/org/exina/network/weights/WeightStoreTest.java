package org.exina.network.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.exina.io.ExinaException;
import org.exina.io.Remedy;
import org.exina.io.Sha256;
import org.exina.io.UnreachableException;
import org.exina.network.FormulaWeights;
import org.exina.network.Networks;
import org.exina.task.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the narrowest MobileNet, whose weights are small. */
class WeightStoreTest {
    private static final double WIDTH = 0.25;
    private static final String FILE = "mobilenet_1_0_224_tf_no_top.h5";

    private final List<String> said = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, String> env = new HashMap<>();

    @TempDir
    private Path temp;

    private Path folder;
    private Path weights;
    private byte[] bytes;
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        folder = temp.resolve("home/weights");
        weights = FormulaWeights.write(Networks.mobilenet(WIDTH), temp.resolve("mobilenet.h5"));
        bytes = Files.readAllBytes(weights);
        server = new TestServer(bytes);
        env.put("EXINA_WEIGHTS_URL", server.address() + "/mirror/");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private WeightStore store() {
        return new WeightStore(
                folder,
                new WeightSource(
                        env,
                        new Download.Settings(
                                3, Duration.ofMillis(5), Duration.ofSeconds(20), Download.Settings.DEFAULT.sink())));
    }

    private StoredWeights download(String network) throws IOException {
        return store().download(network, Progress.NONE, said::add);
    }

    private List<String> files() throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".lock"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void weightsAreDownloadedOnceAndKept() throws IOException {
        StoredWeights stored = download("mobilenet");

        String name = "mobilenet-" + Sha256.of(bytes).substring(0, 12) + ".h5";
        assertThat(stored)
                .isEqualTo(new StoredWeights(
                        1,
                        "mobilenet",
                        WIDTH,
                        name,
                        bytes.length,
                        Sha256.of(bytes),
                        server.address() + "/mirror/mobilenet/" + FILE,
                        false));
        assertThat(stored.describe().fingerprint())
                .isEqualTo(Networks.mobilenet(WIDTH).fingerprint());
        assertThat(files()).containsExactly(name, "mobilenet.json");
        assertThat(said)
                .containsExactly(
                        "getting the weights of mobilenet, 17.2 MB, from " + server.address() + "/mirror/mobilenet/"
                                + FILE + " (once; licence: Apache-2.0)",
                        "Keras publishes no checksum of " + FILE + "; its SHA-256 is checked from now on");

        assertThat(download("mobilenet")).isEqualTo(stored);
        assertThat(server.requests()).containsExactly("/mirror/mobilenet/" + FILE + " null");
        store().verify(stored);
    }

    @Test
    void whatBrokeOffGoesOnInTheNextRun() throws IOException {
        server.first(server.breaksOff(50_000, bytes.length)).first(TestServer.status(503));
        server.first(TestServer.status(503)).first(TestServer.status(503));
        String address = server.address() + "/mirror/mobilenet/" + FILE;
        assertThatThrownBy(() -> download("mobilenet"))
                .isInstanceOf(UnreachableException.class)
                .hasMessageStartingWith(address + ": could not be downloaded: the server answered 503; tried 3 times. ")
                .hasMessageEndingWith(
                        " bytes are kept, the next try goes on from there. Behind a proxy, set HTTPS_PROXY."
                                + " Without a network, get " + address
                                + " (17.2 MB) with a machine that has a network, then import it")
                .satisfies(fault -> assertThat(((ExinaException) fault).remedy())
                        .contains(new Remedy(Remedy.Kind.IMPORT_WEIGHTS, "mobilenet")));
        assertThat(files()).contains(FILE + ".part").doesNotContain("mobilenet.json");

        StoredWeights stored = download("mobilenet");

        assertThat(store().file(stored)).hasBinaryContent(bytes);
        assertThat(files()).containsExactly(stored.file(), "mobilenet.json");
    }

    @Test
    void wrongBytesAreRefusedAndNothingIsKept() throws IOException {
        String md5 = OfficialFile.md5(weights);

        assertThatThrownBy(() -> download("vgg16"))
                .isInstanceOf(ExinaException.class)
                .hasMessage(
                        "vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5 as it was downloaded is not the file that"
                                + " Keras publishes: MD5 " + md5 + " of " + bytes.length
                                + " bytes, expected 6d6bbae143d832006294945121d1f1fc of 58889256; a proxy, a login page or a"
                                + " mirror may have changed it. Nothing was kept");
        assertThat(files()).isEmpty();
    }

    @Test
    void aPartOfAnotherFileIsTriedOnceMore() throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5.part"), new byte[1000]);

        assertThatThrownBy(() -> download("vgg16")).isInstanceOf(ExinaException.class);

        assertThat(said).contains("what an earlier try had brought does not fit; once more from the beginning");
        assertThat(server.requests()).hasSize(2).last().asString().endsWith(" null");
        assertThat(files()).isEmpty();
    }

    @Test
    void aLoginPageIsToldApart() throws IOException {
        byte[] page = "<!DOCTYPE html><title>Log in</title>".getBytes(StandardCharsets.UTF_8);
        server.always(exchange -> TestServer.answer(exchange, 200, page));

        assertThatThrownBy(() -> download("mobilenet"))
                .isInstanceOf(ExinaException.class)
                .hasMessageEndingWith("is no weight file of Keras: expected HDF5, found a web page (\"<!DOCTYPE"
                        + " html><title>Log in</title>\")");
        assertThat(files()).isEmpty();
    }

    @Test
    void aMissingFileSaysTheWayOut() throws IOException {
        server.always(TestServer.status(404));
        String address = server.address() + "/mirror/mobilenet/" + FILE;

        assertThatThrownBy(() -> download("mobilenet"))
                .isInstanceOf(ExinaException.class)
                .hasMessage(
                        address + ": the server answered 404 (no such file); expected the file; is EXINA_WEIGHTS_URL"
                                + " right? A file got elsewhere can be imported")
                .satisfies(fault -> assertThat(((ExinaException) fault).remedy())
                        .contains(new Remedy(Remedy.Kind.IMPORT_WEIGHTS, "mobilenet")));
        assertThat(files()).isEmpty();
    }

    @Test
    void offlineNothingIsAskedFor() throws IOException {
        env.put("EXINA_OFFLINE", "1");
        env.remove("EXINA_WEIGHTS_URL");

        assertThatThrownBy(() -> download("vgg16"))
                .isInstanceOf(ExinaException.class)
                .hasMessage(
                        "the weights of vgg16 are not here, and EXINA_OFFLINE forbids to download them; unset it, or get"
                                + " https://storage.googleapis.com/tensorflow/keras-applications/vgg16/vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5"
                                + " (58.9 MB) with a machine that has a network, then import it")
                .satisfies(fault -> assertThat(((ExinaException) fault).remedy())
                        .contains(new Remedy(Remedy.Kind.IMPORT_WEIGHTS, "vgg16")));
        assertThat(files()).isEmpty();
        store().importFile("mobilenet", weights, said::add);
        assertThat(download("mobilenet").width()).isEqualTo(WIDTH); // it is here
    }

    @Test
    void aMirrorThatIsNoAddressIsSaid() {
        env.put("EXINA_WEIGHTS_URL", "ftp://mirror/keras");
        assertThatThrownBy(() -> download("vgg16"))
                .isInstanceOf(ExinaException.class)
                .hasMessage("EXINA_WEIGHTS_URL: expected an address that begins with https:// or http://, got"
                        + " ftp://mirror/keras");
        env.put("EXINA_WEIGHTS_URL", "D:\\weights");
        assertThatThrownBy(() -> download("vgg16"))
                .isInstanceOf(ExinaException.class)
                .hasMessageStartingWith(
                        "EXINA_WEIGHTS_URL: expected an address that begins with https:// or http://, got"
                                + " D:\\weights");
    }

    @Test
    void aProxyLeadsToTheServer() throws IOException {
        env.put("EXINA_WEIGHTS_URL", "http://weights.invalid");
        env.put("HTTP_PROXY", server.address());

        StoredWeights stored = download("mobilenet");

        assertThat(store().file(stored)).hasBinaryContent(bytes);
    }

    @Test
    void twoAtATimeDownloadOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<StoredWeights> one = threads.submit(() -> download("mobilenet"));
            Future<StoredWeights> other = threads.submit(() -> download("mobilenet"));

            assertThat(one.get()).isEqualTo(other.get());
        } finally {
            threads.shutdown();
        }
        assertThat(server.requests()).hasSize(1);
        assertThat(files()).hasSize(2);
    }

    @Test
    void aFileIsImportedInPlaceOfTheOneThatIsHere() throws IOException {
        StoredWeights narrow = store().importFile("mobilenet", weights, said::add);
        Files.writeString(folder.resolve(narrow.file() + ".0011aabb.onnx"), "compiled");
        Path wide = FormulaWeights.write(Networks.mobilenet(0.5), temp.resolve("half.h5"));

        StoredWeights stored = store().importFile("mobilenet", wide, said::add);

        assertThat(stored.width()).isEqualTo(0.5);
        assertThat(stored.source()).isEqualTo(wide.toString());
        assertThat(files()).containsExactly(stored.file(), "mobilenet.json");
        assertThat(store().find("mobilenet")).contains(stored);
    }

    @Test
    void weightsOfAnotherNetworkAreNotImported() throws IOException {
        assertThatThrownBy(() -> store().importFile("vgg16", weights, said::add))
                .isInstanceOf(ExinaException.class)
                .hasMessage(weights + ": holds the weights of mobilenet, not of vgg16; to use them, import them as"
                        + " those of mobilenet")
                .satisfies(fault -> assertThat(((ExinaException) fault).remedy())
                        .contains(new Remedy(Remedy.Kind.IMPORT_WEIGHTS, "mobilenet")));
        assertThatThrownBy(() -> store().importFile("vgg61", weights, said::add))
                .isInstanceOf(ExinaException.class)
                .hasMessage("no weights are known for 'vgg61'; there are those of vgg16, vgg19, inceptionv3, resnet50,"
                        + " xception, mobilenet; did you mean vgg16?");
        assertThat(files()).isEmpty();
    }

    @Test
    void aTruncatedFileIsNotImported() throws IOException {
        Path cut = Files.write(temp.resolve("cut.h5"), Arrays.copyOf(bytes, bytes.length / 2));

        assertThatThrownBy(() -> store().importFile("mobilenet", cut, said::add))
                .isInstanceOf(ExinaException.class)
                .hasMessage(cut + ": is only a part of a file: it has " + bytes.length / 2 + " of at least "
                        + bytes.length + " bytes; download or copy it again");
        assertThat(files()).isEmpty();
    }

    @Test
    void whatIsNoWeightFileIsNamed() throws IOException {
        Path pointer = Files.writeString(
                temp.resolve("lfs.h5"), "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 17\n");
        Path saved = Files.createDirectory(temp.resolve("saved"));
        Files.createFile(saved.resolve("saved_model.pb"));
        Path folder = Files.createDirectory(temp.resolve("folder"));

        assertThatThrownBy(() -> store().importFile("mobilenet", pointer, said::add))
                .isInstanceOf(ExinaException.class)
                .hasMessage(
                        pointer + ": is a pointer of Git LFS, not the file that it stands for (git lfs pull gets that);"
                                + " expected a weight file of Keras (.h5)");
        assertThatThrownBy(() -> store().importFile("mobilenet", saved, said::add))
                .isInstanceOf(ExinaException.class)
                .hasMessage(
                        saved + ": is a folder of TensorFlow (SavedModel); expected a weight file of Keras (.h5): load"
                                + " it in Keras and save its weights (save_weights)");
        assertThatThrownBy(() -> store().importFile("mobilenet", folder, said::add))
                .isInstanceOf(ExinaException.class)
                .hasMessage(folder + ": is a folder; expected a weight file of Keras (.h5)");
    }

    @Test
    void damageIsNoticed() throws IOException {
        StoredWeights stored = download("mobilenet");
        Path file = store().file(stored);
        String again = "; remove and get it again";

        byte[] changed = bytes.clone();
        changed[changed.length / 2] ^= 1;
        Files.write(file, changed);
        assertThatThrownBy(() -> store().verify(stored))
                .isInstanceOf(ExinaException.class)
                .hasMessage(file + ": is not the file that was stored (its SHA-256 differs)" + again)
                .satisfies(fault -> assertThat(((ExinaException) fault).remedy())
                        .contains(new Remedy(Remedy.Kind.RENEW_WEIGHTS, "mobilenet")));
        Files.write(file, Arrays.copyOf(bytes, 1000));
        assertThatThrownBy(() -> store().find("mobilenet"))
                .hasMessage(file + ": has 1000 of " + bytes.length + " bytes" + again);
        Files.delete(file);
        assertThatThrownBy(() -> store().find("mobilenet")).hasMessage(file + ": is missing" + again);
        Path description = folder.resolve("mobilenet.json");
        Files.writeString(description, "{\"format\" : 1, \"netw");
        assertThatThrownBy(() -> store().find("mobilenet")).hasMessage(description + ": is damaged" + again);
        Files.writeString(description, "{\"format\" : 2}");
        assertThatThrownBy(() -> store().find("mobilenet"))
                .hasMessage(description + ": weights format version 2 is newer than 1, the newest that this program"
                        + " reads; update Exina");

        assertThat(store().remove("mobilenet")).isTrue();
        assertThat(files()).isEmpty();
        assertThat(store().remove("mobilenet")).isFalse();
    }
}
