package org.exina.slides.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.exina.image.Box;
import org.exina.slides.annotation.BoxedField;
import org.exina.slides.annotation.LabelledBox;
import org.junit.jupiter.api.Test;

class FieldGroupsTest {
    private static BoxedField field(String group, int... places) {
        List<LabelledBox> grains = IntStream.of(places)
                .mapToObj(x -> new LabelledBox(new Box(x, 0, 20, 20), "tilia"))
                .toList();
        return new BoxedField(group + places.length, Path.of(group), 400, 400, group, grains, List.of());
    }

    @Test
    void fieldsWithTheSameBoxesBelongTogetherAndSoDoAllOfTheirGroups() {
        List<String> groups = FieldGroups.of(List.of(
                field("a", 1, 50),
                field("a", 2),
                field("b", 1, 50), // as the first of a
                field("b", 3),
                field("c", 3), // as the second of b
                field("d", 4)));

        assertThat(groups.subList(0, 5)).containsOnly(groups.get(0));
        assertThat(groups.get(5)).isEqualTo("d");
    }

    @Test
    void fieldsWithoutGrainsAreNoTwins() {
        assertThat(FieldGroups.of(List.of(field("a"), field("b"), field("c", 1), field("c"))))
                .containsExactly("a", "b", "c", "c");
    }

    @Test
    void groupsThatAreJoinedTwiceMakeNoCircle() {
        List<String> groups = FieldGroups.of(
                List.of(field("a", 1), field("b", 1), field("b", 2), field("a", 2), field("b", 3), field("a", 3)));

        assertThat(groups).containsOnly("a");
    }
}
