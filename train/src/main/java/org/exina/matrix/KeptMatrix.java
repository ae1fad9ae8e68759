package org.exina.matrix;

import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.exina.onnx.OrtProduct;

/** A matrix that is multiplied many times: kept where ONNX Runtime reads it without a copy. Not for several threads. */
public final class KeptMatrix {
    private static final int CHUNK = 1024; // rows

    private final int rows;
    private final int columns;
    private final List<DoubleBuffer> chunks = new ArrayList<>();
    private DoubleBuffer right = OrtProduct.buffer(0);
    private DoubleBuffer product = OrtProduct.buffer(0);

    public KeptMatrix(double[][] matrix) {
        this.rows = matrix.length;
        this.columns = matrix[0].length;
        for (int from = 0; from < rows; from += CHUNK) {
            DoubleBuffer chunk = OrtProduct.buffer(Math.min(CHUNK, rows - from) * columns);
            for (int i = 0; i < chunk.capacity() / columns; i++) {
                chunk.put(i * columns, matrix[from + i]);
            }
            chunks.add(chunk);
        }
    }

    /** Sets c to this times the transpose of b, with b (p, columns) and c (rows, p). */
    public void multiply(double[][] b, double[][] c) {
        int p = b.length;
        double[] turned = new double[columns * p];
        for (int k = 0; k < p; k++) {
            for (int j = 0; j < columns; j++) {
                turned[j * p + k] = b[k][j];
            }
        }
        right = atLeast(right, turned.length).put(0, turned);
        for (int at = 0; at < chunks.size(); at++) {
            int height = chunks.get(at).capacity() / columns;
            product = atLeast(product, height * p);
            OrtProduct.multiply(chunks.get(at), right, product, height, columns, p);
            for (int i = 0; i < height; i++) {
                product.get(i * p, c[at * CHUNK + i]);
            }
        }
    }

    /** Sets c to the transpose of b times this, with b (rows, p) and c (p, columns). */
    public void multiplyTransposed(double[][] b, double[][] c) {
        int p = c.length;
        double[] row = new double[columns];
        for (double[] each : c) {
            Arrays.fill(each, 0);
        }
        for (int at = 0; at < chunks.size(); at++) {
            int height = chunks.get(at).capacity() / columns;
            double[] turned = new double[p * height];
            for (int i = 0; i < height; i++) {
                for (int k = 0; k < p; k++) {
                    turned[k * height + i] = b[at * CHUNK + i][k];
                }
            }
            right = atLeast(right, turned.length).put(0, turned);
            product = atLeast(product, p * columns);
            OrtProduct.multiply(right, chunks.get(at), product, p, height, columns);
            for (int k = 0; k < p; k++) {
                product.get(k * columns, row);
                Matrices.addScaled(1, row, c[k], 0, columns);
            }
        }
    }

    private static DoubleBuffer atLeast(DoubleBuffer buffer, int length) {
        return buffer.capacity() >= length ? buffer : OrtProduct.buffer(length);
    }
}
