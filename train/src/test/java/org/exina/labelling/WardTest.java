package org.exina.labelling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WardTest {
    private static final double[][] POINTS = {
        {0, 0}, {0.1, 0.3}, {5, 5}, {5.2, 5.1}, {9, 0}, {0.4, 0.1}, {9.1, 0.4}, {4.6, 5.5}, {2, 2}, {7, 3}
    };

    /** scipy 1.17: fcluster(linkage(points, 'ward'), k, 'maxclust'), numbered by first members. */
    @Test
    void isThatOfSciPy() {
        assertThat(Ward.of(POINTS).cut(3)).containsExactly(0, 0, 1, 1, 2, 0, 2, 1, 0, 1);
        assertThat(Ward.of(POINTS).cut(5)).containsExactly(0, 0, 1, 1, 2, 0, 2, 1, 3, 4);
    }

    @Test
    void oneGroupIsAllAndAsManyAsPointsAreEachAlone() {
        assertThat(Ward.of(POINTS).cut(1)).containsOnly(0);
        assertThat(Ward.of(POINTS).cut(10)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void pointsThatAreAllTheSameAreGroupedToo() {
        assertThat(Ward.of(new double[50][3]).cut(7)).contains(6).doesNotContain(7);
    }

    @Test
    void aGroupOfAFinerCutLiesInOneOfACoarser() {
        Random random = new Random(1);
        double[][] points = new double[200][5];
        for (double[] point : points) {
            Arrays.setAll(point, j -> random.nextGaussian());
        }
        Ward ward = Ward.of(points);
        int[] coarse = ward.cut(8);
        int[] fine = ward.cut(20);
        for (int i = 0; i < 200; i++) {
            for (int j = 0; j < i; j++) {
                assertThat(fine[i] != fine[j] || coarse[i] == coarse[j]).isTrue();
            }
        }
    }
}
