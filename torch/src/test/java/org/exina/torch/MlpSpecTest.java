package org.exina.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import org.exina.head.Head;
import org.exina.head.HeadSpec;
import org.exina.head.TrainingSet;
import org.exina.io.ExinaException;
import org.exina.network.Layer;
import org.exina.onnx.OnnxGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MlpSpecTest {
    private static final int FEATURES = 25;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "top",
                "top:units=256",
                "top:units=256+128,activation=gelu,dropout=0.2",
                "top:units=none,dropout=0",
                "top:activation=none,standardize=false",
                "top:optimizer=sgd,momentum=0.9,nesterov=true",
                "top:lr=0.01,rho=0.8,momentum=0.5,epsilon=0.001",
                "top:optimizer=adagrad,lr=0.001,accumulator=0",
                "top:optimizer=adam,beta1=0.8,beta2=0.99",
                "top:optimizer=adamw",
                "top:optimizer=adamw,lr=0.01,weight-decay=0.1",
                "top:schedule=cosine",
                "top:schedule=exponential,decay=0.9,every=1",
                "top:schedule=step,decay=0.5,every=10,epochs=30,batch=4,shuffle=false,samples=128",
                "top:patience=5,l2=0.0001,smoothing=0.1,balanced=true"
            })
    void textComesBackAsItWentIn(String text) throws IOException {
        HeadSpec spec = HeadSpec.parse(text);
        assertThat(spec.id()).isEqualTo(text);
        assertThat(HeadSpec.parse(spec.id())).isEqualTo(spec);
    }

    @Test
    void usualSettingsAreNotWritten() throws IOException {
        HeadSpec spec = HeadSpec.parse("top:units=128,activation=relu,optimizer=rmsprop,lr=0.001,epochs=20,batch=16");
        assertThat(spec).isEqualTo(MlpSpec.DEFAULT);
        assertThat(spec.id()).isEqualTo("top");
        assertThat(((MlpSpec) HeadSpec.parse("top:optimizer=adagrad")).plan().optimizer())
                .isEqualTo(Optimizer.Adagrad.DEFAULT);
    }

    @Test
    void decayHasUsualSettings() throws IOException {
        MlpSpec spec = (MlpSpec) HeadSpec.parse("top:schedule=step");
        assertThat(spec.plan().schedule()).isEqualTo(new Schedule.Decay(0.5, 10, true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "top:unit=3 | head 'top:unit=3': with optimizer rmsprop and schedule constant there is no setting 'unit',"
                        + " expected one of units, activation, dropout, standardize, optimizer, lr, schedule, epochs,"
                        + " batch, shuffle, samples, patience, l2, smoothing, balanced, rho, momentum, epsilon; did you"
                        + " mean units?",
                "top:optimizer=adm | head 'top:optimizer=adm': optimizer must be one of rmsprop, sgd, adagrad, adam,"
                        + " adamw, got 'adm'; did you mean adam?",
                "top:activation=rel | head 'top:activation=rel': activation must be one of relu, sigmoid, tanh, gelu,"
                        + " none, got 'rel'; did you mean relu?",
                "top:units=a+2 | head 'top:units=a+2': units must be a whole number, or several as in 256+128, or none,"
                        + " got 'a'",
                "top:units=0 | head 'top:units=0': units must be 1 to 65536, got [0]",
                "top:dropout=1 | head 'top:dropout=1': dropout must be in [0, 1), got 1.0",
                "top:lr=0 | head 'top:lr=0': lr must be above 0, got 0.0",
                "top:lr=fast | head 'top:lr=fast': lr must be a number, got 'fast'",
                "top:epochs=0 | head 'top:epochs=0': epochs must be at least 1, got 0",
                "top:batch=1.5 | head 'top:batch=1.5': batch must be a whole number, got '1.5'",
                "top:shuffle=yes | head 'top:shuffle=yes': shuffle must be one of true, false, got 'yes'",
                "top:optimizer=sgd,nesterov=true | head 'top:optimizer=sgd,nesterov=true': nesterov needs a momentum"
                        + " above 0, such as 0.9",
                "top:smoothing=1 | head 'top:smoothing=1': smoothing must be in [0, 1), got 1.0",
                "tops | unknown head 'tops': expected one of lda, logistic, top; did you mean top?"
            })
    void faultsAreNamed(String text, String message) {
        assertThatThrownBy(() -> HeadSpec.parse(text))
                .isInstanceOf(ExinaException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "top:units=7, 1", "top:units=9+4;activation=sigmoid, 1", "top:units=7;activation=tanh;standardize=false, 1",
        "top:units=7;activation=gelu, 1", "top:units=7;activation=none, 1", "top:units=none, 1",
        "top:units=7;standardize=false;lr=0.00001, 500", "top:units=7, 500"
    })
    void graphGivesTheHeadsProbabilities(String text, float size) throws IOException {
        Head head = HeadSpec.parse(text.replace(';', ',')).train(set(size), 3);
        OnnxGraph graph = OnnxGraph.create("head");
        String x = graph.input("x", OnnxGraph.Type.FLOAT, -1, FEATURES);
        graph.output("p", head.toOnnx(graph, x), OnnxGraph.Type.FLOAT, -1, 3);
        for (float[] row : rows(size)) {
            float[] found = Ort.run(graph.toBytes(), "x", row, 1, FEATURES);
            double[] expected = head.probabilities(row);
            for (int k = 0; k < 3; k++) {
                assertThat((double) found[k]).isCloseTo(expected[k], within(1e-6));
            }
        }
    }

    @Test
    void headSaysHowItWasTrained() throws IOException {
        Head head = HeadSpec.parse("top:units=8,epochs=30").train(set(1), 1);
        assertThat(head.features()).isEqualTo(FEATURES);
        assertThat(head.classes()).isEqualTo(3);
        MlpSpec.Report report = (MlpSpec.Report) head.report();
        assertThat(report.head()).isEqualTo("top:units=8,epochs=30");
        assertThat(report.epoch()).isEqualTo(30);
        assertThat(report.loss()).isPositive();
        assertThat(report.accuracy()).isBetween(0.0, 1.0);
        assertThat(report.validationLoss()).isNull();
    }

    @Test
    void sameSeedGivesSameHead() throws IOException {
        HeadSpec spec = HeadSpec.parse("top:units=8,epochs=3");
        double[] once = spec.train(set(1), 5).scores(rows(1)[0]);
        assertThat(spec.train(set(1), 5).scores(rows(1)[0])).isEqualTo(once);
        assertThat(spec.train(set(1), 6).scores(rows(1)[0])).isNotEqualTo(once);
    }

    @Test
    void samplesAreLeftAsTheyAre() throws IOException {
        float[][] rows = rows(1);
        float[] before = rows[0].clone();
        HeadSpec.parse("top:units=8,epochs=2").train(TrainingSet.of(rows, Formula.labels(rows.length), 3), 1);
        assertThat(rows[0]).isEqualTo(before);
    }

    @Test
    void patienceTakesAnInnerFoldForValidation() throws IOException {
        int[] folds = new int[40];
        for (int i = 0; i < folds.length; i++) {
            folds[i] = i / 2 % 4;
        }
        TrainingSet set = new TrainingSet(rows(1), Formula.labels(40), 3, folds);
        Head head = HeadSpec.parse("top:units=8,patience=2,epochs=60").train(set, 1);
        MlpSpec.Report report = (MlpSpec.Report) head.report();
        assertThat(report.validationLoss()).isPositive();
        assertThat(report.validationAccuracy()).isBetween(0.0, 1.0);
        assertThat(report.epoch()).isLessThanOrEqualTo(report.epochs());
    }

    @Test
    void classThatOnlyTheValidationFoldHasIsTrainedOn() throws IOException {
        int[] labels = Formula.labels(40);
        int[] folds = new int[40];
        for (int i = 0; i < folds.length; i++) {
            folds[i] = labels[i] == 2 ? 0 : i / 4 % 2;
        }
        TrainingSet set = new TrainingSet(rows(1), labels, 3, folds);
        assertThat(HeadSpec.parse("top:units=4,patience=1").train(set, 1).classes())
                .isEqualTo(3);
    }

    @Test
    void patienceWithoutFoldsIsTold() {
        assertThatThrownBy(() -> HeadSpec.parse("top:patience=3").train(set(1), 1))
                .isInstanceOf(ExinaException.class)
                .hasMessage("head 'top:patience=3': patience needs validation samples; give inner folds, or leave"
                        + " patience out");
    }

    @Test
    void lossThatIsNoNumberNamesTheHead() {
        String text = "top:standardize=false,optimizer=sgd,lr=100000000000000000000000000000";
        assertThatThrownBy(() -> HeadSpec.parse(text).train(set(1), 1))
                .isInstanceOf(ExinaException.class)
                .hasMessageStartingWith("head '" + text + "': the loss is no number any more in epoch ");
    }

    @Test
    void interruptedTrainingEnds() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> MlpSpec.DEFAULT.train(set(1), 1)).isInstanceOf(InterruptedIOException.class);
    }

    @Test
    void validationAndHistoryAreTheCallers() throws IOException {
        MlpSpec spec = new MlpSpec(
                List.of(8),
                Layer.Function.TANH,
                0.5,
                true,
                TrainingConfig.DEFAULT.withPasses(new TrainingConfig.EpochSettings(4, 8, true, 0, 0)));
        MlpSpec.Fitted fitted = spec.fit(set(1), Samples.of(rows(1), Formula.labels(40)), 1, EpochWatcher.NONE);
        assertThat(fitted.history().validationAccuracy()).hasSize(4);
        int right = 0;
        for (int i = 0; i < 40; i++) {
            double[] scores = fitted.head().scores(rows(1)[i]);
            int label = Formula.labels(40)[i];
            right += scores[label] == Math.max(scores[0], Math.max(scores[1], scores[2])) ? 1 : 0;
        }
        assertThat(fitted.history().validationAccuracy().get(3)).isEqualTo(right / 40.0);
    }

    @Test
    void sampleOfAnotherLengthIsRefused() throws IOException {
        Head head = HeadSpec.parse("top:units=2,epochs=1").train(set(1), 1);
        assertThatThrownBy(() -> head.scores(new float[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected 25 features, got 3");
    }

    private static TrainingSet set(float size) {
        return TrainingSet.of(rows(size), Formula.labels(40), 3);
    }

    private static float[][] rows(float size) {
        float[][] rows = Formula.rows("rows", 40, FEATURES, size);
        for (int i = 0; i < rows.length; i++) {
            rows[i][FEATURES - 1] = 3; // one that does not vary
            rows[i][Formula.labels(40)[i]] += size;
        }
        return rows;
    }
}
