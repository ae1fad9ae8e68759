package org.exina.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.exina.io.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as its users have it: in a browser, on a desk and on a telephone, by mouse and by keyboard. */
class PageTest {
    private static final List<Path> BROWSERS = Stream.of("chromium", "chromium-browser", "google-chrome")
            .map(name -> Path.of("/usr/bin", name))
            .toList();
    private static final double WAIT_MILLIS = 60_000;

    private static Playwright playwright;
    private static Browser browser;

    @TempDir
    private Path temp;

    private final List<String> faults = new ArrayList<>(); // what the browser complains of
    private Served served;
    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void start() {
        Path chromium =
                BROWSERS.stream().filter(Files::isExecutable).findFirst().orElse(Path.of(""));
        assumeTrue(Files.isExecutable(chromium), "no Chromium here: the page is not tested in a browser");
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(List.of("--no-sandbox")));
    }

    @AfterAll
    static void end() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @BeforeEach
    void serve() throws IOException {
        served = Served.in(temp);
        open(1400, "en-GB", ColorScheme.LIGHT);
    }

    @AfterEach
    void close() throws IOException {
        context.close();
        served.close();
        assertThat(faults).isEmpty();
    }

    private void open(int width, String locale, ColorScheme scheme) {
        if (context != null) {
            context.close();
        }
        context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, 900)
                .setLocale(locale)
                .setColorScheme(scheme));
        context.setDefaultTimeout(WAIT_MILLIS);
        PlaywrightAssertions.setDefaultAssertionTimeout(WAIT_MILLIS);
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                faults.add(message.text());
            }
        });
        page.onPageError(faults::add);
        go("predict");
    }

    private void go(String view) {
        page.navigate("http://127.0.0.1:" + served.port() + "/#/" + view);
        page.waitForSelector("main h1");
    }

    private static LocatorAssertions shown(Locator what) {
        return PlaywrightAssertions.assertThat(what);
    }

    private Locator labelled(String name) {
        return page.getByLabel(name, new Page.GetByLabelOptions().setExact(true));
    }

    private List<Path> grains() {
        return Served.CLASSES.stream()
                .map(label -> served.folder().resolve("grains").resolve(label).resolve("grain_1.png"))
                .toList();
    }

    /** No fault of level A or AA, and nothing beyond the window's side. */
    private void isSound(String what) {
        assertThat(new AxeBuilder(page)
                        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa"))
                        .analyze()
                        .getViolations())
                .as(what)
                .extracting(rule -> rule.getId() + " " + rule.getNodes().get(0).getHtml())
                .isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .as(what)
                .isEqualTo(0);
    }

    @Test
    void droppedImagesAreAnsweredAndTheAnswersSaved() throws IOException {
        Path text = Files.writeString(temp.resolve("=notes.png"), "no image");
        page.getByLabel("Show the most similar training images").check();
        page.locator(".drop input")
                .setInputFiles(Stream.concat(grains().stream(), Stream.of(text)).toArray(Path[]::new));
        page.locator(".answer").nth(2).waitFor();

        for (int k = 0; k < 2; k++) {
            Locator answer = page.locator(".answer").nth(k);
            assertThat(answer.locator("h3").textContent()).isEqualTo(Served.CLASSES.get(k));
            assertThat(answer.locator(".nearest img").count()).isEqualTo(5);
            assertThat(answer.locator(".pictures img").first().evaluate("image => image.naturalWidth > 0"))
                    .isEqualTo(true);
        }
        assertThat(page.locator(".answer").nth(2).textContent())
                .contains("Could not be read")
                .contains("is no image that Exina reads");
        isSound("answers");
        Download saved = page.waitForDownload(
                () -> page.getByText("Save the answers as a table").click());
        assertThat(Files.readAllLines(saved.path()))
                .hasSize(4)
                .startsWith("name,label,probability,novelty,why,problem")
                .anyMatch(line -> line.startsWith("'=notes.png,"));
        page.getByText("Clear").click();
        assertThat(page.locator(".answer").count()).isZero();
    }

    @Test
    void aDataSetIsSeenCheckedAndTrainedOn() {
        go("data");
        page.locator("main a:text-is('grains')").click();
        page.waitForSelector(".sheet img");
        page.getByText(Pattern.compile("^" + Served.CLASSES.get(0) + " ")).click();
        shown(page.locator(".sheet li")).hasCount(8);
        isSound("data set");
        page.getByText("Check it").click();
        page.locator(".job a").waitFor();
        assertThat(page.locator(".job").textContent()).contains("Done").contains("to look at");

        page.getByText("Train a model on it").click();
        labelled("Name").fill("mine");
        page.getByText("More settings").click();
        labelled("Folds").fill("2");
        page.locator("button.main").click();
        page.getByText("Save the model file").waitFor();
        assertThat(page.locator(".job .lead strong").textContent()).endsWith("%");
        isSound("trained");
        page.getByText("Use it").click();
        page.waitForSelector(".drop");
        assertThat(page.locator("main select").first().inputValue()).isEqualTo("mine");
        assertThat(served.folder().resolve("models").resolve("mine.onnx")).isRegularFile();
    }

    @Test
    void imagesAreNamedSheetBySheetAndBecomeADataSet() throws Exception {
        go("label");
        page.locator("main select").first().selectOption("grains");
        labelled("Who labels").fill("Ana");
        page.locator("button.main").click();
        for (int step = 0; step < 30; step++) {
            page.waitForSelector(".sheet button, h2:text('Nothing more needs')");
            if (page.locator(".sheet button").count() == 0) {
                break;
            }
            if (step == 0) {
                isSound("sheet");
            }
            String first = page.locator(".sheet button").first().getAttribute("title");
            String label = first.substring(0, first.indexOf('/'));
            for (Locator image : page.locator(".sheet button").all()) {
                if (!image.getAttribute("title").startsWith(label + "/")) {
                    image.click();
                }
            }
            labelled("Name").fill(label);
            String before = page.locator("main [role=status]").first().textContent();
            page.keyboard().press("Enter");
            shown(page.locator("main [role=status]").first()).not().hasText(before);
        }
        page.getByText("Save all, the rest as Exina takes them").click();
        page.getByText("Saved as grains Ana.csv.").waitFor();

        List<String> rows = Files.readAllLines(served.folder().resolve("grains Ana.csv"));
        assertThat(rows).hasSize(17);
        assertThat(rows.subList(1, 17))
                .filteredOn(row -> row.matches("grains/([^/]+)/[^,]*,\\1,.*"))
                .hasSizeGreaterThanOrEqualTo(15);
        page.getByText("Undo").click();
        page.waitForSelector(".sheet button");
        assertThat(served.json("/api/labellings").get(0).get("name").asText()).isEqualTo("grains Ana");
    }

    @Test
    void aConfusionMatrixOpensTheImagesBehindIt() throws Exception {
        served.job(Map.of("kind", "crossval", "data", "grains", "folds", 2, "name", "first"));
        go("runs");
        page.locator("tbody a").click();
        page.locator(".matrix td button").first().click();
        assertThat(page.locator(".sheet img")
                        .first()
                        .evaluate("image => image.decode().then(() => image.naturalWidth > 0)"))
                .isEqualTo(true);
        assertThat(page.locator("main h3").last().textContent()).contains(Served.CLASSES.get(0));
        isSound("run");
    }

    @Test
    void fieldsAreCountedAndTheCountIsShown() {
        go("count");
        labelled("Sample").fill("core 1");
        page.locator(".drop input").setInputFiles(grains().get(0));
        page.getByText("See the count").click();
        page.waitForSelector("table");

        assertThat(page.locator("main").textContent()).contains("core 1").contains("on 1 field");
        isSound("count");
        assertThat(served.folder().resolve("fields").resolve("core 1").resolve("grain_1.png"))
                .isRegularFile();
        go("jobs");
        shown(page.locator(".job")).containsText("Done");
        isSound("work");
    }

    @Test
    void onATelephoneInSpanishAndInTheDark() {
        open(400, "es-ES", ColorScheme.DARK);
        for (String view : List.of("predict", "label", "data", "data/grains", "train", "count", "runs", "jobs")) {
            go(view);
            page.locator("nav a[aria-current][href='#/" + view.split("/", -1)[0] + "']")
                    .waitFor();
            page.locator("main > div > :nth-child(2)").first().waitFor();

            assertThat(page.locator("html").getAttribute("lang")).isEqualTo("es");
            assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                    .isEqualTo("rgb(19, 23, 28)");
            isSound(view);
        }
    }

    @Test
    void theKeyboardAloneWillDo() throws Exception {
        page.locator("#skip").focus();
        List<String> reached = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            page.keyboard().press("Tab");
            reached.add((String)
                    page.evaluate("document.activeElement.getAttribute('href') ?? document.activeElement.type ?? ''"));
        }
        assertThat(reached)
                .startsWith("#/predict", "#/predict")
                .contains("#/data", "#/runs", "select-one", "checkbox", "file");

        page.locator("nav a[href='#/train']").focus();
        page.keyboard().press("Enter");
        page.waitForSelector("form");
        labelled("Name").focus();
        page.keyboard().type("keyed");
        page.keyboard().press("Enter");
        page.waitForSelector(".job");
        assertThat(served.json("/api/jobs").get(0).get("kind").asText()).isEqualTo("train");
        page.getByText("Stop").focus();
        page.keyboard().press("Enter");
        shown(page.locator(".job [role=status]")).hasText("Stopped");
        assertThat(served.folder().resolve("models").resolve("keyed.onnx")).doesNotExist();
    }

    @Test
    void namesAreTextAndNeverMarkup() throws IOException {
        Path hostile = temp.resolve("<img src=x onerror=alert(1)>.png");
        Files.copy(grains().get(0), hostile);
        page.locator(".drop input").setInputFiles(hostile);
        page.locator(".answer").waitFor();

        assertThat(page.locator(".answer .file").textContent())
                .isEqualTo(hostile.getFileName().toString());
        assertThat(page.locator(".answer .file img").count()).isZero();
    }

    @Test
    void everyTextIsThereInEachLanguage() throws IOException {
        JsonNode english = texts("en");
        JsonNode spanish = texts("es");

        assertThat(names(spanish)).isEqualTo(names(english)).isNotEmpty();
        for (String name : names(english)) {
            Pattern filled = Pattern.compile("\\{\\w+}");
            assertThat(filled.matcher(spanish.get(name).asText())
                            .results()
                            .map(each -> each.group())
                            .sorted())
                    .as(name)
                    .containsExactlyElementsOf(filled.matcher(english.get(name).asText())
                            .results()
                            .map(each -> each.group())
                            .sorted()
                            .toList());
        }
    }

    private static JsonNode texts(String language) throws IOException {
        try (InputStream in = PageTest.class.getResourceAsStream("page/texts/" + language + ".json")) {
            return Json.tree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static Set<String> names(JsonNode texts) {
        Set<String> names = new TreeSet<>();
        texts.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
