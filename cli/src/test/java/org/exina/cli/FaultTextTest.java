package org.exina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.exina.io.ExinaException;
import org.exina.io.Remedy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ADD_BACKBONE     | net.onnx | : exina backbones add net.onnx --name NAME",
                "REMOVE_BACKBONE  | tiny     | : exina backbones remove tiny",
                "LIST_BACKBONES   | tyny     | ' (exina backbones lists all; exina backbones add adds an .onnx file)'",
                "DOWNLOAD_WEIGHTS | vgg16    | : exina backbones download vgg16",
                "RENEW_WEIGHTS    | vgg16    | : exina backbones remove vgg16, then exina backbones download vgg16",
                "IMPORT_WEIGHTS   | vgg16    | : exina backbones import vgg16 FILE",
                "REPAIR_CACHE     | cache    | : exina cache verify --repair",
                "CLEAR_CACHE      | cache    | : exina cache clear",
                "CHECK_DATA       | data     | ' (exina check lists what cannot be read)'",
                "SKIP_MISSING     | data.csv | '; --skip-missing goes on without them'",
                "LEAVE_OUT_SMALL  | 2        | ' (--min-images 2 leaves out classes with fewer images)'",
                "PROPOSE_AGAIN    | data     | : exina check --deep --csv",
                "TEST_SEEN        | data     | : --with-seen",
                "TUNE_EACH_FOLD   | data     | : exina finetune with --folds. To train a model all the same: exina train with --folds 0",
                "EXPLAIN_BY_MODEL | run      | : exina explain MODEL IMAGE...",
                "OTHER_PORT       | 8080     | ' (--port 0 takes one that is free)'",
                "NAME_FIELDS      | fields   | ; --fields FOLDER names where the counted images lie"
            })
    void wayOutIsToldAsItsCommand(Remedy.Kind kind, String subject, String command) {
        ExinaException fault = new ExinaException(Path.of("place"), "is wrong").with(kind, subject);

        assertThat(FaultText.of(fault)).isEqualTo("place: is wrong" + command);
    }

    @Test
    void commandsCanBePasted() {
        assertThat(FaultText.of(new ExinaException("no").with(Remedy.Kind.ADD_BACKBONE, "my net.onnx")))
                .isEqualTo("no: exina backbones add 'my net.onnx' --name NAME");
    }

    @Test
    void faultOfTheProgramIsNamedByItsKind() {
        assertThat(Arrays.asList(new IOException("disk"), new UsageException("usage"), new IllegalStateException("x")))
                .extracting(FaultText::of)
                .containsExactly("disk", "usage", "java.lang.IllegalStateException: x");
    }
}
