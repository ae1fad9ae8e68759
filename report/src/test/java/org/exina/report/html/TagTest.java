package org.exina.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class TagTest {
    private static String html(Html part) throws IOException {
        StringBuilder out = new StringBuilder();
        part.writeTo(out);
        return out.toString();
    }

    @Test
    void textIsEscaped() throws IOException {
        assertThat(html(Tag.text("b", "<i>&\"'</i>"))).isEqualTo("<b>&lt;i&gt;&amp;&quot;&#39;&lt;/i&gt;</b>");
    }

    @Test
    void attributesAreEscaped() throws IOException {
        assertThat(html(Tag.of("span").with("title", "\"><script>alert(1)</script>")))
                .isEqualTo("<span title=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\"></span>");
    }

    @Test
    void whatHtmlDoesNotAllowIsReplaced() throws IOException {
        assertThat(html(Tag.text("b", "a\u0000b\u001bc\u0085d\te\nf")))
                .isEqualTo("<b>a\uFFFDb\uFFFDc\uFFFDd\te\nf</b>");
    }

    @Test
    void otherScriptsStayAsTheyAre() throws IOException {
        assertThat(html(Tag.text("b", "пыльца 花粉 \uD83C\uDF3C"))).isEqualTo("<b>пыльца 花粉 \uD83C\uDF3C</b>");
    }

    @Test
    void emptyElementsHaveNoEnd() throws IOException {
        assertThat(html(Tag.of("img").with("alt", ""))).isEqualTo("<img alt=\"\">");
        assertThat(html(Tag.of("td"))).isEqualTo("<td></td>");
    }

    @Test
    void pathsMayBreakBehindSlashesAndLines() throws IOException {
        assertThat(html(Tag.path("a/b_c__d.png"))).isEqualTo("\n<div class=\"name\">a/<wbr>b_<wbr>c__<wbr>d.png</div>");
    }

    /** The hash is that of `printf 'sort();' | openssl dgst -sha256 -binary | base64`. */
    @Test
    void aScriptOfOursIsNamedByItsHashAndCannotEndEarly() throws IOException {
        Html.Script script = new Html.Script("sort();");

        assertThat(html(script)).isEqualTo("\n<script>sort();</script>");
        assertThat(script.hash()).isEqualTo("sha256-sz64M5Y+f1bDTlhCkKlFHKnX8gG4rCF2Q/NOQTjYnbk=");
        assertThatThrownBy(() -> new Html.Script("'</script>'"))
                .hasMessage("a script must not contain the end of an element, or a comment's begin");
    }

    @Test
    void nothingIsLoadedFromElsewhere() {
        assertThatThrownBy(() -> Tag.of("img").with("src", "https://example.org/a.png"))
                .hasMessage("expected an address within the page, got https://example.org/a.png");
        assertThatThrownBy(() -> Tag.of("a").with("href", "file.html"))
                .hasMessage("expected an address within the page, got file.html");
        assertThatThrownBy(() -> Tag.of("script")).hasMessage("expected the name of an element, got script");
        assertThatThrownBy(() -> Tag.of("p").with("onclick", "x"))
                .hasMessage("expected the name of an attribute, got onclick");
    }

    @Test
    void aStyleSheetCannotEndItself() {
        assertThatThrownBy(() -> new Html.Style("</style>")).hasMessage("a style sheet must not contain '<'");
    }
}
