package org.exina.torch;

import java.util.Locale;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.exina.store.ExinaHome;

/** libtorch: whether it is there, and how many threads it takes. */
public final class Engine {
    private static final String ARTIFACT = "org.bytedeco:pytorch:2.10.0-1.5.13";
    private static final String SYSTEMS = "linux-x86_64, macosx-arm64 and windows-x86_64";

    private Engine() {}

    /** What the library is, for what is written. */
    public static String version() {
        return "libtorch 2.10.0 (" + ARTIFACT + ")";
    }

    /** @throws TorchException saying what is missing, when networks cannot be trained here */
    public static void require() {
        Loading.PROBLEM.ifPresent(problem -> {
            throw new TorchException(
                    "training networks needs libtorch, which cannot be loaded here: add " + ARTIFACT + " for "
                            + system() + " to the class path (there are builds for " + SYSTEMS
                            + "), or use a head that needs none: lda or logistic. What the system said: "
                            + problem.getMessage(),
                    problem);
        });
    }

    /**
     * How many threads the calling thread's work is done by from now on. OpenMP keeps it for each thread by itself;
     * OpenBLAS for the whole program, and there it always is 1: its threads wait by spinning, which cost a step twice the
     * processor time and more when several trainings ran side by side.
     */
    static void threads(int count) {
        require();
        torch.set_num_threads(count);
    }

    /** The tensor where networks are: on the graphics card where libtorch finds one, else itself. */
    static Tensor placed(Tensor tensor) {
        return Loading.ON_CARD ? tensor.cuda() : tensor;
    }

    private static String system() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).replace(' ', '-') + "-"
                + System.getProperty("os.arch");
    }

    /** Loads once, when first asked. */
    private static final class Loading {
        static final Optional<LinkageError> PROBLEM = load();
        static final boolean ON_CARD = PROBLEM.isEmpty() && torch.hasCUDA();

        private static Optional<LinkageError> load() {
            // Where the library is unpacked, once; and no limit on the program's memory, of which it counts all.
            prefer("cachedir", ExinaHome.path().resolve("engine").toString());
            prefer("maxbytes", "0");
            prefer("maxphysicalbytes", "0");
            try {
                Loader.load(torch.class);
                openblas.blas_set_num_threads(1);
                return Optional.empty();
            } catch (LinkageError e) {
                return Optional.of(e);
            }
        }

        private static void prefer(String name, String value) {
            String key = "org.bytedeco.javacpp." + name;
            if (System.getProperty(key) == null) {
                System.setProperty(key, value);
            }
        }
    }
}
