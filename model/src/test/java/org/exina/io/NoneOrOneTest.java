package org.exina.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class NoneOrOneTest {
    private record Part(int number) {}

    private record Whole(
            Optional<Part> part,
            OptionalDouble size,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Part> other) {}

    @Test
    void whatMayBeThereIsAListOfNoneOrOne() throws IOException {
        Whole full = new Whole(Optional.of(new Part(1)), OptionalDouble.of(2.5), Optional.of(new Part(3)));
        Whole empty = new Whole(Optional.empty(), OptionalDouble.empty(), Optional.empty());

        assertThat(Json.writeLine(full))
                .isEqualTo("{\"part\":[{\"number\":1}],\"size\":[2.5],\"other\":[{\"number\":3}]}");
        assertThat(Json.writeLine(empty)).isEqualTo("{\"part\":[],\"size\":[]}");
        for (Whole each : new Whole[] {full, empty}) {
            assertThat(Json.read(Json.write(each), Whole.class)).isEqualTo(each);
        }
    }

    @Test
    void whatIsAbsentIsNone() throws IOException {
        assertThat(Json.read("{\"part\": null}", Whole.class))
                .isEqualTo(new Whole(Optional.empty(), OptionalDouble.empty(), Optional.empty()));
    }

    @Test
    void severalAreRefused() {
        assertThatThrownBy(() -> Json.read("{\"part\": [{\"number\": 1}, {\"number\": 2}]}", Whole.class))
                .hasMessageContaining("expected none or one, found 2");
    }
}
