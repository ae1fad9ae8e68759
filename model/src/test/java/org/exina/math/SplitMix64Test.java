package org.exina.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitMix64Test {
    /** The generator's first numbers for seed 1234567, as other implementations of SplitMix64 print them. */
    @Test
    void numbersAreThoseOfSplitMix64() {
        SplitMix64 random = new SplitMix64(1234567);

        assertThat(Long.toUnsignedString(random.nextLong())).isEqualTo("6457827717110365317");
        assertThat(Long.toUnsignedString(random.nextLong())).isEqualTo("3203168211198807973");
        assertThat(Long.toUnsignedString(random.nextLong())).isEqualTo("9817491932198370423");
    }

    @Test
    void numbersAreThoseOfTheJdk() {
        SplitMix64 random = new SplitMix64(-5);
        SplittableRandom jdk = new SplittableRandom(-5);

        for (int i = 0; i < 1000; i++) {
            assertThat(random.nextLong()).isEqualTo(jdk.nextLong());
        }
    }

    @Test
    void boundedNumbersAreThoseOfJava17() {
        int[] bounds = {1, 2, 3, 5, 10, 64, 100, 1000, 1 << 20, (1 << 30) + 1, Integer.MAX_VALUE - 1, Integer.MAX_VALUE
        };
        for (long seed = -50; seed < 50; seed++) {
            SplitMix64 random = new SplitMix64(seed);
            SplittableRandom jdk = new SplittableRandom(seed);
            for (int i = 0; i < 50; i++) {
                for (int bound : bounds) {
                    assertThat(random.nextInt(bound)).isEqualTo(jdk.nextInt(bound));
                }
            }
        }
    }

    @Test
    void boundedNumbersNeverChange() {
        SplitMix64 random = new SplitMix64(1);

        assertThat(IntStream.generate(() -> random.nextInt(10)).limit(10))
                .containsExactly(6, 2, 1, 7, 1, 2, 0, 7, 7, 6);
    }

    @Test
    void aBoundOfNoneIsRefused() {
        assertThatThrownBy(() -> new SplitMix64(1).nextInt(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a bound of at least 1, got 0");
    }

    @Test
    void aPurposeAndARoundHaveTheirOwnNumbers() {
        assertThat(SplitMix64.of(7, 1, 2).permutation(8)).containsExactly(7, 2, 4, 6, 3, 5, 0, 1);
        assertThat(SplitMix64.of(7, 2, 1).nextFloat()).isEqualTo(0.25305295f);
    }

    @Test
    void ordersNeverChange() {
        assertThat(new SplitMix64(0).permutation(10)).containsExactly(6, 0, 3, 5, 1, 9, 7, 2, 8, 4);
        assertThat(new SplitMix64(1).permutation(10)).containsExactly(8, 3, 7, 6, 5, 9, 1, 0, 4, 2);
    }

    @Test
    void everyNumberStandsInAnOrderOnce() {
        for (int count = 0; count < 50; count++) {
            int[] order = new SplitMix64(count).permutation(count);
            Arrays.sort(order);
            assertThat(order).containsExactly(IntStream.range(0, count).toArray());
        }
    }

    @Test
    void everyOrderIsEquallyLikely() {
        int[] counts = new int[6];
        SplitMix64 random = new SplitMix64(3);
        for (int i = 0; i < 6000; i++) {
            int[] order = random.permutation(3);
            counts[2 * order[0] + (order[1] > order[2] ? 1 : 0)]++;
        }
        for (int count : counts) {
            assertThat(count).isBetween(880, 1120); // 1000 expected, standard deviation 29
        }
    }
}
