package org.exina.head;

import org.exina.io.ExinaException;

/**
 * With an optimizer and as many epochs as bring it to the end: after the usual 20 of few samples, class sizes are not yet
 * learned.
 */
class MlpContractTest extends HeadContract {
    @Override
    HeadSpec spec() throws ExinaException {
        return HeadSpec.parse("top:units=32,optimizer=adam,lr=0.01,epochs=30");
    }

    @Override
    boolean beginsAtRandom() {
        return true;
    }
}
