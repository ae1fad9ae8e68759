package org.exina.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.exina.image.RgbImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an application embeds opens and runs a model file with nothing of training, fields or pages on its class path. The
 * file was made with {@code exina train --backbone scattering:taps=orientations0 --head logistic:l2=0.01 --no-thumbnails}
 * on a few images of {@code exina sample}.
 */
class ModelAloneTest {
    private static final Pattern OWN =
            Pattern.compile("org\\.exina\\.(io|task|settings|math|image|image\\.file|onnx|model)\\.\\w+(\\$\\w+)*");

    /** Libraries of the other modules. */
    private static final Pattern OTHERS = Pattern.compile(
            "(ij|io\\.jhdf|org\\.ejml|org\\.bytedeco|picocli|org\\.yaml|com\\.fasterxml\\.jackson\\.dataformat)\\..*");

    @TempDir
    private Path folder;

    /** Classes of this module, made anew, and its libraries. */
    private static final class Alone extends ClassLoader {
        Alone() {
            super(ModelAloneTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            boolean ours = name.startsWith("org.exina.");
            if (ours ? !OWN.matcher(name).matches() : OTHERS.matcher(name).matches()) {
                throw new ClassNotFoundException(name);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> before = findLoadedClass(name);
                return before != null ? before : ours ? own(name) : super.loadClass(name, resolve);
            }
        }

        private Class<?> own(String name) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    /** What runs there. */
    public static final class Program {
        private Program() {}

        /** What the model says of a light disc on dark ground. */
        public static String say(Path file) throws IOException {
            byte[] pixels = new byte[3 * 60 * 50];
            for (int i = 0; i < pixels.length; i++) {
                int x = i / 3 % 60 - 30;
                int y = i / 3 / 60 - 25;
                pixels[i] = (byte) (x * x + y * y < 400 ? 180 + x : 60 + y);
            }
            try (Classifier classifier = Classifier.open(file)) {
                Prediction said = classifier.classify(RgbImage.of(60, 50, pixels));
                return said.top(2)
                        + String.format(
                                Locale.ROOT, ", novelty %.3f", said.novelty().orElseThrow());
            }
        }
    }

    @Test
    void aModelFileIsOpenedAndRun() throws Exception {
        Path file = folder.resolve("model.onnx");
        try (InputStream in = ModelAloneTest.class.getResourceAsStream("format-4.onnx")) {
            Files.copy(in, file);
        }
        Class<?> program = new Alone().loadClass(Program.class.getName());

        assertThat(program).isNotSameAs(Program.class);
        assertThat(program.getMethod("say", Path.class).invoke(null, file))
                .isEqualTo("[monoporate 57.6 %, triporate 42.4 %], novelty 1.123");
    }
}
