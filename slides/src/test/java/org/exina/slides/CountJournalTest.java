package org.exina.slides;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.exina.image.Box;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountJournalTest {
    @TempDir
    private Path folder;

    /** Of one field, and of one whose line was cut off. */
    private Path earlier() throws IOException {
        Path file = folder.resolve(".counts.jsonl");
        try (InputStream in = CountJournalTest.class.getResourceAsStream("journal.jsonl")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Files.writeString(file, text + "{\"key\":\"fedcba98");
        }
    }

    @Test
    void whatAnEarlierProgramCountedIsReadAndGoneOnFrom() throws IOException {
        Path image = Files.write(
                folder.resolve("field.png"), ImageEncoder.png(RgbImage.of(200, 100, new byte[3 * 200 * 100])));
        FieldFile field = FieldFiles.find(List.of(image), false).fields().get(0);
        CountedField counted = new CountedField(
                field.name(),
                field.path(),
                200,
                100,
                List.of(
                        new Grain(new Box(10, 20, 30, 40), "Alnus", 0.875, "Betula", 0.125, 900),
                        new Grain(new Box(90, 5, 20, 20), Grain.UNKNOWN, 0.5, "Betula", 0.5, 300),
                        new Grain(new Box(150, 60, 8, 9), Grain.DEBRIS, 0.75, "Alnus", 0.25, 50)),
                List.of("The field is out of focus."));
        Path file = earlier();
        CountJournal journal = CountJournal.open(file);

        assertThat(journal.find("0123456789abcdef", field)).contains(counted);
        assertThat(journal.find("fedcba98", field)).isEmpty();

        journal.add("fedcba98", counted);
        assertThat(CountJournal.open(file).find("fedcba98", field)).contains(counted);
    }
}
