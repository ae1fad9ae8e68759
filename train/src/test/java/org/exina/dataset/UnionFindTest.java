package org.exina.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.exina.math.SplitMix64;
import org.junit.jupiter.api.Test;

class UnionFindTest {
    @Test
    void atFirstEachStandsAlone() {
        assertThat(new UnionFind(3).numbered()).containsExactly(0, 1, 2);
        assertThat(new UnionFind(0).numbered()).isEmpty();
    }

    @Test
    void theSmallestMemberStandsForItsSet() {
        UnionFind sets = new UnionFind(6);
        sets.unite(5, 3);
        sets.unite(4, 5);
        sets.unite(3, 3);

        assertThat(sets.size()).isEqualTo(6);
        assertThat(IntStream.range(0, 6).map(sets::find)).containsExactly(0, 1, 2, 3, 3, 3);
        assertThat(sets.numbered()).containsExactly(0, 1, 2, 3, 3, 3);
    }

    @Test
    void setsAreNumberedByTheirFirstMembers() {
        UnionFind sets = new UnionFind(5);
        sets.unite(4, 0);
        sets.unite(1, 3);

        assertThat(sets.numbered()).containsExactly(0, 1, 2, 1, 0);
    }

    @Test
    void agreesWithRelabellingOneByOne() {
        for (int seed = 0; seed < 100; seed++) {
            SplitMix64 random = new SplitMix64(seed);
            UnionFind sets = new UnionFind(30);
            int[] label = IntStream.range(0, 30).toArray();
            for (int pair = 0; pair < 20; pair++) {
                int a = (int) (random.nextLong() >>> 33) % 30;
                int b = (int) (random.nextLong() >>> 33) % 30;
                sets.unite(a, b);
                int keep = Math.min(label[a], label[b]);
                int drop = Math.max(label[a], label[b]);
                for (int i = 0; i < 30; i++) {
                    label[i] = label[i] == drop ? keep : label[i];
                }
            }
            assertThat(IntStream.range(0, 30).map(sets::find).toArray()).isEqualTo(label);
        }
    }
}
