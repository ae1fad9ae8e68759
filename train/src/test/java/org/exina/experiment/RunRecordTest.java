package org.exina.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.exina.image.Crop;
import org.exina.io.Json;
import org.exina.model.ModelCard;
import org.junit.jupiter.api.Test;

/** What earlier versions wrote is read, and what is written now too. */
class RunRecordTest {
    private static String resource(String name) throws IOException {
        try (InputStream in = RunRecordTest.class.getResourceAsStream("/experiment/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static RunRecord run(String name) throws IOException {
        return Json.read(resource(name), RunRecord.class);
    }

    @Test
    void aRunThatChoseItsHeadsIsRead() throws IOException {
        RunRecord record = run("run-auto.json");

        assertThat(record.kind()).isEqualTo(RunRecord.Kind.CROSSVAL);
        assertThat(record.settings().head()).isEqualTo("auto");
        assertThat(record.settings().headTitle()).isEqualTo("auto");
        assertThat(record.settings().crop()).isEqualTo(Crop.STRETCH);
        assertThat(record.settings().tuning()).isEmpty();
        assertThat(Chosen.of(record.heads()))
                .extracting(Chosen::title, Chosen::trainings)
                .contains(tuple("scattering, 1 view; lda", 2));
        SizeUse size = SizeUse.of(record.heads()).orElseThrow();
        assertThat(size.used()).isEqualTo(1);
        assertThat(size.tried()).isEqualTo(4);
        assertThat(size.perClass()).hasSize(6).startsWith(new ModelCard.ClassSize(20, 3));
    }

    @Test
    void howTheNetworkWasTunedIsReadFromEarlierRuns() throws IOException {
        String text = resource("run-finetune.json");
        RunRecord record = Json.read(text, RunRecord.class);

        assertThat(record.kind()).isEqualTo(RunRecord.Kind.FINETUNE);
        assertThat(record.settings().head()).isEqualTo("lda");
        TuningRecord tuning = new TuningRecord(3, "", 10, 32, 0.001, 0.7, false, "rotate=180,flip=both", 0.15, 3, 2);
        assertThat(record.settings().tuning()).contains(tuning);
        assertThat(record.settings().headTitle())
                .isEqualTo("lda on the network tuned in its last 3 blocks (at most 10 epochs, batch 32, learning rate"
                        + " 0.001, depth decay 0.7, batch norms frozen, augmentation rotate=180,flip=both, validation"
                        + " 0.15, patience 3, threads 2)");
        String words = "\"tuning\": [\"--from\", \"block3\", \"--epochs\", \"10\", \"--batch\", \"32\","
                + " \"--learning-rate\", \"0.001\", \"--depth-decay\", \"0.7\", \"--batch-norm\", \"trained\","
                + " \"--augment\", \"none\", \"--validation\", \"0.15\", \"--patience\", \"3\", \"--threads\", \"2\"]";
        String later = text.replaceFirst("\"head\": \"[^\"]*\"", "\"head\": \"lda\", " + words);
        assertThat(Json.read(later, RunRecord.class).settings().tuning())
                .contains(new TuningRecord(0, "block3", 10, 32, 0.001, 0.7, true, "none", 0.15, 3, 2));
    }

    @Test
    void whatIsWrittenNowIsReadTheSame() throws IOException {
        for (String name : List.of("run-auto.json", "run-finetune.json")) {
            RunRecord record = run(name);
            String written = Json.write(record);

            assertThat(Json.read(written, RunRecord.class)).isEqualTo(record);
            assertThat(written).doesNotContain("on the network tuned").contains("\"stretch\"");
            assertThat(written.contains("\"finetune\"")).isEqualTo(record.kind() == RunRecord.Kind.FINETUNE);
        }
    }

    @Test
    void theCardOfAModelThatChoseItsHeadIsRead() throws IOException {
        ModelCard card = Json.read(resource("model-auto.json"), ModelCard.class);

        assertThat(card.crop()).isEqualTo(Crop.STRETCH);
        assertThat(card.head().id()).isEqualTo("auto");
        assertThat(card.head().settings())
                .containsOnlyKeys("head", "leftOutErrors", "leftOutLogLoss", "sizeWeight", "temperature");
        ModelCard.Selection selection = card.head().selection().orElseThrow();
        assertThat(selection.chosen()).containsExactly(new ModelCard.Selection.Chosen("scattering, 1 view; lda", 1));
        assertThat(selection.tried()).hasSize(3);
        assertThat(selection.tried().get(0).title()).isEqualTo("scattering, 1 view; lda");
        assertThat(selection.tried().get(0).features()).isEqualTo(1230);
        assertThat(selection.sizeTried()).hasSize(4);
        assertThat(selection.sizes()).isEmpty();
        assertThat(selection.notTried()).isEmpty();
        assertThat(Json.read(Json.write(card), ModelCard.class)).isEqualTo(card);
        assertThat(Json.write(card)).contains("\"stretch\"");
    }
}
