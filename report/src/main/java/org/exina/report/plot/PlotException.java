package org.exina.report.plot;

import java.io.IOException;

/** A picture cannot be painted on this machine. */
public final class PlotException extends IOException {
    PlotException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
