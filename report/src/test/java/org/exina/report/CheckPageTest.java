package org.exina.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.exina.dataset.Audit;
import org.exina.dataset.Auditor;
import org.exina.dataset.Dataset;
import org.exina.dataset.Layout;
import org.exina.image.file.ImageEncoder;
import org.exina.task.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckPageTest {
    @TempDir
    private Path temp;

    private Path root;
    private Path page;

    @BeforeEach
    void drawImages() throws IOException {
        root = temp.resolve("pollen");
        page = temp.resolve("check.html");
        for (int i = 0; i < 12; i++) {
            DrawnImages.write(root.resolve((i < 6 ? "Alnus" : "Betula & 'b'") + "/grain_" + (i % 6 + 1) + ".png"), i);
        }
    }

    private String write(Audit audit) throws IOException {
        CheckPage.of(Dataset.open(root), audit).write(page, Progress.NONE);
        return Files.readString(page).replace('\u00a0', ' ');
    }

    private String write() throws IOException {
        return write(Auditor.audit(Dataset.open(root), Audit.Settings.DEFAULT, Progress.NONE));
    }

    @Test
    void isTheGoldenPage() throws IOException {
        Files.copy(root.resolve("Alnus/grain_1.png"), root.resolve("Alnus/again.png"));
        Files.copy(root.resolve("Alnus/grain_2.png"), root.resolve("Betula & 'b'/other.png"));
        Files.write(root.resolve("Alnus/misnamed.jpg"), ImageEncoder.png(DrawnImages.draw(20)));
        Files.write(root.resolve("Alnus/broken.png"), new byte[0]);
        Files.writeString(root.resolve("notes.txt"), "no image");
        write();
        Golden.check("check.html", page, root);
    }

    @Test
    void soundDataIsCalledSound() throws IOException {
        String html =
                write(new Audit(root.toString(), Layout.FOLDER_PER_CLASS, 12, classes(), 12, 0, Map.of(), List.of()));
        assertThat(html).contains("Nothing was found wrong.", ">Alnus</th>");
    }

    @Test
    void conflictsComeFirstWithTheirLabels() throws IOException {
        Files.write(root.resolve("Alnus/broken.png"), new byte[0]);
        Files.copy(root.resolve("Alnus/grain_2.png"), root.resolve("Betula & 'b'/other.png"));
        String html = write();
        assertThat(html.indexOf("id=\"two-labels\"")).isPositive().isLessThan(html.indexOf("id=\"unreadable\""));
        assertThat(html.substring(html.indexOf("id=\"two-labels\""), html.indexOf("id=\"unreadable\"")))
                .contains("<b class=\"name\">Alnus</b>", "<b class=\"name\">Betula &amp; &#39;b&#39;</b>");
    }

    @Test
    void thousandsOfFindingsStayReadable() throws IOException {
        List<Audit.Finding> findings = new ArrayList<>();
        IntStream.range(0, 3000)
                .forEach(i -> findings.add(
                        new Audit.Finding(Audit.Kind.TINY, List.of("Alnus/grain_1.png"), "is number " + i)));
        String html = write(new Audit(
                root.toString(),
                Layout.FOLDER_PER_CLASS,
                12,
                classes(),
                12,
                0,
                Map.of(Audit.Kind.TINY, 3000),
                findings));
        assertThat(html)
                .contains("160 of 3,000 are shown with images, to keep the page small. The others:")
                .contains("... and 1,840 more; the JSON of the check lists all");
        assertThat(html.split("<img", -1)).hasSize(161);
    }

    @Test
    void aLargeSetIsCutShort() throws IOException {
        List<String> paths = IntStream.rangeClosed(1, 20)
                .mapToObj(i -> "Alnus/grain_" + i + ".png")
                .toList();
        String html = write(new Audit(
                root.toString(),
                Layout.FOLDER_PER_CLASS,
                12,
                classes(),
                12,
                0,
                Map.of(Audit.Kind.EXACT_DUPLICATE, 1),
                List.of(new Audit.Finding(Audit.Kind.EXACT_DUPLICATE, paths, "the same file 20 times"))));
        assertThat(html)
                .contains("The same file 20 times", "no longer there", "<li class=\"name\">Alnus/grain_20.png</li>");
        assertThat(html.split("<img", -1)).hasSize(7);
    }

    private static List<Audit.ClassSize> classes() {
        return List.of(new Audit.ClassSize("Alnus", 6), new Audit.ClassSize("Betula & 'b'", 6));
    }
}
