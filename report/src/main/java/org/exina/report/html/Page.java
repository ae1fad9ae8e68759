package org.exina.report.html;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.exina.io.AtomicFiles;
import org.exina.io.Resources;

/**
 * One whole page in one file: style and images in it, nothing loaded from anywhere (its own security policy forbids it).
 * A page may have one script of ours, such as that which sorts tables; the policy then names it by its hash: no other one
 * would run.
 *
 * @param title of the window
 * @param header what stands above the sections
 * @param sections in order
 * @param footer last
 * @param styles what it needs beside the style of all pages
 * @param scripts at most one
 */
public record Page(
        String title,
        Html header,
        List<Section> sections,
        String footer,
        List<Html.Style> styles,
        List<Html.Script> scripts) {
    private static final String DOCTYPE = "<!doctype html>";
    private static final String POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

    public Page {
        sections = List.copyOf(sections);
        styles = List.copyOf(styles);
        scripts = List.copyOf(scripts);
        if (scripts.size() > 1) {
            throw new IllegalArgumentException("expected at most 1 script, got " + scripts.size());
        }
    }

    /** A page without a script. */
    public Page(String title, Html header, List<Section> sections, String footer) {
        this(title, header, sections, footer, List.of(), List.of());
    }

    /**
     * A part of the page that can be jumped to.
     *
     * @param id letters
     */
    public record Section(String id, String title, List<Html> body) {
        public Section {
            body = List.copyOf(body);
        }
    }

    /** Writes the page; an earlier one is replaced. */
    public void write(Path file) throws IOException {
        Html page = html();
        AtomicFiles.write(file, out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            writer.append(DOCTYPE);
            page.writeTo(writer);
            writer.append('\n');
            writer.flush();
        });
    }

    private Html html() {
        Tag main = Tag.of("main").with("id", "content");
        for (Section section : sections) {
            main.add(Tag.of("section")
                    .with("id", section.id())
                    .with("aria-labelledby", section.id() + "-title")
                    .add(Tag.text("h2", section.title()).with("id", section.id() + "-title"))
                    .add(section.body()));
        }
        return Tag.of("html")
                .with("lang", "en")
                .add(
                        head(),
                        Tag.of("body")
                                .add(
                                        Tag.of("a", "skip")
                                                .with("href", "#content")
                                                .text("Skip to the content"),
                                        Tag.of("header").add(header),
                                        contents(),
                                        main,
                                        Tag.of("footer").add(Tag.text("p", footer)))
                                .add(scripts));
    }

    private Html head() {
        return Tag.of("head")
                .add(
                        Tag.of("meta").with("charset", "utf-8"),
                        Tag.of("meta")
                                .with("http-equiv", "Content-Security-Policy")
                                .with("content", policy()),
                        Tag.of("meta").with("name", "viewport").with("content", "width=device-width, initial-scale=1"),
                        Tag.of("meta").with("name", "color-scheme").with("content", "light dark"),
                        Tag.text("title", title),
                        Tag.of("style")
                                .add(new Html.Style("\n" + Resources.text(Page.class, "page.css")))
                                .add(styles));
    }

    private String policy() {
        return scripts.isEmpty()
                ? POLICY
                : POLICY + "; script-src '" + scripts.get(0).hash() + "'";
    }

    private Html contents() {
        Tag list = Tag.of("ul");
        for (Section section : sections) {
            list.add(Tag.of("li")
                    .add(Tag.of("a").with("href", "#" + section.id()).text(section.title())));
        }
        return Tag.of("nav").with("aria-label", "Contents").add(list);
    }
}
