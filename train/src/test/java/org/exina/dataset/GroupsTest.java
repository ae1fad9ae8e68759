package org.exina.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.exina.image.DihedralView;
import org.exina.image.file.ImageEncoder;
import org.exina.task.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupsTest {
    @TempDir
    private Path root;

    private ImageFolder folder;

    @BeforeEach
    void make() {
        folder = new ImageFolder(root);
    }

    private int[] groupsBy(String regex) throws IOException {
        return Groups.of(Inspection.ofGrouped(folder.open(), Progress.NONE), Optional.of(Pattern.compile(regex)))
                .groupOf();
    }

    @Test
    void anExpressionThatGroupsNothingIsRefused() throws IOException {
        folder.images("a/img1.png", "a/img2.png", "b/img3.png");
        Dataset data = folder.open();
        String expected =
                "; expected one that finds what images of one group have in common, as '^(slide[0-9]+)' does in"
                        + " slide3_grain12.jpg";

        assertThatThrownBy(() -> Groups.requireUse(data, Pattern.compile("^slide([0-9]+)")))
                .isInstanceOf(DatasetException.class)
                .hasMessage(root + ": the expression for groups '^slide([0-9]+)' matches none of the 3 file names, such"
                        + " as img1.png" + expected);
        assertThatThrownBy(() -> Groups.requireUse(data, Pattern.compile("img([0-9])")))
                .hasMessage(root + ": the expression for groups 'img([0-9])' matches 3 of 3 file names, but no two with"
                        + " the same text, so that each image is a group of its own; it reads '1' in a name"
                        + expected);
        assertThatCode(() -> Groups.requireUse(data, Pattern.compile("img"))).doesNotThrowAnyException();
    }

    @Test
    void imagesThatAnExpressionDoesNotMatchAreTold() throws IOException {
        folder.images("a/slide1_1.png", "a/slide1_2.png", "b/Slide1_3.png");
        Dataset data = folder.open();

        assertThat(Groups.unmatched(data, Pattern.compile("^(slide[0-9])")))
                .contains("the expression for groups '^(slide[0-9])' does not match 1 of 3 file names, such as"
                        + " b/Slide1_3.png; it keeps these together with nothing");
        assertThat(Groups.unmatched(data, Pattern.compile("^([Ss]lide[0-9])"))).isEmpty();
    }

    @Test
    void aImageLikeNoOtherIsAGroup() throws IOException {
        folder.images("a/1.png", "a/2.png", "b/1.png");
        Groups groups = Groups.of(Inspection.of(folder.open(), Progress.NONE), Optional.empty());

        assertThat(groups.groupOf()).containsExactly(0, 1, 2);
        assertThat(groups.count()).isEqualTo(3);
    }

    @Test
    void theSameFileAndTheSameThingAreOneGroup() throws IOException {
        folder.images("a/1.png", "b/1.png");
        Files.copy(root.resolve("a/1.png"), root.resolve("b/2.png"));
        folder.file("b/3.jpg", ImageEncoder.jpeg(DihedralView.TURN_90.apply(ImageFolder.blotches(1)), 0.8f));
        Dataset data = folder.open();
        Groups groups = Groups.of(Inspection.of(data, Progress.NONE), Optional.empty());

        assertThat(groups.groupOf()).containsExactly(0, 1, 0, 1);
        assertThat(groups.count()).isEqualTo(2);
    }

    @Test
    void theGroupColumnIsKept() throws IOException {
        folder.images("1.png", "2.png", "3.png", "4.png");
        Path manifest = folder.text("d.csv", "path,label,group\n1.png,a,x\n2.png,b,\n3.png,b,x\n4.png,a,\n");

        assertThat(Groups.of(Inspection.ofGrouped(Dataset.open(manifest), Progress.NONE), Optional.empty())
                        .groupOf())
                .as("nothing in the column: on its own")
                .containsExactly(0, 1, 0, 2);
    }

    @Test
    void aCapturingGroupIsTheName() throws IOException {
        folder.images("a/slide1_x1.png", "a/slide1_x2.png", "a/slide2_x1.png", "b/slide1_x9.png", "b/other.png");

        assertThat(groupsBy("^(slide\\d+)_x")).containsExactly(0, 0, 1, 2, 0);
    }

    @Test
    void withoutOneTheWholeMatchIs() throws IOException {
        folder.images("a/s1_x1.png", "a/s1_x2.png", "b/s1_x1.png");

        assertThat(groupsBy("s\\d+_x\\d")).containsExactly(0, 1, 0);
        assertThat(groupsBy("(?:s)\\d+")).as("a group that captures nothing").containsExactly(0, 0, 0);
    }

    @Test
    void aCapturingGroupThatTookNoPartIsNoName() throws IOException {
        folder.images("a/x1.png", "a/x2.png", "b/s1.png", "b/s1 b.png");

        assertThat(groupsBy("x\\d|(s\\d)")).containsExactly(0, 1, 2, 2);
    }

    @Test
    void onlyTheFileNameIsLookedAt() throws IOException {
        folder.images("s1/a.png", "s1/b.png", "s2/c.png");

        assertThat(groupsBy("s\\d")).containsExactly(0, 1, 2);
    }

    @Test
    void whatHoldsForTwoPairsHoldsForAllThree() throws IOException {
        folder.images("1.png", "x_2.png", "x_3.png", "4.png");
        Files.copy(root.resolve("1.png"), root.resolve("x_5.png"));
        Path manifest =
                folder.text("d.csv", "path,label,group\n1.png,a,\nx_2.png,b,\nx_3.png,b,k\n4.png,a,k\nx_5.png,b,\n");
        Inspection inspection = Inspection.of(Dataset.open(manifest), Progress.NONE);

        assertThat(Groups.of(inspection, Optional.of(Pattern.compile("^x"))).groupOf())
                .as("the same file 1 and 5, the same match 2, 3 and 5, the same column 3 and 4")
                .containsExactly(0, 0, 0, 0, 0);
    }
}
