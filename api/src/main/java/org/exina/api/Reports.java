package org.exina.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.exina.dataset.Audit;
import org.exina.experiment.Chosen;
import org.exina.experiment.ExperimentRecord;
import org.exina.experiment.FoldRefit;
import org.exina.experiment.LearningCurve;
import org.exina.experiment.PairedComparison;
import org.exina.experiment.RunFolder;
import org.exina.experiment.RunRecord;
import org.exina.experiment.SizeUse;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageEncoder;
import org.exina.io.ExinaException;
import org.exina.io.OutputKind;
import org.exina.model.Explanation;
import org.exina.model.Overlay;
import org.exina.report.Advice;
import org.exina.report.ComparisonPage;
import org.exina.report.CurveSection;
import org.exina.report.DataMap;
import org.exina.report.ExperimentsPage;
import org.exina.report.ExplainPage;
import org.exina.report.MapPage;
import org.exina.report.RunPage;
import org.exina.report.SuitePlots;
import org.exina.report.SuiteTable;
import org.exina.report.html.Table;
import org.exina.report.plot.CountPair;
import org.exina.report.plot.Plot;
import org.exina.report.plot.Plots;
import org.exina.slides.Grain;
import org.exina.slides.train.EvaluatedField;
import org.exina.slides.train.GroundTruthGrain;

/** What came out, as pages that need no network, as plots and as tables. */
public final class Reports {
    private static final float QUALITY = 0.85f;

    private Reports() {}

    /**
     * The page of a cross-validation.
     *
     * @param images where the images of the run are now
     * @param command what a reader types to run it again
     */
    public static RunPage run(RunFolder run, Path images, String command) {
        return RunPage.of(run, images, command);
    }

    /**
     * Makes sure that {@link Experiment#heatMaps} can be had for a run.
     *
     * @throws ExinaException when its classifiers cannot be trained again
     */
    public static void requireHeatMaps(RunFolder run) throws ExinaException {
        FoldRefit.require(run);
    }

    /** The page of two runs or models compared; {@code images} is where those they differ on are. */
    public static ComparisonPage comparison(PairedComparison compared, Path images) {
        return ComparisonPage.of(compared, images);
    }

    /**
     * The page of a map.
     *
     * @param images where they are
     * @param features what the map is made of, in words
     */
    public static MapPage map(DataMap map, Path images, String features) {
        return MapPage.of(map, images, features);
    }

    /** The page of what speaks for a model's answers. */
    public static ExplainPage explanations(String model, List<ExplainPage.Explained> all) {
        return ExplainPage.of(model, all);
    }

    /** An explained image under its heat map, beside the training images nearest to it. */
    public static RgbImage explanation(Explanation explanation, String name) {
        return Overlay.sheet(explanation, name);
    }

    /** The page of experiments, a table that can be sorted and curves. */
    public static ExperimentsPage experiments(List<ExperimentRecord> records) {
        return ExperimentsPage.of(records);
    }

    /** Experiments as a table of words. */
    public static Table table(List<ExperimentRecord> records) {
        return SuiteTable.of(records);
    }

    /** Experiments as a table of plain numbers, for spreadsheets. */
    public static Table numbers(List<ExperimentRecord> records) {
        return SuiteTable.numbers(records);
    }

    /** Loss and accuracy of an experiment by epoch; empty where nothing was trained in epochs. */
    public static Optional<Plot> curves(ExperimentRecord record) {
        return SuitePlots.of(record);
    }

    /** The same of several in one; empty where none was trained in epochs. */
    public static Optional<Plot> curves(String title, List<ExperimentRecord> records) {
        return SuitePlots.together(title, records);
    }

    /** Accuracies of experiments beside each other. */
    public static Plot accuracies(String title, List<ExperimentRecord> records) {
        return SuitePlots.comparison(title, records);
    }

    /** What searches chose, over all trainings of a run, the weightiest first; empty where nothing was chosen. */
    public static List<Chosen> chosen(List<RunRecord.HeadTrained> heads) {
        return Chosen.of(heads);
    }

    /** How the size of grains was used in the trainings of a run; empty where it was not tried. */
    public static Optional<SizeUse> sizeUse(List<RunRecord.HeadTrained> heads) {
        return SizeUse.of(heads);
    }

    /** Accuracy against the number of training images; {@code name} is of the data. */
    public static Plot learningCurve(LearningCurve curve, String name) {
        return CurveSection.plot(curve, name);
    }

    /** Whether more images would help, in a sentence. */
    public static String meaning(LearningCurve curve) {
        return CurveSection.meaning(curve);
    }

    /** What to do about what a check found, in a sentence or two. */
    public static String advice(Audit.Kind kind) {
        return Advice.on(kind);
    }

    /** Writes an image: JPEG where the name ends in .jpg or .jpeg, else PNG. An earlier file of that name is replaced. */
    public static void write(RgbImage image, Path file) throws IOException {
        String name = file.toString().toLowerCase(Locale.ROOT);
        boolean jpeg = name.endsWith(".jpg") || name.endsWith(".jpeg");
        OutputKind.writeImage(file, jpeg ? ImageEncoder.jpeg(image, QUALITY) : ImageEncoder.png(image));
    }

    /** An image as the bytes of a PNG file. */
    public static byte[] png(RgbImage image) {
        return ImageEncoder.png(image);
    }

    /**
     * A small copy of an image as the bytes of a JPEG file.
     *
     * @param side the longer one, in pixels; a smaller image stays as large as it is
     */
    public static byte[] thumbnail(RgbImage image, int side) {
        return ImageEncoder.jpeg(ImageEncoder.thumbnail(image, side), QUALITY);
    }

    /** An explained image in grey under its heat: yellow where most speaks for the class, violet where nothing does. */
    public static RgbImage heat(Explanation explanation) {
        return Overlay.heat(explanation);
    }

    /** Counted against true numbers, each type on each field. */
    public static Plot counts(String title, List<EvaluatedField> fields) {
        Set<String> types = new TreeSet<>();
        fields.forEach(field -> labels(field)
                .filter(label -> !label.equals(Grain.DEBRIS) && !label.equals(Grain.UNKNOWN))
                .forEach(types::add));
        List<CountPair> points = new ArrayList<>();
        for (EvaluatedField field : fields) {
            for (String type : types) {
                points.add(new CountPair(
                        type,
                        field.truth().stream()
                                .filter(each -> each.label().equals(type))
                                .count(),
                        field.found().stream()
                                .filter(each -> each.grain().label().equals(type))
                                .count()));
            }
        }
        return Plots.counts(title, points);
    }

    private static Stream<String> labels(EvaluatedField field) {
        return Stream.concat(
                field.truth().stream().map(GroundTruthGrain::label),
                field.found().stream().map(each -> each.grain().label()));
    }
}
