package org.exina.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.exina.experiment.LearningCurve;
import org.exina.experiment.LearningCurveFit;
import org.exina.experiment.RunFolder;
import org.exina.io.ExinaException;
import org.exina.report.html.Cells;
import org.exina.report.html.Html;
import org.exina.report.html.Tag;
import org.exina.report.html.Wording;
import org.exina.report.plot.CurvePoint;
import org.exina.report.plot.Plot;
import org.exina.settings.Percent;

/** A learning curve in words and drawn, and as a part of a run's page. */
public final class CurveSection {
    private static final double NOTHING = 0.01; // of accuracy: a gain below is hardly one
    private static final double SOMETHING = 0.005;
    private static final double ROUNDING = 1e-9;

    private CurveSection() {}

    /**
     * The drawing.
     *
     * @param name of the data
     */
    public static Plot plot(LearningCurve curve, String name) {
        return org.exina.report.plot.Plots.sizes(
                "Would more images help? " + name,
                curve.points().stream()
                        .map(p -> new CurvePoint(p.perClass(), p.accuracy(), p.low(), p.high()))
                        .toList(),
                curve.forecast()
                        .map(f -> new CurvePoint(
                                f.perClass(),
                                f.accuracy(),
                                Math.min(f.low(), f.accuracy()),
                                Math.max(f.high(), f.accuracy()))));
    }

    /** The sentence a user waits for. */
    public static String meaning(LearningCurve curve) {
        Optional<LearningCurveFit> forecast = curve.forecast();
        if (forecast.isEmpty()) {
            return "Too few sizes to look ahead: at least three are needed, all images among them.";
        }
        LearningCurveFit ahead = forecast.get();
        String verdict;
        if (ahead.gainHigh() < NOTHING) {
            verdict = "More images like these would hardly help";
        } else if (ahead.gainLow() > SOMETHING) {
            verdict = "More images would help";
        } else {
            verdict = "More images may help a little";
        }
        return String.format(
                Locale.ROOT,
                "%s: with twice as many (%.0f of each class) about %s are to be expected (%s), %s points"
                        + " (%s to %s). That goes on from the curve above; it cannot know of images of another kind.",
                verdict,
                ahead.perClass(),
                Percent.of(ahead.accuracy()),
                Percent.of(ahead.low(), ahead.high()),
                Percent.points(ahead.gain()),
                Percent.points(ahead.gainLow()),
                Percent.points(ahead.gainHigh()));
    }

    /** Refuses a curve that does not end at what the run measured: it is of other data, features, head or folds. */
    static void require(LearningCurve curve, RunFolder run) throws ExinaException {
        int images = run.record().data().pictures();
        int classes = run.classes().size();
        if (curve.pictures() != images || curve.classes() != classes) {
            throw new ExinaException(
                    run.path(),
                    "is of " + images + " images of " + classes + " classes, but the learning curve of "
                            + curve.pictures() + " of " + curve.classes() + "; measure it on the same data");
        }
        double ends = curve.points().get(curve.points().size() - 1).accuracy();
        double found = run.predictions().stream()
                .filter(prediction -> prediction.repeat() == 0)
                .mapToInt(prediction -> prediction.isCorrect() ? 1 : 0)
                .average()
                .orElseThrow();
        if (Math.abs(ends - found) > ROUNDING) {
            throw new ExinaException(
                    run.path(),
                    "was right in " + Percent.of(found) + " of its first repeat, but the learning curve ends at "
                            + Percent.of(ends) + "; measure it as the run was made: same backbone, views, crop, head,"
                            + " folds, seed and groups");
        }
    }

    static List<Html> html(LearningCurve curve, String name) {
        Tag body = Tag.of("tbody");
        for (LearningCurve.Point point : curve.points()) {
            body.add(Tag.of("tr")
                    .add(
                            Tag.text("th", Wording.format("%.1f", point.perClass()) + (point.all() ? " (all)" : ""))
                                    .with("scope", "row"),
                            Cells.number(Wording.percent(point.accuracy())),
                            Cells.number(Wording.percent(point.low(), point.high())),
                            Cells.number(Integer.toString(point.draws()))));
        }
        Tag table = Tag.of("table")
                .add(
                        Tag.text("caption", "Accuracy by images of each class that were trained on"),
                        Cells.head(List.of("images per class"), List.of("accuracy", "95 % interval", "draws")),
                        body);
        return List.of(
                Drawing.of(
                        plot(curve, name), "Accuracy against images of each class; the numbers are in the table below"),
                Tag.of("div", "scroll").add(table),
                Tag.text("p", meaning(curve)));
    }
}
