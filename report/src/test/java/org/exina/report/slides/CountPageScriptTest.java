package org.exina.report.slides;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.exina.image.Box;
import org.exina.image.file.ImageRegions;
import org.exina.slides.CountedField;
import org.exina.slides.Grain;
import org.exina.slides.annotation.BoxedField;
import org.exina.slides.annotation.Corrections;
import org.exina.slides.annotation.LabelledBox;
import org.exina.task.Progress;
import org.htmlunit.BrowserVersion;
import org.htmlunit.WebClient;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlSelect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person does on the page, in a browser without a screen. */
class CountPageScriptTest {
    /** Keeps what the page gives to be saved. */
    private static final String CATCH_THE_FILE = "window.savedText = '';"
            + "window.Blob = function(parts) { window.savedText = parts.join(''); };"
            + "URL.createObjectURL = () => '#'; URL.revokeObjectURL = () => {};";

    @TempDir
    private Path temp;

    private WebClient browser;
    private HtmlPage page;

    @BeforeEach
    void open() throws IOException {
        open(List.of(
                Drawn.field(temp, "a", List.of(), "Alnus", "Betula & 'b'", "Alnus", "debris"),
                Drawn.field(temp, "b", List.of(), "Alnus", "unknown"),
                Drawn.field(temp, "c", List.of(), "Corylus")));
    }

    private void open(List<CountedField> fields) throws IOException {
        Path file = temp.resolve("count.html");
        CountPage.of(
                        Drawn.CLASSES,
                        fields,
                        new CountPage.Settings("Slide 7", "pollen.onnx", OptionalDouble.empty(), PollenSum.DEFAULT))
                .write(file, field -> ImageRegions.open(field.file()), Progress.NONE);
        if (browser != null) {
            browser.close();
        }
        browser = new WebClient(BrowserVersion.FIREFOX);
        browser.getOptions().setCssEnabled(false);
        page = browser.getPage(file.toUri().toURL());
        page.executeJavaScript(CATCH_THE_FILE);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    private HtmlElement grain(int n) {
        return page.querySelector("button.grain[data-n='" + n + "']");
    }

    private String text(String selector) {
        return page.<DomElement>querySelector(selector).getTextContent().replace('\u00a0', ' ');
    }

    private void press(int n, char key) throws IOException {
        grain(n).focus();
        grain(n).type(key);
    }

    private void click(String id) throws IOException {
        page.getElementById(id).click();
    }

    private Corrections saved() throws IOException {
        click("save");
        Path file = temp.resolve("corrections.csv");
        Files.writeString(
                file, (String) page.executeJavaScript("window.savedText").getJavaScriptResult());
        return Corrections.read(file);
    }

    @Test
    void whatAPersonSaysIsCountedAndSavedWithTheRestOfTheField() throws IOException {
        assertThat(text("#sum")).isEqualTo("5");
        assertThat(text("#done")).isEqualTo("0 of 7 looked at, 0 changed, 0 marked.");

        grain(0).click();
        click("right");
        press(1, 'd');

        assertThat(text("#sum")).isEqualTo("4");
        assertThat(text("#done")).isEqualTo("2 of 7 looked at, 1 changed, 0 marked; 1 field in part. Not saved yet.");
        assertThat(saved().rows())
                .extracting(row -> row.field() + " " + row.box().x() + " " + row.label() + " > " + row.corrected())
                .containsExactly(
                        "a 0 Alnus > Alnus", "a 60 Betula & 'b' > debris", "a 120 Alnus > ", "a 180 debris > ");
        assertThat(text("#done")).endsWith(" Saved.");
    }

    @Test
    void correctedCountsAreSavedAsTables() throws IOException {
        press(1, 'd');

        click("counts-now");
        assertThat((String) page.executeJavaScript("window.savedText").getJavaScriptResult())
                .isEqualTo("""
                        field,Alnus,Betula & 'b',Corylus,unknown,debris,pollenSum,missing
                        a,2,0,0,0,2,2,298
                        b,1,0,0,1,0,1,299
                        c,0,0,1,0,0,1,299
                        total,3,0,1,1,2,4,296
                        """);
        click("percentages-now");
        assertThat((String) page.executeJavaScript("window.savedText").getJavaScriptResult())
                .startsWith("field,type,inPollenSum,count,percent,low,high\na,Alnus,true,2,100.0000,34.2380,100.0000\n")
                .contains("total,Alnus,true,3,75.0000,30.0642,95.4413\n");
    }

    /** So that what is saved on it holds all that was ever said. */
    @Test
    void aPageOfACorrectedCountBeginsWithWhatWasSaid() throws IOException {
        CountedField counted = Drawn.field(temp, "p", List.of(), "Alnus", "Alnus", "unknown");
        List<Grain> grains = new ArrayList<>(counted.grains());
        grains.set(1, grains.get(1).named("Corylus"));
        grains.add(Grain.marked(new Box(200, 200, 20, 20), "Alnus"));
        open(List.of(new CountedField("p", counted.file(), 300, 300, grains, List.of())));

        assertThat(text("#sum")).isEqualTo("3");
        assertThat(text("#done")).isEqualTo("2 of 4 looked at, 2 changed, 0 marked; 1 field in part. Saved.");
        press(2, 'd');
        assertThat(saved().rows())
                .extracting(row -> row.box().x() + " " + row.label() + " > " + row.corrected())
                .containsExactly("0 Alnus > ", "60 Alnus > Corylus", "120 unknown > debris", "200  > Alnus");
        press(1, 'u');
        grain(1).click();
        click("undo");
        assertThat(text("#sum")).isEqualTo("3");
    }

    @Test
    void nothingIsLearnedOfWhatNobodyLookedAt() throws IOException {
        press(2, 'u');

        BoxedField field = saved().fieldsIn(temp).fields().get(0);

        assertThat(field.grains()).isEmpty();
        assertThat(field.apart())
                .extracting(LabelledBox::label)
                .containsExactlyInAnyOrder("unknown", "unknown", "unknown", "debris");
    }

    @Test
    void theRestOfAFieldIsConfirmedAtOnce() throws IOException {
        press(1, '1');
        DomElement rest = page.querySelector("figure.field button.rest");
        rest.click();

        assertThat(text("#done")).isEqualTo("4 of 7 looked at, 1 changed, 0 marked. Not saved yet.");
        assertThat(saved().rows())
                .extracting(Corrections.Correction::corrected)
                .containsExactly("Alnus", "Alnus", "Alnus", "debris");
    }

    @Test
    void aTypeThatTheModelDoesNotKnowIsTyped() throws IOException {
        grain(4).click();
        HtmlSelect type = page.getHtmlElementById("type");
        type.setSelectedAttribute("", true);
        HtmlInput name = page.getHtmlElementById("name");
        name.setValue(" Tilia, \"cordata\" ");
        click("named");

        assertThat(text("tr[data-type^='Tilia'] [data-cell='count']")).isEqualTo("1");
        assertThat(saved().rows())
                .extracting(Corrections.Correction::corrected)
                .containsExactly("Tilia, \"cordata\"", "");
    }

    @Test
    void noSpreadsheetRunsATypeThatIsTyped() throws IOException {
        grain(4).click();
        HtmlSelect type = page.getHtmlElementById("type");
        type.setSelectedAttribute("", true);
        HtmlInput name = page.getHtmlElementById("name");
        name.setValue("=1+1");
        click("named");

        assertThat(saved().rows()).extracting(Corrections.Correction::corrected).containsExactly("=1+1", "");
        assertThat(temp.resolve("corrections.csv")).content().contains(",'=1+1\n");
    }

    @Test
    void whatWasSaidCanBeTakenBack() throws IOException {
        press(0, 'd');
        grain(0).click();
        click("undo");

        assertThat(text("#sum")).isEqualTo("5");
        assertThat(text("#done")).isEqualTo("0 of 7 looked at, 0 changed, 0 marked.");
        assertThat(page.getElementById("save").hasAttribute("disabled")).isTrue();
    }

    @Test
    void theBrowserKeepsWhatWasSaid() throws IOException {
        press(5, '2');

        page = (HtmlPage) page.refresh();

        assertThat(text("#sum")).isEqualTo("6");
        assertThat(text("#done")).isEqualTo("1 of 7 looked at, 1 changed, 0 marked; 1 field in part. Not saved yet.");
    }
}
