package org.exina.torch;

import java.util.Map;
import org.exina.head.HeadKind;
import org.exina.head.HeadSpec;

/** Makes {@link HeadSpec#parse} read top models. */
public final class TopModelKind implements HeadKind {
    @Override
    public String name() {
        return TopModelText.KIND;
    }

    @Override
    public HeadSpec parse(String text, Map<String, String> settings) {
        return TopModelText.parse(text, settings);
    }
}
