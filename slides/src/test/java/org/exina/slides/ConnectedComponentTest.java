package org.exina.slides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.exina.image.Box;
import org.junit.jupiter.api.Test;

class ConnectedComponentTest {
    private static byte[] mask(String... rows) {
        byte[] mask = new byte[rows.length * rows[0].length()];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = (byte) (rows[i / rows[0].length()].charAt(i % rows[0].length()) == '#' ? 255 : 0);
        }
        return mask;
    }

    @Test
    void pixelsThatMeetAtCornersOnlyAreApart() {
        List<ConnectedComponent> blobs = ConnectedComponent.of(mask("##..", "##..", "..##", "...#"), 4, 1);

        assertThat(blobs).extracting(ConnectedComponent::box).containsExactly(new Box(0, 0, 2, 2), new Box(2, 2, 2, 2));
        assertThat(blobs).extracting(ConnectedComponent::area).containsExactly(4, 3);
    }

    @Test
    void smallOnesAreLeftOut() {
        assertThat(ConnectedComponent.of(mask("##..", "##..", "..##", "...#"), 4, 4))
                .hasSize(1);
    }

    @Test
    void aRectangleIsConvexAndAnAngleIsNot() {
        assertThat(ConnectedComponent.of(mask("###", "###"), 3, 1).get(0).solidity())
                .isEqualTo(1);
        // the hull of the angle is the square of 9 without the triangle of 2
        assertThat(ConnectedComponent.of(mask("#..", "#..", "###"), 3, 1).get(0).solidity())
                .isCloseTo(5 / 7.0, within(1e-12));
        assertThat(ConnectedComponent.of(mask("###", "..#", "..#"), 3, 1).get(0).solidity())
                .isCloseTo(5 / 7.0, within(1e-12));
    }

    @Test
    void aloneItHasAFreePixelAllAround() {
        ConnectedComponent blob =
                ConnectedComponent.of(mask("....", ".##.", "..#."), 4, 1).get(0);

        assertThat(blob.alone()).isEqualTo(mask("....", ".##.", "..#.", "...."));
    }
}
