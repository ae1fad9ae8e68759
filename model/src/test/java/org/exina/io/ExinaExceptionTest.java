package org.exina.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ExinaExceptionTest {
    @Test
    void messageIsThePlaceAndTheProblem() {
        IOException cause = new IOException("disk");
        ExinaException fault = new ExinaException(Path.of("a.csv"), "is empty", cause);

        assertThat(fault).hasMessage("a.csv: is empty").hasCause(cause);
        assertThat(fault.where()).contains("a.csv");
        assertThat(fault.problem()).isEqualTo("is empty");
        assertThat(fault.remedy()).isEmpty();
    }

    @Test
    void placeMayBeMissingAndWayOutMayBeAdded() {
        ExinaException fault = new ExinaException("no font").with(Remedy.Kind.CHECK_DATA, Path.of("data"));

        assertThat(fault).hasMessage("no font");
        assertThat(fault.where()).isEmpty();
        assertThat(fault.remedy()).contains(new Remedy(Remedy.Kind.CHECK_DATA, "data"));
    }
}
