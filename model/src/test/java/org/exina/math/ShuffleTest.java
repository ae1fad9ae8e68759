package org.exina.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShuffleTest {
    /** The generator's first numbers for seed 1234567, as other implementations of SplitMix64 print them. */
    @Test
    void numbersAreThoseOfSplitMix64() {
        Shuffle shuffle = new Shuffle(1234567);

        assertThat(Long.toUnsignedString(shuffle.next())).isEqualTo("6457827717110365317");
        assertThat(Long.toUnsignedString(shuffle.next())).isEqualTo("3203168211198807973");
        assertThat(Long.toUnsignedString(shuffle.next())).isEqualTo("9817491932198370423");
    }

    @Test
    void numbersAreThoseOfTheJdk() {
        Shuffle shuffle = new Shuffle(-5);
        SplittableRandom jdk = new SplittableRandom(-5);

        for (int i = 0; i < 1000; i++) {
            assertThat(shuffle.next()).isEqualTo(jdk.nextLong());
        }
    }

    @Test
    void ordersNeverChange() {
        assertThat(new Shuffle(0).permutation(10)).containsExactly(6, 0, 3, 5, 1, 9, 7, 2, 8, 4);
        assertThat(new Shuffle(1).permutation(10)).containsExactly(8, 3, 7, 6, 5, 9, 1, 0, 4, 2);
    }

    @Test
    void everyNumberStandsInAnOrderOnce() {
        for (int count = 0; count < 50; count++) {
            int[] order = new Shuffle(count).permutation(count);
            Arrays.sort(order);
            assertThat(order).containsExactly(IntStream.range(0, count).toArray());
        }
    }

    @Test
    void everyOrderIsEquallyLikely() {
        int[] counts = new int[6];
        Shuffle shuffle = new Shuffle(3);
        for (int i = 0; i < 6000; i++) {
            int[] order = shuffle.permutation(3);
            counts[2 * order[0] + (order[1] > order[2] ? 1 : 0)]++;
        }
        for (int count : counts) {
            assertThat(count).isBetween(880, 1120); // 1000 expected, standard deviation 29
        }
    }
}
