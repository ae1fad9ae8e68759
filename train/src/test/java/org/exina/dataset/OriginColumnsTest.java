package org.exina.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageEncoder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OriginColumnsTest {
    @TempDir
    private Path temp;

    @BeforeEach
    void draw() throws IOException {
        byte[] png = ImageEncoder.png(RgbImage.of(1, 1, new byte[3]));
        Files.write(temp.resolve("a.png"), png);
        Files.write(temp.resolve("b.png"), png);
    }

    @Test
    void whereAPreparedFileCameFromIsNotRead() throws IOException {
        Path manifest = Files.writeString(temp.resolve("m.csv"), """
                path,label,group,part,split,source,crop
                a.png,x,g,train,leaky,o.jpg,center
                b.png,y,g,train,leaky,o.jpg,center
                """);
        assertThat(Dataset.open(manifest).samples())
                .allMatch(sample -> sample.group().get().equals("g"));
    }

    @Test
    void anyOtherColumnIsStillAMistake() throws IOException {
        Path manifest = Files.writeString(temp.resolve("m.csv"), "path,label,grup\na.png,x,g\nb.png,y,g\n");
        assertThatThrownBy(() -> Dataset.open(manifest))
                .hasMessage(manifest + ": line 1: unknown column \"grup\"; expected the header"
                        + " path,label[,group][,micronsPerPixel]");
    }
}
