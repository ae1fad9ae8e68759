package org.exina.report.slides;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.exina.image.Box;
import org.exina.image.PixelSource;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageEncoder;
import org.exina.io.CsvStyle;
import org.exina.io.ExinaException;
import org.exina.io.OutputKind;
import org.exina.io.Resources;
import org.exina.io.Sha256;
import org.exina.report.html.EmbeddedImages;
import org.exina.report.html.Html;
import org.exina.report.html.Page;
import org.exina.report.html.Tag;
import org.exina.report.html.Wording;
import org.exina.slides.CountedField;
import org.exina.slides.Grain;
import org.exina.task.Progress;

/**
 * A count as one page on which a person checks it: the table, each grain as a small image under its type with the least
 * sure ones first, and the fields with all boxes. Types can be changed, grains confirmed and missed ones marked; counts
 * follow at once, the browser keeps what was done, and a button gives it as {@code corrections.csv}.
 */
public final class CountPage {
    private static final int THUMBNAIL = 96; // pixels: 2,000 grains are some 8 MB
    private static final int LARGEST_FIELD = 1600;
    private static final int SMALLEST_FIELD = 416;
    private static final double FIELD_PIXELS = 30e6; // of all fields together: some 10 MB
    private static final float JPEG_QUALITY = 0.75f;

    private final List<String> classes;
    private final List<CountedField> fields;
    private final Settings settings;
    private final CountTable table;
    private final Map<String, TypeStyle> styles;

    private CountPage(List<String> classes, List<CountedField> fields, Settings settings) throws ExinaException {
        this.classes = List.copyOf(classes);
        this.fields = List.copyOf(fields);
        this.settings = settings;
        this.table = CountTable.of(classes, fields, settings.pollenSum());
        this.styles = TypeStyle.of(classes, fields);
    }

    /**
     * What is said of a count.
     *
     * @param title such as the slide's name
     * @param model that named the grains
     * @param micronsPerPixel where it is known, sizes are in micrometres
     * @param pollenSum what percentages are of
     * @param notUsed what lies beside the fields and is not counted, in words; empty for nothing
     */
    public record Settings(
            String title, String model, OptionalDouble micronsPerPixel, PollenSum pollenSum, String notUsed) {
        /** Of a count beside which nothing lies. */
        public Settings(String title, String model, OptionalDouble micronsPerPixel, PollenSum pollenSum) {
            this(title, model, micronsPerPixel, pollenSum, "");
        }

        public Settings {
            if (micronsPerPixel.isPresent() && !(micronsPerPixel.getAsDouble() > 0)) {
                throw new IllegalArgumentException(
                        "micronsPerPixel must be greater than 0, got " + micronsPerPixel.getAsDouble());
            }
        }
    }

    /**
     * The page of a count.
     *
     * @param classes of the model, in its order
     */
    public static CountPage of(List<String> classes, List<CountedField> fields, Settings settings)
            throws ExinaException {
        return new CountPage(classes, fields, settings);
    }

    /**
     * Writes the page; an earlier one is replaced. One field is open at a time.
     *
     * @return its size in bytes
     * @throws InterruptedIOException when the thread is interrupted; nothing is written then
     */
    public long write(Path file, FieldOpener pixels, Progress progress) throws IOException {
        OutputKind.PAGE.reserve(file);
        GrainSections grains = new GrainSections(table.types(), styles, settings.micronsPerPixel());
        FieldFigures figures = new FieldFigures(styles);
        int side = side(fields.size());
        int number = 0;
        for (int i = 0; i < fields.size(); i++) {
            CountedField field = fields.get(i);
            try (PixelSource open = pixels.open(field)) {
                RgbImage small = open.overview(side);
                figures.add(field, i, number, source(small), small);
                for (Grain grain : field.grains()) {
                    checkInterrupted();
                    grains.add(field, i, number++, grain, thumbnail(open, field, grain));
                }
            }
            progress.report("making the page", i + 1, fields.size());
        }
        page(grains, figures).write(file);
        return Files.size(file);
    }

    private Page page(GrainSections grains, FieldFigures figures) {
        SummaryTable summary = new SummaryTable(table, styles);
        List<Page.Section> sections = new ArrayList<>();
        sections.add(new Page.Section("counts", "Counts", summary.html()));
        if (fields.size() > 1) {
            sections.add(new Page.Section("diagram", "Field by field", new FieldTable(table, styles).html()));
        }
        sections.add(new Page.Section("grains", "Grains, the least sure first", grains.html()));
        sections.add(new Page.Section("fields", "Fields", figures.html()));
        return new Page(
                settings.title() + ": " + Wording.count(table.total().grains(), "grain", "grains"),
                header(summary),
                sections,
                "Made by Exina. This page is one file and needs no network; corrections stay in this browser until"
                        + " they are saved.",
                List.of(new Html.Style(Resources.text(CountPage.class, "count.css"))),
                List.of(new Html.Script(Resources.text(CountPage.class, "count.js"))));
    }

    private Html header(SummaryTable summary) {
        return Tag.of("div")
                .with("id", "count")
                .with("data-key", key())
                .with("data-minimum", settings.pollenSum().minimum())
                .add(
                        Tag.of("h1", "name").text(settings.title()),
                        Tag.of("p", "soft")
                                .text(Wording.count(table.total().grains(), "grain", "grains") + " found on "
                                        + Wording.count(fields.size(), "field", "fields") + ", named by "
                                        + settings.model() + "."
                                        + (settings.notUsed().isEmpty() ? "" : " " + settings.notUsed() + ".")),
                        summary.lead(),
                        new CorrectionPanel(table, styles).html());
    }

    /** Tells this count from others: what the browser keeps belongs to it alone. */
    private String key() {
        String all =
                settings.title() + "\n" + classes + "\n" + GrainsCsv.of(fields, OptionalDouble.empty(), CsvStyle.PLAIN);
        return Sha256.of(all.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    }

    private static int side(int fields) {
        return (int) Math.max(SMALLEST_FIELD, Math.min(LARGEST_FIELD, Math.sqrt(FIELD_PIXELS / Math.max(1, fields))));
    }

    private static String thumbnail(PixelSource open, CountedField field, Grain grain) throws IOException {
        return EmbeddedImages.source(ImageEncoder.thumbnail(
                open.read(around(grain.box()).clipped(field.width(), field.height())), THUMBNAIL));
    }

    /** A square about a grain, with some of what lies beside it. */
    private static Box around(Box box) {
        int side = (int) Math.ceil(1.3 * Math.max(box.width(), box.height()));
        return new Box(box.x() + (box.width() - side) / 2, box.y() + (box.height() - side) / 2, side, side);
    }

    private static String source(RgbImage image) {
        return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(ImageEncoder.jpeg(image, JPEG_QUALITY));
    }

    private static void checkInterrupted() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted while the page was made; it was not written");
        }
    }
}
