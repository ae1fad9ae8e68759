package org.exina.report.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * From numbers to places, with round limits.
 *
 * @param low its lower limit, greater than {@code -shift} when it is logarithmic
 * @param high its upper limit, greater than {@code low}
 * @param logarithmic whether equal ratios, not equal differences, are equally long
 * @param shift added to each number before its logarithm is taken; greater than 0, it gives 0 a place
 * @param ticks numbers to be written at the axis, within the limits
 */
record Scale(double low, double high, boolean logarithmic, double shift, List<Double> ticks) {
    /** The share of an axis of counts that is left free at each end, beyond the smallest and the largest. */
    static final double MARGIN = 0.07;

    /** Losses whose largest is so many times the usual one would flatten all others. */
    private static final double DIVERGED = 5;

    /** On a logarithmic scale, what is so many times larger or smaller than the usual is cut off. */
    private static final double FAR = 64;

    /** Runs so many times longer than the usual one would press the others together. */
    private static final double LONG = 2.5;

    /** Up to here counts are few enough to stand equally far apart, however they are spread. */
    private static final long FEW = 10;

    private static final int[] DIGITS = {1, 2, 5};
    private static final double TINY = 1e-9;

    Scale {
        if (!(low < high && (low + shift > 0 || !logarithmic))) {
            throw new IllegalArgumentException("expected low < high, and " + (0 - shift)
                    + " < low on a logarithmic scale, got " + low + " and " + high);
        }
        ticks = List.copyOf(ticks);
    }

    Scale(double low, double high, boolean logarithmic, List<Double> ticks) {
        this(low, high, logarithmic, 0, ticks);
    }

    /** Where a number lies: 0 at the lower limit, 1 at the upper. Beyond them it is less than 0 or more than 1. */
    double at(double number) {
        if (!logarithmic) {
            return (number - low) / (high - low);
        }
        double least = low + shift;
        return Math.log(Math.max(number + shift, least * TINY) / least) / Math.log((high + shift) / least);
    }

    /**
     * Around many accuracies in percent; the first quarter of the epochs, in which they rise, does not count: it would
     * press together those at the end. Curves then come in from below.
     *
     * @param curves shares
     */
    static Scale accuracies(List<Curve> curves) {
        return percent(curves.stream()
                .flatMap(curve -> curve.values().stream().skip(curve.epochs() / 4))
                .mapToDouble(share -> share));
    }

    /** Around shares in percent. */
    static Scale percent(DoubleStream shares) {
        double[] sorted = shares.map(share -> 100 * share).sorted().toArray();
        double low = sorted[0];
        double high = sorted[sorted.length - 1];
        double span = Math.max(high - low, 4);
        double from = low - span / 20 < 20 ? 0 : low - span / 20;
        return linear(from, Math.min(100, high + span / 20), 6);
    }

    /** Losses: from 0, or logarithmic when a few are much larger than most. */
    static Scale losses(List<Curve> curves) {
        double[] sorted = curves.stream()
                .flatMap(curve -> curve.values().stream())
                .mapToDouble(loss -> loss)
                .sorted()
                .toArray();
        double usual = sorted[sorted.length / 2];
        double high = sorted[sorted.length - 1];
        if (usual <= 0 || high <= DIVERGED * usual) {
            return linear(0, high > 0 ? 1.02 * high : 1, 6);
        }
        double least = DoubleStream.of(sorted).filter(loss -> loss > 0).min().orElse(usual);
        return logarithmic(Math.max(least, usual / FAR), Math.min(high, usual * FAR));
    }

    /** Whole epochs from 1 on; logarithmic when one run is much longer than most. */
    static Scale epochs(IntStream lengths) {
        int[] sorted = lengths.sorted().toArray();
        int usual = sorted[sorted.length / 2];
        int last = sorted[sorted.length - 1];
        if (last == 1) {
            return new Scale(0.5, 1.5, false, List.of(1.0));
        }
        if (usual > 1 && last >= LONG * usual) {
            return new Scale(
                    1,
                    last,
                    true,
                    rounded(1, last).stream().filter(tick -> tick <= last).toList());
        }
        int step = (int) Math.max(1, step((last - 1) / 6.0));
        List<Double> ticks = new ArrayList<>(List.of(1.0));
        for (int tick = step == 1 ? 2 : step; tick <= last; tick += step) {
            if (tick > 1) {
                ticks.add((double) tick);
            }
        }
        return new Scale(1, last, false, ticks);
    }

    /**
     * Around numbers greater than 0, equal ratios equally long.
     *
     * @param ticks to be written at the axis
     */
    static Scale ratios(double low, double high, List<Double> ticks) {
        double room = Math.pow(high / low, 0.05);
        return low < high ? new Scale(low / room, high * room, true, ticks) : new Scale(low / 2, high * 2, true, ticks);
    }

    /** From 0 to the largest of some counts, by the logarithm of one more when it is much larger than the usual one. */
    static Scale counts(LongStream counts) {
        long[] sorted = counts.filter(count -> count > 0).sorted().toArray();
        double high = sorted.length == 0 ? 1 : sorted[sorted.length - 1];
        if (high <= FEW || high <= DIVERGED * sorted[sorted.length / 2]) {
            double step = Math.max(1, step(high / 6.0));
            List<Double> ticks = IntStream.rangeClosed(0, (int) (high / step))
                    .mapToObj(i -> i * step)
                    .toList();
            return new Scale(-MARGIN * high, (1 + MARGIN) * high, false, ticks);
        }
        double length = Math.log1p(high);
        List<Double> ticks = new ArrayList<>(List.of(0.0));
        int every = high <= 2000 ? 1 : high <= 1_000_000 ? 3 : 9; // or the long ones would lie on each other
        List<Double> rounded = rounded(1, high);
        for (int i = 0; i < rounded.size() && rounded.get(i) <= high; i += every) {
            ticks.add(rounded.get(i));
        }
        return new Scale(Math.expm1(-MARGIN * length), Math.expm1((1 + MARGIN) * length), true, 1, ticks);
    }

    private static Scale linear(double from, double to, int parts) {
        double step = step((to - from) / parts);
        double low = Math.floor(from / step + TINY) * step;
        double high = Math.ceil(to / step - TINY) * step;
        int count = (int) Math.round((high - low) / step);
        List<Double> ticks =
                IntStream.rangeClosed(0, count).mapToObj(i -> low + i * step).toList();
        return new Scale(low, high, false, ticks);
    }

    private static Scale logarithmic(double from, double to) {
        List<Double> ticks = rounded(from, to);
        return new Scale(ticks.get(0), ticks.get(ticks.size() - 1), true, ticks);
    }

    /** 1, 2, 5, 10, 20 and so on, from the last that is not above {@code from} to the first not below {@code to}. */
    private static List<Double> rounded(double from, double to) {
        List<Double> ticks = new ArrayList<>();
        for (int i = 3 * (int) Math.floor(Math.log10(from)); ; i++) {
            double power = Math.pow(10, Math.abs(Math.floorDiv(i, 3)));
            double digit = DIGITS[Math.floorMod(i, 3)];
            double tick = i < 0 ? digit / power : digit * power;
            if (tick <= from * (1 + TINY)) {
                ticks.clear();
            }
            ticks.add(tick);
            if (tick >= to * (1 - TINY) && ticks.size() > 1) {
                return ticks;
            }
        }
    }

    /** 1, 2 or 5 times a power of ten, not below {@code least}. */
    private static double step(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least) + TINY));
        for (int digit : DIGITS) {
            if (digit * power >= least * (1 - TINY)) {
                return digit * power;
            }
        }
        return 10 * power;
    }
}
