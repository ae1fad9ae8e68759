package org.exina.image.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** pictures.zip and pages.zip, made by scripts beside them: images of every kind and the pixels that they must give. */
final class ImageZoo {
    private final Map<String, byte[]> entries = new TreeMap<>();

    private ImageZoo() {}

    /**
     * How an image of the zoo must be read.
     *
     * @param tolerance the largest difference of a sample that is allowed
     */
    record Expected(String name, int width, int height, int tolerance) {}

    static ImageZoo open() throws IOException {
        return open("pictures.zip");
    }

    static ImageZoo open(String archive) throws IOException {
        ImageZoo zoo = new ImageZoo();
        try (InputStream in = ImageZoo.class.getResourceAsStream(archive);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                zoo.entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return zoo;
    }

    List<Expected> expected() {
        return new String(content("index.tsv"), StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split("\t"))
                .map(f -> new Expected(f[0], Integer.parseInt(f[1]), Integer.parseInt(f[2]), Integer.parseInt(f[3])))
                .toList();
    }

    byte[] content(String name) {
        byte[] content = entries.get(name);
        if (content == null) {
            throw new IllegalArgumentException("the archive has no " + name);
        }
        return content.clone();
    }
}
