package org.exina.matrix;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** The eigenvectors of a symmetric matrix, each of length 1, and their eigenvalues; in no order. */
public final class Eigenvectors {
    private final EigenDecomposition_F64<DMatrixRMaj> eigen;

    private Eigenvectors(EigenDecomposition_F64<DMatrixRMaj> eigen) {
        this.eigen = eigen;
    }

    public static Eigenvectors of(double[][] symmetric) {
        int size = symmetric.length;
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(size, true, true);
        if (!eigen.decompose(new DMatrixRMaj(symmetric))) {
            throw new IllegalStateException("no eigenvectors found of a " + size + " x " + size + " matrix");
        }
        return new Eigenvectors(eigen);
    }

    /** One for each row of the matrix; the caller's own. */
    public double[] values() {
        double[] values = new double[eigen.getNumberOfEigenvalues()];
        Arrays.setAll(values, i -> eigen.getEigenvalue(i).real);
        return values;
    }

    /** That of an eigenvalue; the caller's own. */
    public double[] vector(int i) {
        return eigen.getEigenVector(i).data.clone();
    }
}
