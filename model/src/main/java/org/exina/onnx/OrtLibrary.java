package org.exina.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import org.exina.io.ExinaHome;
import org.exina.io.ScratchFolder;

/**
 * The native libraries of ONNX Runtime: looked through before they are loaded, and unpacked once.
 *
 * <p>From version 1.29.0 on the builds for Linux and macOS send what they are used for to their maker, and with it all metadata
 * of each model opened; they write a debug file into the temporary folder, too. Only a variable of the process's environment
 * that is there before the library is loaded stops that, so a build that can send is refused without it. 1.28.0 and older
 * builds hold no such code. On Windows all builds report to the system's own event tracing, which is switched off here.
 *
 * <p>By itself the runtime unpacks 24 MB into a temporary folder in each program that uses it, and leaves them there when the
 * program is killed.
 */
final class OrtLibrary {
    /** What stops a build that can send data, when it is "1" in the environment. */
    static final String OPT_OUT = "ORT_DISABLE_TELEMETRY";

    private static final String FOLDER = "onnxruntime.native.path"; // the runtime's own properties
    private static final String FILE = "onnxruntime.native.onnxruntime.path";
    private static final String RECEIVER = "events.data.microsoft.com";
    private static final String SENDS = "sends-data";
    private static final List<String> LIBRARIES =
            List.of("onnxruntime", "onnxruntime4j_jni", "onnxruntime_providers_shared");

    private OrtLibrary() {}

    /**
     * The runtime, loaded when first asked for.
     *
     * @throws IllegalStateException when the runtime on the class path is one that sends data
     */
    static OrtEnvironment environment() {
        Loaded.REFUSAL.ifPresent(reason -> {
            throw new IllegalStateException(reason);
        });
        return Started.ENVIRONMENT;
    }

    private static final class Loaded {
        static final Optional<String> REFUSAL = prepare(ExinaHome.path().resolve("native"), System.getenv());
    }

    private static final class Started {
        static final OrtEnvironment ENVIRONMENT = start();

        private static OrtEnvironment start() {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            try {
                environment.setTelemetry(false); // of Windows's event tracing
            } catch (OrtException e) {
                throw new IllegalStateException("ONNX Runtime's event tracing cannot be switched off", e);
            }
            return environment;
        }
    }

    /**
     * Unpacks the libraries, unless they are there or the program says where its own are, and sees to it that the runtime takes
     * those. Where the folder cannot be written the runtime unpacks its own, as it does without Exina.
     *
     * @param parent where to, in a folder of their own
     * @return why they must not be loaded; empty when they may
     */
    static Optional<String> prepare(Path parent, Map<String, String> environment) {
        try {
            boolean sends;
            if (System.getProperty(FILE) != null || System.getProperty(FOLDER) != null) {
                sends = sends(Files.readAllBytes(ofTheProgram()));
            } else {
                sends = unpack(parent);
            }
            return sends && !environment.getOrDefault(OPT_OUT, "").equals("1")
                    ? Optional.of("this build of ONNX Runtime sends the metadata of every model, training images"
                            + " included, to its maker; take version 1.28.0, or set " + OPT_OUT
                            + "=1 in the environment"
                            + " of the program before it starts")
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of("ONNX Runtime cannot be loaded: there is no " + e.getMessage()
                    + "; there are builds for Linux (x64, ARM), macOS (ARM) and Windows (x64), and the property "
                    + FOLDER
                    + " names the folder of any other");
        }
    }

    private static boolean unpack(Path parent) throws IOException {
        URL main = OrtEnvironment.class.getResource(resource(LIBRARIES.get(0)));
        if (main == null) {
            throw new NoSuchFileException(resource(LIBRARIES.get(0)));
        }
        try {
            Path folder = unpacked(parent, name -> OrtEnvironment.class.getResource(resource(name)));
            System.setProperty(FOLDER, folder.toString());
            return Files.exists(folder.resolve(SENDS));
        } catch (FileSystemException e) {
            return sends(bytes(main));
        }
    }

    private static Path ofTheProgram() {
        String file = System.getProperty(FILE);
        return file != null
                ? Path.of(file)
                : Path.of(System.getProperty(FOLDER)).resolve(System.mapLibraryName(LIBRARIES.get(0)));
    }

    static boolean sends(byte[] library) {
        return new String(library, StandardCharsets.ISO_8859_1).contains(RECEIVER);
    }

    /** The folder of the libraries, named after their version and checksum, so that another build has another. */
    static Path unpacked(Path parent, Function<String, URL> find) throws IOException {
        URL main = find.apply(LIBRARIES.get(0));
        String version = OrtEnvironment.class.getPackage().getImplementationVersion();
        Path folder = parent.resolve("onnxruntime-" + (version == null ? "" : version + "-") + checksum(main));
        if (Files.isDirectory(folder)) {
            return folder;
        }
        try (ScratchFolder scratch = ScratchFolder.in(parent)) {
            Path whole = Files.createDirectory(scratch.path().resolve("whole"));
            for (String name : LIBRARIES) {
                URL library = find.apply(name);
                if (library != null) {
                    Files.write(whole.resolve(System.mapLibraryName(name)), bytes(library));
                }
            }
            if (sends(Files.readAllBytes(whole.resolve(System.mapLibraryName(LIBRARIES.get(0)))))) {
                Files.createFile(whole.resolve(SENDS));
            }
            Files.move(whole, folder);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(folder)) { // else another program was faster
                throw e;
            }
        }
        return folder;
    }

    /** As the archive tells it, for 24 MB need not be read at each start. */
    private static String checksum(URL library) throws IOException {
        URLConnection connection = library.openConnection();
        connection.setUseCaches(false);
        long value;
        if (connection instanceof JarURLConnection entry) {
            try (JarFile opened = entry.getJarFile()) {
                value = opened.getEntry(entry.getEntryName()).getCrc();
            }
        } else {
            CRC32 crc = new CRC32();
            crc.update(bytes(library));
            value = crc.getValue();
        }
        return HexFormat.of().toHexDigits((int) value);
    }

    private static byte[] bytes(URL library) throws IOException {
        try (InputStream in = library.openStream()) {
            return in.readAllBytes();
        }
    }

    private static String resource(String library) {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String os = system.startsWith("windows") ? "win" : system.startsWith("mac") ? "osx" : "linux";
        String arch = System.getProperty("os.arch").matches("aarch64|arm64") ? "aarch64" : "x64";
        return "/ai/onnxruntime/native/" + os + "-" + arch + "/" + System.mapLibraryName(library);
    }
}
