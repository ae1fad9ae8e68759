package org.exina.matrix;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;

/**
 * Minimises a smooth function with limited memory: J. Nocedal, S. J. Wright, Numerical Optimization, 2nd edition, 2006,
 * algorithms 7.4 and 7.5, with a line search for the strong Wolfe conditions (algorithms 3.5 and 3.6). The first
 * approximation of the inverse Hessian is the function's own and may change from step to step.
 */
public final class Lbfgs {
    private static final int MEMORY = 10;
    private static final double ARMIJO = 1e-4;
    private static final double CURVATURE = 0.9;
    private static final int MOST_TRIALS = 25;

    private final Objective objective;
    private final Deque<Pair> pairs = new ArrayDeque<>(); // newest first
    private Point current;
    private int iterations;
    private boolean converged;

    private Lbfgs(Objective objective, double[] start) {
        this.objective = objective;
        this.current = new Point(objective, start.clone());
    }

    /** What is minimised. */
    public interface Objective {
        /** Returns the value at x and fills in the gradient there. */
        double value(double[] x, double[] gradient);

        /** Multiplies in place by a positive approximation of the inverse Hessian near the point looked at last. */
        void precondition(double[] vector);
    }

    /**
     * Searches for the minimum from {@code start} on.
     *
     * @param tolerance how far above the minimum, by the quadratic model, the value may still be
     * @return where it stopped: at the tolerance, after the iterations allowed, or where rounding hides all progress
     */
    public static Lbfgs minimize(Objective objective, double[] start, double tolerance, int maxIterations) {
        Lbfgs search = new Lbfgs(objective, start);
        search.run(tolerance, maxIterations);
        return search;
    }

    public double[] x() {
        return current.x;
    }

    public double value() {
        return current.value;
    }

    public int iterations() {
        return iterations;
    }

    /** Whether it stopped by itself, not for want of iterations. */
    public boolean converged() {
        return converged;
    }

    /** How far the quadratic model puts the minimum below this value. */
    double excess() {
        double[] step = current.gradient.clone();
        objective.precondition(step);
        return 0.5 * Matrices.dot(step, current.gradient);
    }

    private void run(double tolerance, int maxIterations) {
        converged = excess() <= tolerance;
        while (!converged && iterations < maxIterations) {
            boolean moved = step();
            iterations += moved ? 1 : 0;
            converged = !moved || excess() <= tolerance;
        }
    }

    private boolean step() {
        double[] direction = direction();
        Point next = lineSearch(direction);
        if (next == null) {
            return false;
        }
        Pair pair = new Pair(current, next);
        if (pair.product > 0) {
            pairs.addFirst(pair);
            if (pairs.size() > MEMORY) {
                pairs.removeLast();
            }
        }
        current = next;
        return true;
    }

    /** Algorithm 7.4, the two loops. */
    private double[] direction() {
        double[] q = current.gradient.clone();
        double[] factors = new double[pairs.size()];
        int index = 0;
        for (Pair pair : pairs) {
            factors[index] = Matrices.dot(pair.moved, q) / pair.product;
            add(q, -factors[index++], pair.turned);
        }
        objective.precondition(q);
        if (!pairs.isEmpty()) { // equation 7.20, in the metric of the preconditioner
            Pair newest = pairs.getFirst();
            double[] scaled = newest.turned.clone();
            objective.precondition(scaled);
            double factor = newest.product / Matrices.dot(newest.turned, scaled);
            Arrays.setAll(q, i -> q[i] * factor);
        }
        Iterator<Pair> oldestFirst = pairs.descendingIterator();
        while (oldestFirst.hasNext()) {
            Pair pair = oldestFirst.next();
            double back = Matrices.dot(pair.turned, q) / pair.product;
            add(q, factors[--index] - back, pair.moved);
        }
        Arrays.setAll(q, i -> -q[i]);
        return q;
    }

    /**
     * Algorithm 3.5.
     *
     * @return null when no step lowers the value
     */
    private Point lineSearch(double[] direction) {
        double slope = Matrices.dot(current.gradient, direction);
        if (!(slope < 0)) {
            return null;
        }
        Trial before = new Trial(0, current, slope);
        double length = 1;
        for (int trial = 0; trial < MOST_TRIALS; trial++) {
            Trial here = new Trial(length, direction);
            if (!lowersEnough(here, slope) || (trial > 0 && here.point.value >= before.point.value)) {
                return zoom(before, here, slope, direction);
            }
            if (Math.abs(here.slope) <= -CURVATURE * slope) {
                return here.point;
            }
            if (here.slope >= 0) {
                return zoom(here, before, slope, direction);
            }
            before = here;
            length *= 2;
        }
        return before.point;
    }

    /** Algorithm 3.6: between two lengths, the first of which is the better. */
    private Point zoom(Trial low, Trial high, double slope, double[] direction) {
        Trial best = low;
        Trial other = high;
        for (int trial = 0; trial < MOST_TRIALS; trial++) {
            Trial here = new Trial(between(best, other), direction);
            if (!lowersEnough(here, slope) || here.point.value >= best.point.value) {
                other = here;
                continue;
            }
            if (Math.abs(here.slope) <= -CURVATURE * slope) {
                return here.point;
            }
            if (here.slope * (other.length - best.length) >= 0) {
                other = best;
            }
            best = here;
        }
        return best.length > 0 ? best.point : null;
    }

    /** Armijo's condition; not a number is no lower value. */
    private boolean lowersEnough(Trial trial, double slope) {
        return trial.point.value <= current.value + ARMIJO * trial.length * slope;
    }

    /** The minimum of the parabola through both values and the better one's slope, kept off the ends. */
    private static double between(Trial best, Trial other) {
        double width = other.length - best.length;
        double bend = other.point.value - best.point.value - best.slope * width;
        double share = bend > 0 ? -best.slope * width / (2 * bend) : 0.5;
        return best.length + Math.min(0.9, Math.max(0.1, share)) * width;
    }

    private static void add(double[] to, double factor, double[] vector) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * vector[i];
        }
    }

    /** A place, the value and the gradient there. */
    private static final class Point {
        private final double[] x;
        private final double[] gradient;
        private final double value;

        Point(Objective objective, double[] x) {
            this.x = x;
            this.gradient = new double[x.length];
            this.value = objective.value(x, gradient);
        }
    }

    /** A length tried along a direction. */
    private final class Trial {
        private final double length;
        private final Point point;
        private final double slope;

        Trial(double length, Point point, double slope) {
            this.length = length;
            this.point = point;
            this.slope = slope;
        }

        Trial(double length, double[] direction) {
            double[] x = current.x.clone();
            add(x, length, direction);
            this.length = length;
            this.point = new Point(objective, x);
            this.slope = Matrices.dot(point.gradient, direction);
        }
    }

    /** A step taken and the change of the gradient on it. */
    private static final class Pair {
        private final double[] moved;
        private final double[] turned;
        private final double product;

        Pair(Point from, Point to) {
            moved = new double[from.x.length];
            turned = new double[moved.length];
            Arrays.setAll(moved, i -> to.x[i] - from.x[i]);
            Arrays.setAll(turned, i -> to.gradient[i] - from.gradient[i]);
            product = Matrices.dot(moved, turned);
        }
    }
}
