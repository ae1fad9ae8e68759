package org.exina.cli;

import java.io.PrintStream;
import java.util.Locale;
import org.exina.task.Progress;

/** Shows progress with the time left. Phases that end within a second leave no trace. */
final class ProgressLine implements Progress {
    private static final long FIRST_NANOS = 1_000_000_000L;
    private static final long REDRAW_NANOS = 150_000_000L;
    private static final long LOG_NANOS = 10_000_000_000L;

    private final PrintStream err;
    private final boolean terminal;
    private String phase = "";
    private long startNanos;
    private long startDone;
    private long shownNanos;
    private boolean drawn;

    ProgressLine(PrintStream err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    @Override
    public synchronized void report(String newPhase, long done, long total) {
        long now = System.nanoTime();
        if (!newPhase.equals(phase)) {
            phase = newPhase;
            startNanos = now;
            startDone = done;
            shownNanos = now + FIRST_NANOS - (terminal ? REDRAW_NANOS : LOG_NANOS);
        }
        if (done >= total) {
            finish(now, total);
        } else if (now - shownNanos >= (terminal ? REDRAW_NANOS : LOG_NANOS)) {
            shownNanos = now;
            show(text(done, total, now), false);
        }
    }

    private void finish(long now, long total) {
        if (drawn) {
            show(String.format(Locale.ROOT, "%s: %d done in %s", phase, total, duration(now - startNanos)), true);
        }
        drawn = false;
        phase = "";
    }

    private String text(long done, long total, long now) {
        long fresh = done - startDone;
        String left = fresh <= 0
                ? ""
                : ", " + duration((long) ((double) (now - startNanos) / fresh * (total - done))) + " left";
        return String.format(Locale.ROOT, "%s: %d of %d%s", phase, done, total, left);
    }

    private void show(String text, boolean last) {
        if (terminal) {
            err.print("\r\u001b[K" + text + (last ? "\n" : ""));
        } else {
            err.println(text);
        }
        err.flush();
        drawn = true;
    }

    /** "0.4 s", "12 s", "3 min 20 s", "2 h 5 min". */
    static String duration(long nanos) {
        double seconds = nanos / 1e9;
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        return whole < 3600
                ? whole / 60 + " min " + whole % 60 + " s"
                : whole / 3600 + " h " + whole % 3600 / 60 + " min";
    }
}
