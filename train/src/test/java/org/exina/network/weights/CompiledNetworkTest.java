package org.exina.network.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.exina.io.ExinaException;
import org.exina.io.Sha256;
import org.exina.network.Formula;
import org.exina.network.Network;
import org.exina.network.Networks;
import org.exina.network.Parameter;
import org.exina.network.Preprocessing;
import org.exina.network.Reference;
import org.exina.onnx.OnnxGraph;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompiledNetworkTest {
    private static final List<String> TAPS = List.of("sum", "both");
    private static final FileTime LONG_AGO = FileTime.fromMillis(0);

    @TempDir
    private Path folder;

    private Path weights;

    @BeforeEach
    void copyWeights() throws IOException {
        weights = Reference.copy("tiny-old.h5", folder);
    }

    private CompiledNetwork compiled(Network network, Path file, List<String> taps) throws IOException {
        HdfHeader.check(file);
        return CompiledNetwork.open(network, file, Sha256.of(file), taps, folder);
    }

    @Test
    void secondTimeNothingIsMade() throws IOException {
        CompiledNetwork first = compiled(Formula.tiny(), weights, TAPS);
        assertThat(first.file()).hasParent(folder);
        assertThat(OnnxGraph.parse(Files.readAllBytes(first.file())).outputs()).isEqualTo(TAPS);
        Files.setLastModifiedTime(first.file(), LONG_AGO);
        assertThat(compiled(Formula.tiny(), weights, TAPS)).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(first.file())).isEqualTo(LONG_AGO);
    }

    @Test
    void otherWeightsAreCompiledAgain() throws IOException {
        CompiledNetwork first = compiled(Formula.tiny(), weights, TAPS);
        byte[] before = Files.readAllBytes(first.file());
        byte[] changed = Files.readAllBytes(weights);
        byte[] value = floatBytes(Formula.weight("dw", Parameter.of("bias", 6))[0]);
        changed[indexOf(changed, value) + 1] ^= 1;
        Files.write(weights, changed);
        CompiledNetwork second = compiled(Formula.tiny(), weights, TAPS);
        assertThat(second.file()).isEqualTo(first.file());
        assertThat(second.fingerprint()).isNotEqualTo(first.fingerprint());
        assertThat(Files.readAllBytes(second.file())).isNotEqualTo(before);
    }

    @Test
    void otherDescriptionIsCompiledAgain() throws IOException {
        CompiledNetwork first = compiled(Formula.tiny(), weights, TAPS);
        byte[] before = Files.readAllBytes(first.file());
        Network other = Formula.tiny(Preprocessing.TF);
        CompiledNetwork second = compiled(other, weights, TAPS);
        assertThat(second.fingerprint()).isNotEqualTo(first.fingerprint());
        assertThat(Files.readAllBytes(second.file())).isNotEqualTo(before);
    }

    @Test
    void damagedFileIsMadeAgain() throws IOException {
        CompiledNetwork first = compiled(Formula.tiny(), weights, TAPS);
        byte[] whole = Files.readAllBytes(first.file());
        Files.write(first.file(), Arrays.copyOf(whole, whole.length / 2));
        compiled(Formula.tiny(), weights, TAPS);
        assertThat(first.file()).hasBinaryContent(whole);
    }

    @Test
    void aFileInWhichABitHasChangedIsMadeAgain() throws IOException {
        CompiledNetwork first = compiled(Formula.tiny(), weights, TAPS);
        byte[] whole = Files.readAllBytes(first.file());
        byte[] changed = whole.clone();
        changed[indexOf(changed, floatBytes(Formula.weight("dw", Parameter.of("bias", 6))[0]))] ^= 1;
        Files.write(first.file(), changed);
        compiled(Formula.tiny(), weights, TAPS);
        assertThat(first.file()).hasBinaryContent(whole);
    }

    @Test
    void otherTapsHaveAFileOfTheirOwn() throws IOException {
        CompiledNetwork one = compiled(Formula.tiny(), weights, TAPS);
        CompiledNetwork other = compiled(Formula.tiny(), weights, List.of("stem"));
        assertThat(other.file()).isNotEqualTo(one.file());
        assertThat(other.fingerprint()).isEqualTo(one.fingerprint());
    }

    @Test
    void wrongWeightsLeaveNothingBehind() throws IOException {
        assertThatThrownBy(() -> compiled(Networks.of("vgg16"), weights, List.of("block5_pool")))
                .isInstanceOf(ExinaException.class)
                .hasMessageContaining("does not hold the weights of vgg16");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(weights);
        }
    }

    private static byte[] floatBytes(float value) {
        int bits = Integer.reverseBytes(Float.floatToIntBits(value));
        return new byte[] {(byte) (bits >> 24), (byte) (bits >> 16), (byte) (bits >> 8), (byte) bits};
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int i = 0; i + part.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new AssertionError("not there");
    }
}
