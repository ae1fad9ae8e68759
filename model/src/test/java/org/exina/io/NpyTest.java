package org.exina.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyTest {
    private static final float[] FLOATS = {0, 1.5f, -2, 3e38f, 1e-40f, (float) Math.PI};

    @TempDir
    Path folder;

    @TempDir
    Path references;

    @Test
    void floatsComeBackAsTheyWereWritten() throws IOException {
        Path file = folder.resolve("a.npy");
        Npy.write(file, FLOATS, 3, 1, 2);
        assertThat(Npy.read(file).shape()).containsExactly(3L, 1L, 2L);
        assertThat(Npy.read(file).floats()).containsExactly(FLOATS);
    }

    @Test
    void moreThanOneBlockOfValuesIsWritten() throws IOException {
        float[] many = new float[10_001];
        for (int i = 0; i < many.length; i++) {
            many[i] = i;
        }
        Npy.write(folder.resolve("a.npy"), many, many.length);
        assertThat(Npy.read(folder.resolve("a.npy")).floats()).containsExactly(many);
    }

    @Test
    void writesTheSameBytesAsNumpy() throws IOException {
        Npy.write(folder.resolve("a.npy"), FLOATS, 2, 3);
        assertThat(folder.resolve("a.npy")).hasBinaryContent(Files.readAllBytes(reference("floats.npy")));
        Npy.write(folder.resolve("b.npy"), new float[0], 0, 5);
        assertThat(folder.resolve("b.npy")).hasBinaryContent(Files.readAllBytes(reference("empty.npy")));
        Npy.write(folder.resolve("c.npy"), new float[] {7});
        assertThat(Npy.read(folder.resolve("c.npy")).floats()).containsExactly(7);
    }

    @Test
    void headerKeepsItsLengthWhileRowsGrow() {
        assertThat(Npy.floatHeader(0, 1)).hasSize(Npy.HEADER_BYTES);
        assertThat(Npy.floatHeader(Integer.MAX_VALUE, Integer.MAX_VALUE)).hasSize(Npy.HEADER_BYTES);
        assertThat(Npy.floatHeader(new long[40]).length % 64).isZero();
    }

    @Test
    void readsWhatNumpyWrites() throws IOException {
        assertThat(Npy.read(reference("floats.npy")).floats()).containsExactly(FLOATS);
        assertThat(Npy.read(reference("floats.npy")).shape()).containsExactly(2L, 3L);
        assertThat(Npy.read(reference("floats_version2.npy")).floats()).containsExactly(FLOATS);
        assertThat(Npy.read(reference("doubles_big_endian.npy")).doubles()).containsExactly(0.1, -1e300);
        assertThat(Npy.read(reference("bytes.npy")).floats()).containsExactly(0, 255);
        assertThat(Npy.read(reference("shorts.npy")).doubles()).containsExactly(-32768, 32767);
        assertThat(Npy.read(reference("unsigned_longs.npy")).doubles())
                .containsExactly(Math.scalb(1.0, 64), 9007199254740992.0);
        assertThat(Npy.read(reference("booleans.npy")).floats()).containsExactly(1, 0);
        assertThat(Npy.read(reference("scalar.npy")).shape()).isEmpty();
        assertThat(Npy.read(reference("scalar.npy")).floats()).containsExactly(7);
        assertThat(Npy.read(reference("empty.npy")).floats()).isEmpty();
    }

    @Test
    void fortranOrderIsRefusedWithTheWayOut() {
        assertThatThrownBy(() -> Npy.read(reference("floats_fortran.npy")))
                .hasMessageEndingWith("floats_fortran.npy: is in Fortran order; save it with numpy.ascontiguousarray");
    }

    @Test
    void valuesThatAreNoNumbersAreRefused() {
        assertThatThrownBy(() -> Npy.read(reference("texts.npy"))).hasMessageContaining("holds values of type <U5");
        assertThatThrownBy(() -> Npy.read(reference("records.npy")))
                .hasMessageContaining("expected one plain type, an order and a shape in the NumPy header, found {");
    }

    @Test
    void everyCutIsNoticed() throws IOException {
        byte[] whole = Files.readAllBytes(reference("floats.npy"));
        Path file = folder.resolve("cut.npy");
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Npy.read(file)).hasMessageStartingWith(file + ": is");
        }
    }

    @Test
    void foreignAndNewerFilesAndAbsurdHeadersAreRefused() throws IOException {
        assertRefused(List.of(), 0, 'x', "is no NumPy array (.npy): it does not begin as one");
        assertRefused(List.of(), 6, 4, "NumPy format version 4.0 is not known; expected 1.0, 2.0 or 3.0");
        assertRefused(List.of(), 6, 2, "is damaged: its header claims");
        assertRefused(List.of("2, 3", "2,99999999999999999999"), 6, 1, "is damaged: impossible shape");
        assertRefused(List.of("(2, 3), }               ", "(2, 1152921504606846976), }"), 6, 1, "impossible shape");
    }

    private void assertRefused(List<String> replaced, int at, int value, String message) throws IOException {
        byte[] bytes = Files.readAllBytes(reference("floats.npy"));
        if (!replaced.isEmpty()) {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            bytes = text.replace(replaced.get(0), replaced.get(1)).getBytes(StandardCharsets.ISO_8859_1);
        }
        bytes[at] = (byte) value;
        Path file = Files.write(folder.resolve("bad.npy"), bytes);
        assertThatThrownBy(() -> Npy.read(file))
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(message);
    }

    @Test
    void shapeMustFitTheValues() {
        assertThatThrownBy(() -> Npy.write(folder.resolve("a.npy"), FLOATS, 7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("shape [7] needs 7 values, got 6");
        assertThat(folder).isEmptyDirectory();
    }

    private Path reference(String name) throws IOException {
        try (InputStream in = NpyTest.class.getResourceAsStream(name)) {
            return Files.write(references.resolve(name), in.readAllBytes());
        }
    }
}
