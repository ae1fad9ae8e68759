package org.exina.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.exina.experiment.ExperimentRecord;
import org.exina.experiment.History;
import org.exina.experiment.ReferenceResult;
import org.exina.experiment.RunRecord;
import org.exina.report.html.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteTableTest {
    private static ExperimentRecord record(String head, List<History> histories) {
        RunRecord.Metrics metrics = new RunRecord.Metrics(
                320,
                34,
                0.89375,
                0.855,
                0.923,
                List.of(0.89375),
                0.98,
                0.88,
                0.44,
                0.01,
                List.of(),
                List.of(),
                List.of(),
                new RunRecord.FeatureWork(0, 0, 0),
                1);
        return new ExperimentRecord(
                ExperimentRecord.FORMAT,
                "s",
                "x",
                "2026-01-01T00:00:00Z",
                12.34,
                new ExperimentRecord.Settings("0", "stretch", "-", 1, null, null, head),
                List.of("a", "b"),
                10,
                0.446,
                0.3,
                0.6125,
                metrics,
                histories,
                Optional.of(new ReferenceResult(0.569, 0.8681)),
                Map.of());
    }

    private static Table of(String head) {
        return SuiteTable.of(List.of(record(head, List.of())));
    }

    @Test
    void intervalsStandBehindLossesAndAccuracies() {
        Table table = of("lda");

        assertThat(table.header()).endsWith("n", "loss", "accuracy", "published loss", "published accuracy", "seconds");
        assertThat(table.rows().get(0))
                .endsWith("320", "0.446 (0.300 to 0.613)", "89.4 % (85.5 to 92.3)", "0.569", "86.8 %", "12.3");
    }

    @Test
    void theTableIsAPageThatLoadsNothingAndSortsByNumbers(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("table.html");
        ExperimentsPage.of(List.of(record("lda", List.of()), record("logistic", List.of())))
                .writeTable(file);

        assertThat(Files.readString(file))
                .startsWith("<!doctype html>")
                .contains(
                        ": 2\u00a0experiments</title>",
                        "data-number=\"0.446\"",
                        "data-number=\"89.4\"",
                        "data-label=\"loss\"")
                .contains(Table.sorting())
                .doesNotContain("http:", "https:");
    }

    @Test
    void programsAreGivenPlainNumbers() {
        Table table = SuiteTable.numbers(List.of(record("lda", List.of())));

        assertThat(table.header()).contains("loss low", "loss high", "accuracy low", "accuracy high");
        assertThat(table.rows().get(0))
                .endsWith("0.446", "0.3", "0.6125", "0.89375", "0.855", "0.923", "0.569", "0.8681", "12.34");
    }

    @Test
    void whatWasTrainedIsTold() {
        assertThat(trained(of("top:units=256+64,activation=tanh,optimizer=sgd,epochs=7")))
                .containsExactly("7", "256+64", "tanh", "sgd");
        assertThat(trained(of("top:units=none"))).containsExactly("20", "", "relu", "rmsprop");
        assertThat(trained(of("lda"))).containsExactly("", "", "", "lda");
        assertThat(trained(of("head-of-another-version:x=1")))
                .containsExactly("", "", "", "head-of-another-version:x=1");

        History history = new History(
                List.of(0.5, 0.4), List.of(1.0, 1.0), List.of(0.9, 0.8), List.of(0.5, 0.5), List.of(0.1, 0.1));
        ExperimentRecord contrast = record("contrast:size=200,epochs=2,batch=4", List.of(history));
        assertThat(trained(SuiteTable.of(List.of(contrast)))).containsExactly("2", "64", "relu", "rmsprop");
    }

    private static List<String> trained(Table table) {
        return table.rows().get(0).subList(3, 7);
    }
}
