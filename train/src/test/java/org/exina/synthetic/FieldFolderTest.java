package org.exina.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.exina.image.Box;
import org.exina.image.file.ImageFile;
import org.exina.image.file.ImageFormat;
import org.exina.image.file.ImageRegions;
import org.exina.io.ExinaException;
import org.exina.io.Sha256;
import org.exina.slides.annotation.BoxedFields;
import org.exina.task.Progress;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FieldFolderTest {
    private static final FieldSettings TINY =
            FieldSettings.DEFAULT.withSize(400, 300).withFields(3).withGrains(3);

    @TempDir
    private Path temp;

    private static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(folder.relativize(file).toString().replace('\\', '/'), Sha256.of(file));
            }
        }
        return contents;
    }

    @Test
    void imagesAndTheTruthStandBesideEachOther() throws IOException {
        FieldFolder.Written written = FieldFolder.write(temp, TINY, Progress.NONE);

        assertThat(contents(temp))
                .containsOnlyKeys(
                        ".exina-sample.json",
                        "boxes.csv",
                        "classes.csv",
                        "grains.csv",
                        "images/field-001.jpg",
                        "images/field-002.jpg",
                        "images/field-003.jpg");
        assertThat(ImageFile.probe(temp.resolve("images/field-002.jpg")).width())
                .isEqualTo(400);
        assertThat(Files.readAllLines(temp.resolve("classes.csv")))
                .startsWith("monoporate,0", "triporate,1")
                .hasSize(8);
        List<String> boxes = Files.readAllLines(temp.resolve("boxes.csv"));
        assertThat(boxes.get(0)).isEqualTo("image,x_min,y_min,x_max,y_max,class");
        assertThat(boxes).hasSize((int) written.grains() + 1);
        DrawnGrain first = SyntheticFields.truth(TINY, 1).stream()
                .filter(DrawnGrain::isCounted)
                .findFirst()
                .orElseThrow();
        Box box = first.box();
        assertThat(boxes.get(1))
                .isEqualTo("field-001.jpg," + box.x() + "," + box.y() + "," + box.right() + "," + box.bottom() + ","
                        + first.label());
        List<String> grains = Files.readAllLines(temp.resolve("grains.csv"));
        assertThat(grains.get(0))
                .isEqualTo("field,x,y,width,height,label,diameterPx,visible,cutOff,plane,inFocus,touching,counted");
        assertThat(grains)
                .hasSize(1
                        + SyntheticFields.truth(TINY, 1).size()
                        + SyntheticFields.truth(TINY, 2).size()
                        + SyntheticFields.truth(TINY, 3).size());
        assertThat(BoxedFields.open(temp).grains())
                .as("the grains that are not counted are no boxes")
                .isEqualTo(boxes.size() - 1);
        assertThat(written.drawn()).isEqualTo(3);
        assertThat(written.kept()).isZero();
    }

    @Test
    void planesOfAFieldLieInItsFolder() throws IOException {
        FieldFolder.write(temp, TINY.withFields(1).withPlanes(2), Progress.NONE);

        assertThat(contents(temp)).containsKeys("images/field-001/plane-01.jpg", "images/field-001/plane-02.jpg");
        assertThat(Files.readAllLines(temp.resolve("boxes.csv")).get(1)).startsWith("field-001,");
    }

    @Test
    void aStoppedDrawingGoesOn() throws IOException {
        Thread drawing = Thread.currentThread();
        FieldSettings more = TINY.withFields(12);
        try {
            assertThatThrownBy(() -> FieldFolder.write(temp, more, (phase, done, total) -> {
                        if (done == 3) {
                            drawing.interrupt();
                        }
                    }))
                    .isInstanceOf(InterruptedIOException.class)
                    .hasMessage("interrupted; the fields drawn so far are kept; begun again, it goes on with them");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        Map<String, String> left = contents(temp);
        assertThat(left).doesNotContainKey("boxes.csv");
        assertThat(left.keySet()).noneMatch(name -> name.endsWith(".tmp"));
        FieldFolder.Written rest = FieldFolder.write(temp, more, Progress.NONE);
        assertThat(rest.kept()).isEqualTo(left.size() - 1).isLessThan(12);
        assertThat(contents(temp)).containsAllEntriesOf(left).hasSize(12 + 4);
        Path again = temp.resolveSibling(temp.getFileName() + "-again");
        FieldFolder.write(again, more, Progress.NONE);
        assertThat(contents(again)).isEqualTo(contents(temp));
    }

    @Test
    void anotherSampleIsNotMixedIn() throws IOException {
        FieldFolder.write(temp, TINY.withFields(1), Progress.NONE);

        assertThatThrownBy(() -> FieldFolder.write(temp, TINY.withFields(2).withDark(true), Progress.NONE))
                .isInstanceOf(ExinaException.class)
                .hasMessage(temp
                        + ": holds a sample of 1 field of 400 x 300 pixels, 8 classes, about 3 grains on each, seed"
                        + " 1; expected a new or empty folder, or the same settings to go on with it");
    }

    @Test
    void singleGrainsAreNotMixedIn() throws IOException {
        SampleFolder.write(temp, new SampleFolder.Settings(2, 1, 1), Progress.NONE);

        assertThatThrownBy(() -> FieldFolder.write(temp, TINY, Progress.NONE))
                .isInstanceOf(ExinaException.class)
                .hasMessage(temp.resolve(".exina-sample.json")
                        + ": is no note of a sample that this program reads; expected a new or empty folder");
    }

    /** Over 40 megapixels: drawn in bands, never as a whole. */
    @Test
    @Tag("slow")
    void aLargeFieldIsTheSameInBands() throws IOException {
        FieldSettings large = FieldSettings.DEFAULT.withSize(32_000, 1300).withFields(1);
        FieldFolder.write(temp, large, Progress.NONE);

        Path file = temp.resolve("images/field-001.png");
        assertThat(ImageFile.probe(file).format()).isEqualTo(ImageFormat.PNG);
        FieldPlan plan = FieldPlan.of(large, 1);
        try (ImageRegions regions = ImageRegions.open(file)) {
            for (Box box : List.of(new Box(500, 480, 100, 90), new Box(31_900, 1200, 100, 100))) {
                float[][] piece = plan.piece(1, box);
                assertThat(regions.read(box).pixels())
                        .isEqualTo(Camera.develop(piece, box.width(), box.height(), box.width(), box.height())
                                .pixels());
            }
        }
    }
}
