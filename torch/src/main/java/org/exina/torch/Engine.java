package org.exina.torch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.exina.io.ExinaException;
import org.exina.io.ExinaHome;
import org.exina.network.Network;

/** libtorch: whether it is there, where it works, and how many threads it takes. */
public final class Engine {
    private static final String ARTIFACT = "org.bytedeco:pytorch:2.10.0-1.5.13";
    private static final Pattern NVIDIA = Pattern.compile("lib(cu[a-z]+|nccl)[^ ]*\\.so|cu[a-z]+64_[0-9]+");
    private static final String NEEDED =
            "NVIDIA's CUDA 13, cuDNN 9 and NCCL 2 (to be installed, their folders in LD_LIBRARY_PATH)";
    private static final String SYSTEMS = "linux-x86_64, macosx-arm64 and windows-x86_64";

    private Engine() {}

    /** What the library is and where networks of images are trained, for what is written. */
    public static String version() throws ExinaException {
        return "libtorch 2.10.0 (" + ARTIFACT + ")" + (isOnCard() ? " on a graphics card" : "");
    }

    /**
     * Makes sure that networks can be trained here.
     *
     * @throws ExinaException saying what is missing, when networks cannot be trained here, or what is wrong with the
     *     device that the environment asks for
     */
    public static void require() throws ExinaException {
        if (Loading.PROBLEM.isPresent()) {
            LinkageError problem = Loading.PROBLEM.get();
            throw new ExinaException(missing(problem.getMessage()), problem);
        }
        isOnCard();
    }

    private static String missing(String said) {
        if (said != null && NVIDIA.matcher(said).find()) {
            return "this build of Exina trains on graphics cards, but " + NEEDED
                    + " cannot all be loaded here. Or build" + " Exina without -Pgpu. What the system said: " + said;
        }
        return "training networks needs libtorch, which cannot be loaded here: add " + ARTIFACT + " for " + system()
                + " to the class path (there are builds for " + SYSTEMS
                + "), or use a head that needs none: lda or logistic. What the system said: " + said;
    }

    /**
     * Whether networks of images are trained on a graphics card.
     *
     * @throws ExinaException as {@link #require}
     */
    public static boolean isOnCard() throws ExinaException {
        String wish = System.getenv().getOrDefault(Device.CHOICE, "");
        return Device.chosen(wish, () -> Loading.CARD_PROBLEM) == Device.CARD;
    }

    /** Why the processor is used in a build for graphics cards, although nobody asked for it. */
    public static Optional<String> cardProblem() {
        boolean free = System.getenv().getOrDefault(Device.CHOICE, "").isBlank();
        return free && Loading.CARD_PART.isPresent() ? Loading.CARD_PROBLEM : Optional.empty();
    }

    /**
     * Where this network is trained. One of vectors stays on the processor: its steps take about as long as it takes to
     * ask a card for anything, and several are trained side by side.
     */
    static Device device(Network network) throws ExinaException {
        int size = network.leastSize();
        boolean vectors = network.shapes(size, size).get(Network.INPUT).isVector();
        return !vectors && isOnCard() ? Device.CARD : Device.PROCESSOR;
    }

    /** What to say when it is the card that failed; throws any other problem as it is. */
    static ExinaException told(RuntimeException problem) {
        String said = String.valueOf(problem.getMessage());
        if (!said.contains("CUDA") && !said.contains("cuDNN")) {
            throw problem;
        }
        String first = said.lines().findFirst().orElse(said);
        String way = said.contains("out of memory")
                ? "a smaller batch needs less of its memory, and with " + Device.CHOICE
                        + "=cpu the processor does the work"
                : "with " + Device.CHOICE + "=cpu the processor does the work";
        return new ExinaException("the graphics card failed: " + first + "; " + way, problem);
    }

    /**
     * How many threads the calling thread's work is done by from now on. OpenMP keeps it for each thread by itself;
     * OpenBLAS for the whole program, and there it always is 1: its threads wait by spinning, which cost a step twice the
     * processor time and more when several trainings ran side by side.
     */
    static void threads(int count) throws ExinaException {
        require();
        torch.set_num_threads(count);
    }

    private static String system() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).replace(' ', '-') + "-"
                + System.getProperty("os.arch");
    }

    /** Loads once, when first asked. */
    private static final class Loading {
        static final Optional<LinkageError> PROBLEM = load();
        static final Optional<Path> CARD_PART = PROBLEM.isEmpty() ? cardPart() : Optional.empty();
        static final Optional<String> CARD_PROBLEM = cardProblem();

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

        /** The part of the library that is for cards, when this is a build that has it. */
        private static Optional<Path> cardPart() {
            return Optional.ofNullable(Loader.getLoadedLibraries().get("jnitorch"))
                    .map(main -> Path.of(main).resolveSibling(System.mapLibraryName("torch_cuda")))
                    .filter(Files::exists);
        }

        private static Optional<String> cardProblem() {
            if (CARD_PART.isEmpty()) {
                return Optional.of(
                        "this build of Exina is for the processor; docs/fine-tuning.md tells how to build the"
                                + " one for graphics cards");
            }
            try {
                System.load(CARD_PART.get().toString()); // JavaCPP has tried, and goes on without it in silence
                return torch.hasCUDA() ? tried() : Optional.of("libtorch finds none");
            } catch (LinkageError | RuntimeException e) { // the latter are of C++
                return Optional.of(
                        String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
            }
        }

        /**
         * A card may be found that this build has no code for; a first sum tells. The card then computes as the processor
         * does: whole 32-bit products instead of the shortened ones of its tensor cores, and ways of adding up that give
         * the same each time.
         */
        @SuppressWarnings("try") // the scope works by being open
        private static Optional<String> tried() {
            try (PointerScope scope = new PointerScope()) {
                Context context = torch.globalContext();
                context.setAllowTF32CuDNN(false);
                context.setAllowTF32CuBLAS(false);
                context.setDeterministicCuDNN(true);
                context.setBenchmarkCuDNN(false);
                Tensor ones = torch.ones(4, 4).cuda();
                float sum = ones.mm(ones).sum().cpu().item_float();
                return sum == 64 ? Optional.empty() : Optional.of("it sums 64 ones to " + sum);
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
