package org.exina.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamePlacesTest {
    private final NamePlaces places = new NamePlaces(100);

    @Test
    void namesThatHaveRoomStayWhereTheyBelong() {
        assertThat(places.place("Alnus", 10, 50)).isEqualTo(50);
        assertThat(places.place("Betula", 60, 50)).isEqualTo(50);
        assertThat(places.place("Corylus", 10, 70)).isEqualTo(70);
    }

    @Test
    void othersMoveBelowOrAbove() {
        assertThat(places.place("Alnus", 10, 50)).isEqualTo(50);
        assertThat(places.place("Betula", 30, 50)).isEqualTo(66);
        assertThat(places.place("Corylus", 20, 50)).isEqualTo(34);
        assertThat(places.place("Fagus", 20, 52)).isEqualTo(84);
    }

    @Test
    void noneLeavesTheDrawing() {
        assertThat(places.place("Alnus", 10, 98)).isEqualTo(98);
        assertThat(places.place("Betula", 10, 98)).isEqualTo(82);
    }

    @Test
    void withoutRoomANameStaysWhereItBelongs() {
        NamePlaces low = new NamePlaces(20);

        assertThat(low.place("Alnus", 10, 18)).isEqualTo(18);
        assertThat(low.place("Betula", 10, 18)).isEqualTo(18);
    }
}
