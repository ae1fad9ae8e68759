package org.exina.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.exina.io.AtomicFiles;
import org.exina.model.Classifier;
import org.exina.report.slides.CountPage;
import org.exina.report.slides.CountTable;
import org.exina.report.slides.CountsCsv;
import org.exina.report.slides.FieldOverlay;
import org.exina.report.slides.GrainsCsv;
import org.exina.report.slides.PollenSum;
import org.exina.slides.CountJournal;
import org.exina.slides.CountedField;
import org.exina.slides.FieldCounting;
import org.exina.slides.FieldFile;
import org.exina.slides.FieldFiles;
import org.exina.slides.SlideCard;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code exina count}: the grains of microscope fields, found, named and counted. */
@Command(
        name = "count",
        mixinStandardHelpOptions = true,
        description = {
            "Finds, names and counts the grains on pictures of microscope fields, of any size. Folders are searched.",
            "Writes tables, a picture of each field with its grains marked, and a page to check and correct the count on."
                    + " A count that was stopped goes on where it was."
        })
final class CountCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            description = "A model file: of 'exina train' on single grains, or of 'exina slides train' on fields.")
    private Path model;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "FIELD|DIR", description = "Pictures, or folders of them.")
    private List<Path> pictures;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            defaultValue = "counts.csv",
            description =
                    "The table of counts; all else goes beside it under the same name. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(
            names = "--stack",
            description = "Each folder is one field, and the pictures in it its planes of focus: they are merged.")
    private boolean stack;

    @Option(
            names = "--accept-all",
            description = "Name every grain by its likeliest class, also those unlike all the model was trained on.")
    private boolean acceptAll;

    @Mixin
    private CountOptions options;

    @Mixin
    private ScaleOptions scale;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    CountCommand(Console console) {
        this.console = console;
    }

    /** A field in the JSON. */
    private record FieldSummary(
            String field, String file, int width, int height, List<String> remarks, String overlay) {}

    /**
     * What {@code --json} prints.
     *
     * @param kept fields that a stopped count had done
     */
    private record Summary(
            String model,
            boolean wholeFileChecked,
            CountTable counts,
            List<FieldSummary> fields,
            List<FieldCounting.Unreadable> unreadable,
            int kept,
            List<String> files,
            double seconds) {}

    @Override
    public Integer call() throws IOException {
        long start = System.nanoTime();
        PollenSum sum = options.pollenSum();
        CountFiles files = CountFiles.of(out);
        try (Classifier classifier = Classifier.open(model)) {
            sum.check(classifier.classes());
            SlideCard ofModel = SlideCard.of(classifier).orElse(SlideCard.DEFAULT);
            SlideCard card = ofModel.with(options.finder(ofModel.finder()));
            List<FieldFile> fields = FieldFiles.list(pictures, stack);
            CountPage.Settings settings =
                    new CountPage.Settings(title(fields), name(model), scale.micronsPerPixel(), sum);
            OldModel.note(console, model, classifier.isWholeFileChecked());
            scale.note(console, classifier.card());
            files.reserve();
            CountJournal journal = CountJournal.open(files.journal());
            FieldCounting.Outcome done = new FieldCounting(classifier, model, card, acceptAll, scale.micronsPerPixel())
                    .count(fields, journal, console.progress());
            if (done.fields().isEmpty()) {
                done.unreadable().forEach(each -> console.note("exina: " + each.problem()));
                console.error(
                        "none of the " + CountText.counted(fields.size(), "field", "fields") + " could be counted");
                return ExinaCommand.USERS_FAULT;
            }
            write(files, classifier.classes(), fields, done, settings);
            journal.delete();
            CountTable table = CountTable.of(classifier.classes(), done.fields(), sum);
            tell(table, done, files, classifier.isWholeFileChecked(), (System.nanoTime() - start) / 1e9);
        }
        return ExinaCommand.DONE;
    }

    /** The one folder or picture that was named, or how many fields there are. */
    private String title(List<FieldFile> fields) {
        return pictures.size() == 1 ? name(pictures.get(0)) : fields.size() + " fields";
    }

    private static String name(Path path) {
        Path last = path.toAbsolutePath().normalize().getFileName();
        return last == null ? path.toString() : last.toString();
    }

    private void write(
            CountFiles files,
            List<String> classes,
            List<FieldFile> given,
            FieldCounting.Outcome done,
            CountPage.Settings settings)
            throws IOException {
        List<CountedField> fields = done.fields();
        Map<String, Path> overlays = files.overlaysOf(fields);
        MarkedFields marked = new MarkedFields(given, FieldOverlay.of(classes, fields), overlays);
        CountPage.of(classes, fields, settings).write(files.page(), marked, console.progress());
        CountTable table = CountTable.of(classes, fields, settings.pollenSum());
        AtomicFiles.writeText(files.grains(), GrainsCsv.of(fields, settings.micronsPerPixel()));
        AtomicFiles.writeText(files.percentages(), CountsCsv.percentages(table));
        AtomicFiles.writeText(files.counts(), CountsCsv.counts(table));
    }

    private void tell(
            CountTable table, FieldCounting.Outcome done, CountFiles files, boolean wholeFileChecked, double seconds) {
        if (json) {
            Map<String, Path> overlays = files.overlaysOf(done.fields());
            List<FieldSummary> fields = new ArrayList<>();
            for (CountedField each : done.fields()) {
                fields.add(new FieldSummary(
                        each.name(),
                        each.file().toString(),
                        each.width(),
                        each.height(),
                        each.remarks(),
                        overlays.get(each.name()).toString()));
            }
            console.json(new Summary(
                    model.toString(),
                    wholeFileChecked,
                    table,
                    fields,
                    done.unreadable(),
                    done.kept(),
                    files.written().stream().map(Path::toString).toList(),
                    seconds));
            return;
        }
        new CountText(console).print(table, done, files, seconds);
    }
}
