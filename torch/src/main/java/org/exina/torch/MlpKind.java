package org.exina.torch;

import java.util.Map;
import org.exina.head.HeadKind;
import org.exina.head.HeadSpec;
import org.exina.io.ExinaException;

/** Makes {@link HeadSpec#parse} read top models. */
public final class MlpKind implements HeadKind {
    @Override
    public String name() {
        return MlpSpec.KIND;
    }

    @Override
    public HeadSpec parse(String text, Map<String, String> settings) throws ExinaException {
        return MlpSpecParser.parse(text, settings);
    }
}
