package org.exina.network;

import java.util.ArrayList;
import java.util.List;

/** Averages over all pairs of orientations that a turn or a mirror makes of one another. */
final class RotationPairs {
    private RotationPairs() {}

    static int angles(int orientations) {
        return orientations / 2 + 1;
    }

    /** (angles, orientations x orientations). */
    static double[] average(int orientations) {
        double[] result = new double[angles(orientations) * orientations * orientations];
        for (int angle = 0; angle < angles(orientations); angle++) {
            for (int t = 0; t < orientations; t++) {
                for (int other : new int[] {t + angle, t - angle + orientations}) {
                    int pair = t * orientations + other % orientations;
                    result[angle * orientations * orientations + pair] += 0.5 / orientations;
                }
            }
        }
        return result;
    }

    /** For each correlation its weights over all products (colors x orientations, colors x orientations). */
    static List<double[]> pairs(int colors, int orientations, boolean self) {
        List<double[]> result = new ArrayList<>();
        double[] average = average(orientations);
        int side = colors * orientations;
        int pairs = orientations * orientations;
        for (int a = 0; a < colors; a++) {
            for (int b = self ? a : 0; b < colors; b++) {
                for (int angle = self && a == b ? 1 : 0; angle < angles(orientations); angle++) {
                    double[] weights = new double[side * side];
                    for (int p = 0; p < pairs; p++) {
                        int row = a * orientations + p / orientations;
                        weights[row * side + b * orientations + p % orientations] = average[angle * pairs + p];
                    }
                    result.add(weights);
                }
            }
        }
        return result;
    }
}
