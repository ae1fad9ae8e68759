package org.exina.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.exina.dataset.Audit;
import org.exina.experiment.RunFolder;
import org.exina.experiment.TinyRun;
import org.exina.task.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunPageTest {
    @TempDir
    private Path temp;

    private Path root;
    private Path page;

    @BeforeEach
    void drawImages() throws IOException {
        root = temp.resolve("pollen");
        page = temp.resolve("report.html");
        for (int i = 0; i < 12; i++) {
            DrawnImages.write(root.resolve(TinyRun.path(i)), i);
        }
    }

    private RunPage.Written write(int repeats, Audit audit) throws IOException {
        RunFolder run = TinyRun.write(temp.resolve("run"), root, repeats, audit);
        return RunPage.of(run, root, "exina crossval '<DIR>' --seed 7").write(page, Progress.NONE);
    }

    private RunPage.Written write() throws IOException {
        return write(1, TinyRun.clean(root));
    }

    private String text() throws IOException {
        return Files.readString(page).replace('\u00a0', ' ');
    }

    @Test
    void isTheGoldenPage() throws IOException {
        write();
        Golden.check("run.html", page, root);
    }

    @Test
    void sameRunGivesTheSamePage() throws IOException {
        write();
        byte[] first = Files.readAllBytes(page);
        write();
        assertThat(page).hasBinaryContent(first);
    }

    @Test
    void labelsAndPathsCannotBreakIt() throws IOException {
        write();
        assertThat(text())
                .contains("&lt;b&gt;&amp;&quot;&#39;", "bold &amp; b&#39;/")
                .doesNotContain("<b>&", "\"'\"")
                .contains("exina crossval &#39;&lt;DIR&gt;&#39; --seed 7");
    }

    @Test
    void loadsNothingAndRunsNothing() throws IOException {
        write();
        assertThat(text())
                .contains("content=\"default-src &#39;none&#39;; img-src data:; style-src &#39;unsafe-inline&#39;\"")
                .doesNotContain("http:", "https:", "<script", "<link", "<iframe", "@import", "url(")
                .doesNotContainPattern("(src|href)=\"(?!#|data:image/)");
    }

    @Test
    void isMadeForPaper() throws IOException {
        write();
        String html = text();
        assertThat(html.substring(html.indexOf("@media print")))
                .contains(
                        "@page", "table-header-group", "break-inside: avoid", "break-after: avoid", "background: #fff");
        assertThat(html).contains("@media screen and (prefers-color-scheme: dark)"); // never on paper
    }

    @Test
    void canBeReadAloud() throws IOException {
        write();
        assertThat(text())
                .contains("<html lang=\"en\">", "<th scope=\"col\"", "scope=\"row\"", "aria-labelledby", "<main")
                .doesNotContainPattern("<img(?![^>]* alt=)")
                .doesNotContainPattern("<svg(?! [^>]*(aria-label|aria-hidden)=)");
    }

    @Test
    void imagesThatAreGoneSaySo() throws IOException {
        Files.delete(root.resolve(TinyRun.path(6)));
        Files.writeString(root.resolve(TinyRun.path(8)), "no image");
        RunPage.Written written = write();
        assertThat(written.missing()).isEqualTo(2);
        assertThat(written.images()).isEqualTo(8); // 4 mistakes, 2 recognised ones of each class to compare
        assertThat(text())
                .contains("<span class=\"gone\">no longer there</span>", "<span class=\"gone\">cannot be read</span>");
    }

    @Test
    void repeatsAreTold() throws IOException {
        write(2, TinyRun.clean(root));
        assertThat(text())
                .contains(
                        "That was done 2 times with other folds: 7 of 24 answers were wrong; the 2 accuracies run from"
                                + " 66.7 to 75.0 %.")
                .contains("wrong in 1 of 2 repeats", "wrong in 2 of 2 repeats");
    }

    @Test
    void conflictingLabelsComeFirst() throws IOException {
        write(
                1,
                TinyRun.audit(
                        root,
                        Map.of(Audit.Kind.TWO_LABELS, 1, Audit.Kind.TINY, 0),
                        List.of(new Audit.Finding(
                                Audit.Kind.TWO_LABELS, List.of("a/<1>.png", "b/1.png"), "the same file twice"))));
        assertThat(text())
                .contains("1 image stands under two labels. Until that is mended no figure on this page is to be"
                        + " trusted.")
                .contains("a/&lt;1&gt;.png, b/1.png: the same file twice")
                .doesNotContain("tiny images");
    }

    @Test
    void fewImagesAreCalledFew() throws IOException {
        write();
        assertThat(text())
                .contains("always naming the class with most images would be right in 50.0 % of cases")
                .contains("This is not clearly better than that.")
                .contains("The interval is wide because the images are few: four times as many would halve it.");
    }

    @Test
    void aImageIsNotOverwritten() throws IOException {
        page = root.resolve(TinyRun.path(0));
        assertThatThrownBy(this::write)
                .hasMessage(page
                        + ": is there already and is no HTML page of Exina's; choose another name, or remove it first");
        page = root;
        assertThatThrownBy(this::write)
                .hasMessage(root + ": is a folder; expected the name of a file, such as report.html");
    }

    @Test
    void anEarlierPageIsReplaced() throws IOException {
        write();
        Files.writeString(page, "<p>earlier", StandardOpenOption.APPEND);
        write();
        assertThat(text()).doesNotContain("earlier");
        assertThat(temp).isDirectoryNotContaining("glob:**.tmp");
    }
}
