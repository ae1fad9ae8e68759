package org.exina.torch;

import org.exina.head.HeadSpec;
import org.exina.io.ExinaException;
import org.exina.settings.SettingsText;

/** Makes {@link HeadSpec#parse} read top models. */
public final class MlpKind implements HeadSpec.Kind {
    @Override
    public String name() {
        return MlpSpec.KIND;
    }

    @Override
    public HeadSpec parse(SettingsText settings) throws ExinaException {
        return MlpSpecParser.parse(settings);
    }
}
