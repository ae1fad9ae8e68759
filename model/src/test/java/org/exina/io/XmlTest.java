package org.exina.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class XmlTest {
    @Test
    void textAndAttributesAreEscaped() {
        Xml xml = new Xml()
                .open("a", "b", "<\"&'>")
                .attribute("c", "d")
                .text("<&>")
                .empty("e")
                .close();
        assertThat(xml.toString()).isEqualTo("<a b=\"&lt;&quot;&amp;'&gt;\" c=\"d\">&lt;&amp;&gt;<e/></a>");
    }

    @Test
    void anElementWithoutTextHasAnEnd() {
        assertThat(new Xml().open("td").close().toString()).isEqualTo("<td></td>");
    }

    @Test
    void whatXmlForbidsIsReplaced() {
        assertThat(new Xml()
                        .open("a")
                        .text("\u0000\u0008\u0085\uFFFF\uD800 \uD83C\uDF3C\t")
                        .close()
                        .toString())
                .isEqualTo("<a>\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD \uD83C\uDF3C\t</a>");
    }

    @Test
    void anAttributeAfterContentIsRefused() {
        assertThatThrownBy(() -> new Xml().open("a").text("b").attribute("c", "d"))
                .isInstanceOf(IllegalStateException.class);
    }
}
