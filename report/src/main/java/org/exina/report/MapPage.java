package org.exina.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.exina.io.OutputKind;
import org.exina.report.html.EmbeddedImages;
import org.exina.report.html.Page;
import org.exina.report.html.Tag;
import org.exina.report.html.Wording;
import org.exina.task.Progress;

/** A map of the data as a page of its own. */
public final class MapPage {
    private final DataMap map;
    private final Path root;
    private final String features;

    private MapPage(DataMap map, Path root, String features) {
        this.map = map;
        this.root = root;
        this.features = features;
    }

    /**
     * A page with a map of the data.
     *
     * @param root the folder that relative paths begin at
     * @param features whose they are, in words
     */
    public static MapPage of(DataMap map, Path root, String features) {
        return new MapPage(map, root, features);
    }

    /**
     * Writes the page; an earlier one is replaced.
     *
     * @return its size in bytes
     */
    public long write(Path file, Progress progress) throws IOException {
        OutputKind.PAGE.reserve(file);
        MapSection section = new MapSection(map);
        EmbeddedImages images = EmbeddedImages.of(section.files(root), MapSection.SIDE, progress);
        Path name = root.getFileName();
        String title = "Map of " + (name == null ? root : name);
        Tag header = Tag.of("div")
                .add(
                        Tag.of("h1", "name").text(title),
                        Tag.of("p", "soft")
                                .text(Wording.images(map.points().size()) + " of "
                                        + map.classes().size() + " classes, by the features of " + features));
        new Page(
                        title,
                        header,
                        List.of(new Page.Section("map", "The images as dots", section.html(images))),
                        "Made by Exina. This page is one file and needs no network.")
                .write(file);
        return Files.size(file);
    }
}
