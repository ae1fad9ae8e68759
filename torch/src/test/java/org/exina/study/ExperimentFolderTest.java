package org.exina.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.exina.experiment.ExperimentRecord;
import org.exina.experiment.ReferenceResult;
import org.exina.io.ExinaException;
import org.junit.jupiter.api.Test;

/** An experiment that an earlier program ran on drawn grains, its model left out. */
class ExperimentFolderTest {
    private static Path runs() throws Exception {
        return Path.of(ExperimentFolderTest.class.getResource("runs").toURI());
    }

    @Test
    void whatAnEarlierProgramLeftIsRead() throws Exception {
        List<ExperimentFolder> all = ExperimentFolder.all(runs());

        assertThat(all).hasSize(1);
        ExperimentRecord record = all.get(0).record();
        assertThat(record.id()).isEqualTo("s/top");
        assertThat(record.figures().accuracy()).isEqualTo(0.75);
        assertThat(record.histories())
                .singleElement()
                .satisfies(history -> assertThat(history.epochs()).isEqualTo(2));
        assertThat(record.published()).contains(new ReferenceResult(0.5, 0.75));
        assertThat(record.trained().units()).isEqualTo("8");
        assertThat(all.get(0).predictions()).hasSize(4);
    }

    @Test
    void itIsNotRunAgainAndNotMistakenForAnother() throws Exception {
        Path path = runs().resolve("s").resolve("top");
        ExperimentRecord.Settings settings =
                ExperimentFolder.all(runs()).get(0).record().settings();
        assertThat(ExperimentFolder.done(path, settings)).isPresent();

        ExperimentRecord.Settings other = new ExperimentRecord.Settings(
                settings.pictures(), settings.crop(), settings.split(), 2, null, null, settings.head());
        assertThatThrownBy(() -> ExperimentFolder.done(path, other))
                .isInstanceOf(ExinaException.class)
                .hasMessage(path
                        + ": this experiment was done with other settings: seed was 1 and is now 2; backbone"
                        + " was scattering and is now -; weights was ca4adf93ecd13490 and is now -. Give it another"
                        + " name, choose another folder for experiments, or delete its folder");
    }
}
