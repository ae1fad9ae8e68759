package org.exina.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.exina.dataset.Audit;
import org.exina.dataset.Dataset;
import org.exina.dataset.Inspection;
import org.exina.dataset.Layout;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageEncoder;
import org.exina.io.CsvStyle;
import org.exina.task.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProposalsTest {
    private static final List<String> PATHS = List.of("alnus/1.png", "alnus/2.png", "tilia/1.png", "tilia/2.png");

    @TempDir
    private Path temp;

    private Path root;

    @BeforeEach
    void setUp() {
        root = temp.resolve("data");
    }

    @Test
    void aDoubtfulLabelIsReplaced() throws IOException {
        assertThat(proposals(List.of(suspect("alnus/1.png", true)), List.of()))
                .extracting(Proposal::path, Proposal::action, Proposal::proposal)
                .containsExactly(tuple("alnus/1.png", Proposal.Action.RELABEL, "tilia"));
    }

    @Test
    void anImageThatStandsUnderTheOtherLabelAlreadyIsRemovedThere() throws IOException {
        List<Proposal> all = proposals(
                List.of(suspect("alnus/1.png", true)),
                List.of(finding(Audit.Kind.TWO_LABELS, "alnus/1.png", "tilia/1.png")));

        assertThat(all)
                .extracting(Proposal::path, Proposal::action, Proposal::proposal)
                .containsExactly(
                        tuple("alnus/1.png", Proposal.Action.REMOVE, "alnus"),
                        tuple("tilia/1.png", Proposal.Action.KEEP, "tilia"));
        assertThat(all.get(0).reason()).isEqualTo("found; looks like tilia (99.0 %), not like alnus (1.0 %)");
    }

    @Test
    void whereTheOtherOneIsDoubtfulTooNothingIsRemoved() throws IOException {
        DeepCheck.Suspect other =
                new DeepCheck.Suspect("tilia/1.png", "tilia", "alnus", 0.01, 0.99, true, 4, List.of(), List.of());

        assertThat(proposals(
                        List.of(suspect("alnus/1.png", true), other),
                        List.of(finding(Audit.Kind.TWO_LABELS, "alnus/1.png", "tilia/1.png"))))
                .extracting(Proposal::action)
                .containsExactly(Proposal.Action.RELABEL, Proposal.Action.RELABEL);
    }

    @Test
    void ofTheSameFileUnderOneLabelAllButOneAreRemovedAlsoWhereTheLabelIsDoubtful() throws IOException {
        assertThat(proposals(
                        List.of(suspect("alnus/2.png", true)),
                        List.of(finding(Audit.Kind.EXACT_DUPLICATE, "alnus/1.png", "alnus/2.png"))))
                .extracting(Proposal::path, Proposal::action)
                .containsExactly(tuple("alnus/2.png", Proposal.Action.REMOVE));
    }

    @Test
    void aLabelThatMayBeRightIsKept() throws IOException {
        assertThat(proposals(
                        List.of(suspect("alnus/1.png", false)),
                        List.of(finding(Audit.Kind.TWO_LABELS, "alnus/1.png", "tilia/1.png"))))
                .extracting(Proposal::action)
                .containsExactly(Proposal.Action.KEEP, Proposal.Action.KEEP);
    }

    @Test
    void theTableIsFollowedInWhateverStyleItIsWritten() throws IOException {
        List<Proposal> all = new ArrayList<>(proposals(List.of(suspect("alnus/1.png", true)), List.of()));
        all.set(0, all.get(0).with("=a; b, \"c\""));
        CsvStyle german = CsvStyle.excel(Locale.GERMANY);
        for (CsvStyle style : List.of(CsvStyle.PLAIN, german, CsvStyle.excel(Locale.US))) {
            Path table = root.resolveSibling("changes-" + style.separator() + style.isForExcel() + ".csv");
            Proposals.write(table, all, style);

            Proposals.KIND.reserve(table);
            Path copy = root.resolveSibling("copy-" + style.separator() + style.isForExcel());
            CleanCopy.Done done = CleanCopy.write(root, table, copy, Progress.NONE);
            assertThat(done.relabelled()).isEqualTo(1);
            assertThat(done.images()).isEqualTo(4);
        }
        assertThat(root.resolveSibling("changes-;true.csv"))
                .content()
                .startsWith(
                        "\uFEFFpath;label;proposal;action;reason;score;sha256\r\nalnus/1.png;alnus;tilia;relabel;\"looks")
                .contains(";4,000;");
    }

    private static DeepCheck.Suspect suspect(String path, boolean sure) {
        return new DeepCheck.Suspect(path, "alnus", "tilia", 0.01, 0.99, sure, 4, List.of(), List.of());
    }

    private static Audit.Finding finding(Audit.Kind kind, String... paths) {
        return new Audit.Finding(kind, List.of(paths), "found");
    }

    private List<Proposal> proposals(List<DeepCheck.Suspect> suspects, List<Audit.Finding> findings)
            throws IOException {
        for (String path : PATHS) {
            byte[] pixels = new byte[3 * 40 * 40];
            Arrays.fill(pixels, (byte) (50 * PATHS.indexOf(path)));
            Files.createDirectories(root.resolve(path).getParent());
            Files.write(root.resolve(path), ImageEncoder.png(RgbImage.of(40, 40, pixels)));
        }
        Inspection inspection = Inspection.ofGrouped(Dataset.open(root), Progress.NONE);
        Audit audit = new Audit(root.toString(), Layout.FOLDER_PER_CLASS, 4, List.of(), 4, 0, Map.of(), findings);
        DeepCheck deep = new DeepCheck(4, List.of(), 2, 1, 1, suspects, List.of(), List.of());
        return Proposals.of(inspection, audit, deep);
    }
}
