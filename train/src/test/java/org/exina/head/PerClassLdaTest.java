package org.exina.head;

import org.exina.head.HeadSpec.Covariance;
import org.exina.head.HeadSpec.Lda;

class PerClassLdaTest extends HeadContract {
    @Override
    HeadSpec spec() {
        return new Lda(Covariance.PER_CLASS, HeadSpec.AUTOMATIC);
    }
}
