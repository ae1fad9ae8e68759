package org.exina.slides.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.exina.dataset.DatasetException;
import org.exina.features.FeatureCache;
import org.exina.head.HeadSpec;
import org.exina.slides.annotation.BoxedField;
import org.exina.slides.annotation.BoxedFields;
import org.exina.task.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlideCrossValidationTest {
    private static final HeadSpec LDA = HeadSpec.Lda.DEFAULT;

    @TempDir
    private Path temp;

    private LeftPieces left;

    @BeforeEach
    void look() throws IOException {
        left = new LeftPieces();
    }

    private List<EvaluatedField> run(BoxedFields fields, HeadSpec head, int folds) throws IOException {
        return run(fields, head, folds, Progress.NONE);
    }

    private List<EvaluatedField> run(BoxedFields fields, HeadSpec head, int folds, Progress progress)
            throws IOException {
        try (FeatureCache cache = CornerBackbone.cache(temp)) {
            return SlideCrossValidation.run(
                    fields,
                    new SlideCrossValidation.Settings(head, folds, 1, false),
                    CornerBackbone.plan(),
                    cache,
                    progress);
        }
    }

    @Test
    void everyFieldIsCountedOnceInOrderAndRightly() throws IOException {
        BoxedFields fields = DiscFields.ofGroups(temp.resolve("fields"), 6);

        List<EvaluatedField> judged = run(fields, LDA, 3);
        DetectionMetrics metrics = DetectionEvaluator.metrics(judged, 0.5, 1);

        assertThat(judged)
                .extracting(EvaluatedField::name)
                .isEqualTo(fields.fields().stream().map(BoxedField::name).toList());
        assertThat(metrics.counts().actual()).isEqualTo(24);
        assertThat(metrics.f1().value()).isEqualTo(1);
        assertThat(metrics.typeAccuracy().value()).isEqualTo(1);
        assertThat(metrics.groups()).isEqualTo(6);
        assertThat(left.since()).isEmpty();
    }

    @Test
    void noFieldIsCountedByAHeadThatSawItsGroup() throws IOException {
        WatchedHead head = new WatchedHead();

        run(DiscFields.ofGroups(temp.resolve("fields"), 6), head, 3);

        Set<Integer> grounds =
                IntStream.range(0, 6).map(DiscFields::ground).boxed().collect(HashSet::new, Set::add, Set::addAll);
        Set<Integer> asked = new HashSet<>();
        assertThat(head.watches()).hasSize(3).allSatisfy(watch -> {
            assertThat(watch.asked()).isNotEmpty().doesNotContainAnyElementsOf(watch.learned());
            assertThat(Stream.concat(watch.asked().stream(), watch.learned().stream()))
                    .containsExactlyInAnyOrderElementsOf(grounds);
            asked.addAll(watch.asked());
        });
        assertThat(asked).isEqualTo(grounds);
    }

    @Test
    void fieldsWithTheSameBoxesAreOnOneSide() throws IOException {
        DiscFields folder = new DiscFields(temp.resolve("fields"), 0);
        for (int g = 0; g < 6; g++) { // each the twin of another, on another ground, said to be of another slide
            folder.field(
                    "field" + g,
                    DiscFields.ground(g),
                    "slide " + g,
                    DiscFields.discs(g / 2, true, DiscFields.RED, DiscFields.BLUE));
        }
        WatchedHead head = new WatchedHead();

        run(folder.open(), head, 3);

        assertThat(head.watches())
                .extracting(WatchedHead.Watch::asked)
                .containsExactlyInAnyOrder(twins(0), twins(2), twins(4));
    }

    private static Set<Integer> twins(int group) {
        return Set.of(DiscFields.ground(group), DiscFields.ground(group + 1));
    }

    @Test
    void theSameSeedGivesTheSameFields() throws IOException {
        BoxedFields fields = DiscFields.ofGroups(temp.resolve("fields"), 4);

        assertThat(run(fields, LDA, 2)).isEqualTo(run(fields, LDA, 2));
    }

    @Test
    void oneFieldWithoutGrainsIsCountedToo() throws IOException {
        DiscFields folder = new DiscFields(temp.resolve("fields"), 0);
        for (int i = 0; i < 4; i++) {
            folder.field("full" + i, 200, "slide " + i, DiscFields.discs(i, true, DiscFields.RED, DiscFields.BLUE));
        }
        folder.field("bare", 200, "slide 9", DiscFields.discs(5, true));

        List<EvaluatedField> judged = run(folder.open(), LDA, 3);

        assertThat(judged.get(0).name()).isEqualTo("bare.png");
        assertThat(judged.get(0).truth()).isEmpty();
        assertThat(judged.get(0).found()).allMatch(each -> each.grain().isDebris());
    }

    @Test
    void aClassIsNeverAloneInAFold() throws IOException {
        DiscFields folder = new DiscFields(temp.resolve("fields"), 0);
        for (int i = 0; i < 12; i++) { // few of blue, never the most of a field
            String[] labels = i < 2
                    ? new String[] {DiscFields.RED, DiscFields.BLUE}
                    : new String[] {DiscFields.RED, DiscFields.RED};
            folder.field("field" + i, 200, "slide " + i, DiscFields.discs(i, true, labels));
        }

        assertThat(run(folder.open(), LDA, 4)).hasSize(12);
    }

    @Test
    void aFoldThatHoldsAllDebrisIsCountedByAModelThatKnowsNone() throws IOException {
        DiscFields folder = new DiscFields(temp.resolve("fields"), 0);
        for (int i = 0; i < 6; i++) {
            folder.field("field" + i, 200, "slide " + i, DiscFields.discs(i, i == 3, DiscFields.RED, DiscFields.BLUE));
        }

        List<EvaluatedField> judged = run(folder.open(), LDA, 3);

        assertThat(DetectionEvaluator.metrics(judged, 0.5, 1).recall().value()).isEqualTo(1);
        assertThat(judged.get(3).found()).hasSize(3);
    }

    @Test
    void piecesGoAlsoWhenItFails() throws IOException {
        BoxedFields fields = DiscFields.ofGroups(temp.resolve("fields"), 4);

        assertThatThrownBy(() -> run(fields, LDA, 2, (what, done, all) -> {
                    if (what.equals("training and counting")) {
                        throw new IllegalStateException("stopped by the test");
                    }
                }))
                .hasMessage("stopped by the test");
        assertThat(left.since()).isEmpty();
    }

    @Test
    void itCanBeInterrupted() throws IOException {
        BoxedFields fields = DiscFields.ofGroups(temp.resolve("fields"), 4);

        assertThatThrownBy(() -> run(fields, LDA, 2, (what, done, all) -> {
                    if (what.equals("training and counting")) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .isInstanceOf(InterruptedIOException.class)
                .hasMessage("interrupted while heads were trained; features are kept");
        assertThat(left.since()).isEmpty();
    }

    private void assertRefused(BoxedFields fields, int folds, String message) throws IOException {
        assertThatThrownBy(() -> run(fields, LDA, folds))
                .isInstanceOf(DatasetException.class)
                .hasMessage(fields.root() + ": " + message);
        assertThat(left.since()).isEmpty();
    }

    @Test
    void tooFewGroupsAreRefused() throws IOException {
        assertRefused(
                DiscFields.ofGroups(temp.resolve("three"), 3),
                5,
                "3 groups of fields cannot fill 5 folds; take at most 3 folds, or draw boxes on more fields");
        assertRefused(
                DiscFields.ofGroups(temp.resolve("one"), 1),
                2,
                "1 group of fields cannot fill 2 folds; draw boxes on more fields");
    }

    @Test
    void aClassOfOneGroupIsRefused() throws IOException {
        DiscFields folder = new DiscFields(temp.resolve("fields"), 0);
        folder.field("a", 200, "slide 1", DiscFields.discs(1, true, DiscFields.RED, DiscFields.BLUE));
        folder.field("b", 200, "slide 1", DiscFields.discs(2, true, DiscFields.RED, DiscFields.BLUE));
        folder.field("c", 200, "slide 2", DiscFields.discs(3, true, DiscFields.RED));
        folder.field("d", 200, "slide 3", DiscFields.discs(4, true, DiscFields.RED));

        assertRefused(
                folder.open(),
                2,
                "the class blue stands on fields of one group only (slide 1), so a model trained without them cannot"
                        + " know it; draw it on another field or leave it out");
    }

    @Test
    void fieldsWithoutAnyBoxAreRefused() throws IOException {
        BoxedFields drawn = DiscFields.ofGroups(temp.resolve("fields"), 1);
        List<BoxedField> bare = drawn.fields().stream()
                .map(each -> new BoxedField(
                        each.name(), each.file(), each.width(), each.height(), each.name(), List.of(), List.of()))
                .toList();

        assertRefused(
                new BoxedFields(drawn.root(), drawn.form(), bare, List.of(), 0, List.of()),
                2,
                "holds no box of a grain on its 2 fields; expected boxes with a class each. To count without any,"
                        + " train on images of single grains");
    }

    @Test
    void oneClassAndNothingElseIsRefused() throws IOException {
        DiscFields folder = new DiscFields(temp.resolve("fields"), 0);
        for (int i = 0; i < 3; i++) {
            folder.field("field" + i, 200, "slide " + i, DiscFields.discs(i, false, DiscFields.RED));
        }

        assertRefused(
                folder.open(),
                3,
                "there is nothing to tell apart: all 3 pieces of its fields are [red]; expected boxes of a second"
                        + " class, or fields with something that is no grain");
    }

    @Test
    void aFoldThatLeavesOneKindToLearnIsRefused() throws IOException {
        DiscFields folder = new DiscFields(temp.resolve("fields"), 0);
        for (int i = 0; i < 3; i++) {
            folder.field("field" + i, 200, "slide " + i, DiscFields.discs(i, i == 1, DiscFields.RED));
        }

        BoxedFields fields = folder.open();
        assertThatThrownBy(() -> run(fields, LDA, 3))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith(fields.root() + ": of the pieces of fields that fold ")
                .hasMessageEndingWith(" trains on, none is of [debris]; take fewer folds or draw boxes on more fields");
    }
}
