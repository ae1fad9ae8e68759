package org.exina.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.exina.augment.Augmentation;
import org.exina.backbone.BackboneSpec;
import org.exina.backbone.Pooling;
import org.exina.experiment.ReferenceResult;
import org.exina.io.ExinaException;
import org.exina.torch.MlpSpec;
import org.exina.torch.TrainingConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuiteReaderTest {
    /** Name, network, epochs, units, activation, optimizer, published loss and accuracy. */
    private static final String STUDY = """
            contrast contrast 20 64 relu rmsprop 12.056 0.0486
            VGG16_naive vgg16 20 128 relu rmsprop 1.168 0.7639
            VGG19_naive vgg19 20 128 relu rmsprop 0.954 0.7500
            InceptionV3_naive inceptionv3 20 128 relu rmsprop 5.693 0.6389
            ResNet50_naive resnet50 20 128 relu rmsprop 3.039 0.0486
            Xception_naive xception 20 128 relu rmsprop 6.818 0.5625
            InceptionV3_naive_100_epochs inceptionv3 100 128 relu rmsprop 5.932 0.6319
            VGG16_dense_64 vgg16 20 64 relu rmsprop 2.099 0.3472
            VGG16_dense_256 vgg16 20 256 relu rmsprop 0.695 0.8194
            VGG16_dense_sigmoid vgg16 20 128 sigmoid rmsprop 0.657 0.8611
            VGG16_dense_tanh vgg16 20 128 tanh rmsprop 0.701 0.8333
            VGG16_dense_sigmoid_sgd vgg16 20 128 sigmoid sgd 0.603 0.8194
            VGG16_dense_sigmoid_adagrad vgg16 20 128 sigmoid adagrad 0.569 0.8681
            VGG16_dense_sigmoid_adam vgg16 20 128 sigmoid adam 0.581 0.8125
            VGG16_dense_256_sigmoid_adagrad vgg16 20 256 sigmoid adagrad 0.549 0.8333
            """;

    private static Suite read(String yaml) throws IOException {
        return new Suite.Reader("s.yaml", Optional.empty()).read(yaml);
    }

    private static List<String> names(Suite suite) {
        return suite.experiments().stream().map(Experiment::name).toList();
    }

    private static Learner.OnFeatures onFeatures(Experiment experiment) {
        return (Learner.OnFeatures) experiment.learner();
    }

    private static BackboneSpec backbone(Experiment experiment) {
        return onFeatures(experiment).backbones().get(0);
    }

    /** A line of {@link #STUDY}. */
    private static String row(Experiment each) {
        String what;
        if (each.learner() instanceof Learner.Cnn contrast) {
            what = "contrast " + contrast.plan().passes().epochs() + " 64 relu "
                    + contrast.plan().optimizer().getClass().getSimpleName();
        } else {
            MlpSpec top = (MlpSpec) onFeatures(each).head();
            what = backbone(each).name() + " " + top.plan().passes().epochs() + " "
                    + top.units().get(0) + " " + top.activation() + " "
                    + top.plan().optimizer().getClass().getSimpleName();
        }
        ReferenceResult published = each.published().orElseThrow();
        return each.name() + " " + what.toLowerCase(Locale.ROOT)
                + String.format(Locale.ROOT, " %.3f %.4f", published.loss(), published.accuracy());
    }

    @ParameterizedTest
    @CsvSource({"study-2017", "study-2017-right"})
    void studyHasItsFifteenRows(String name) throws IOException {
        Suite suite = Suite.read(name, Optional.empty());

        assertThat(suite.name()).isEqualTo(name);
        assertThat(suite.experiments().stream().map(SuiteReaderTest::row))
                .containsExactly(STUDY.strip().split("\n"));
        for (Experiment each : suite.experiments().subList(1, 15)) {
            MlpSpec top = (MlpSpec) onFeatures(each).head();
            assertThat(top.dropout()).isEqualTo(0.5);
            assertThat(top.units()).hasSize(1);
            assertThat(top.plan().passes().batch()).isEqualTo(4);
            assertThat(backbone(each).size()).hasValue(200);
            assertThat(backbone(each).taps()).containsExactly("last");
            assertThat(backbone(each).poolings()).contains(Pooling.FLATTEN);
        }
    }

    @Test
    void studyKeepsItsFaults() throws IOException {
        Suite suite = Suite.read("study-2017", Optional.empty());
        SplitSpec plan = new SplitSpec(Cut.TWO_SQUARES_DOUBLED, 0.2, 0, true);
        assertThat(suite.experiments()).allMatch(each -> each.data().equals(plan));
        Learner.Cnn contrast = (Learner.Cnn) suite.experiments().get(0).learner();
        assertThat(contrast.size()).isEqualTo(200);
        assertThat(contrast.plan().passes()).isEqualTo(new TrainingConfig.EpochSettings(20, 4, false, 128, 0));
        assertThat(contrast.augmentation()).isEqualTo(Augmentation.NONE);
        for (Experiment each : suite.experiments().subList(1, 15)) {
            assertThat(backbone(each).preprocessing().orElseThrow().name()).isEqualTo("unit");
            assertThat(((MlpSpec) onFeatures(each).head()).standardize()).isFalse();
        }
    }

    @Test
    void studyDoneRightHasNone() throws IOException {
        Suite suite = Suite.read("study-2017-right", Optional.empty());
        SplitSpec plan = new SplitSpec(Cut.TWO_SQUARES, 0, 5, false);
        assertThat(suite.experiments()).allMatch(each -> each.data().equals(plan));
        Learner.Cnn contrast = (Learner.Cnn) suite.experiments().get(0).learner();
        assertThat(contrast.plan().passes()).isEqualTo(new TrainingConfig.EpochSettings(20, 16, true, 0, 0));
        assertThat(contrast.augmentation()).isEqualTo(Augmentation.parse("microscope"));
        for (Experiment each : suite.experiments().subList(1, 15)) {
            assertThat(backbone(each).preprocessing()).isEmpty();
            assertThat(((MlpSpec) onFeatures(each).head()).standardize()).isTrue();
        }
    }

    @Test
    void anotherBackboneKeepsHowTheNetworksAreRead() throws IOException {
        List<Experiment> plain = Suite.read("study-2017", Optional.of("mine")).experiments();
        assertThat(plain.get(0).learner()).isInstanceOf(Learner.Cnn.class);
        for (Experiment each : plain.subList(1, 15)) {
            assertThat(backbone(each).id()).isEqualTo("mine:size=200,taps=last,pooling=flatten,preprocessing=unit");
        }

        List<Experiment> read = Suite.read(
                        "study-2017", Optional.of("mine:size=96,taps=a+b,pooling=mean," + "preprocessing=caffe"))
                .experiments();
        assertThat(backbone(read.get(3)).id())
                .isEqualTo(BackboneSpec.parse("mine:size=96,taps=a+b,pooling=mean,preprocessing=caffe")
                        .id());
    }

    @Test
    void defaultsLieUnderEachExperiment() throws IOException {
        List<Experiment> found = read("""
                suite: s
                defaults:
                  crop: center
                  validation: 0.3
                  seed: 5
                  backbone: {name: vgg16, size: 100}
                  head: {kind: top, units: 8, epochs: 3}
                experiments:
                  - name: as-they-are
                  - name: changed
                    folds: 4
                    backbone: {size: 120}
                    head: {epochs: 4}
                  - name: another-kind
                    head: {kind: logistic, l2: 0.5}
                  - name: in-words
                    backbone: scattering
                    head: lda:shrinkage=0.2
                """).experiments();

        assertThat(found.get(0).data()).isEqualTo(new SplitSpec(Cut.CENTER, 0.3, 0, false));
        assertThat(found.get(0).seed()).isEqualTo(5);
        assertThat(found.get(0).published()).isEmpty();
        assertThat(backbone(found.get(0)).id()).isEqualTo("vgg16:size=100");
        assertThat(found.get(0).learner().id()).isEqualTo("top:units=8,epochs=3");
        assertThat(found.get(1).data()).isEqualTo(new SplitSpec(Cut.CENTER, 0, 4, false));
        assertThat(backbone(found.get(1)).id()).isEqualTo("vgg16:size=120");
        assertThat(found.get(1).learner().id()).isEqualTo("top:units=8,epochs=4");
        assertThat(found.get(2).learner().id()).isEqualTo("logistic:l2=0.5");
        assertThat(backbone(found.get(3))).isEqualTo(BackboneSpec.of("scattering"));
        assertThat(backbone(found.get(3)).size()).isEqualTo(OptionalInt.empty());
        assertThat(found.get(3).learner().id()).isEqualTo("lda:shrinkage=0.2");
    }

    @Test
    void listsAreEveryCombination() throws IOException {
        Suite suite = read("""
                suite: s
                experiments:
                  - name: g
                    seed: [1, 2]
                    backbone: [{name: vgg16, size: 100}, scattering]
                    head: {kind: top, units: [4, 8]}
                """);
        assertThat(names(suite))
                .containsExactly(
                        "g_seed-1_backbone-vgg16_units-4",
                        "g_seed-1_backbone-vgg16_units-8",
                        "g_seed-1_backbone-scattering_units-4",
                        "g_seed-1_backbone-scattering_units-8",
                        "g_seed-2_backbone-vgg16_units-4",
                        "g_seed-2_backbone-vgg16_units-8",
                        "g_seed-2_backbone-scattering_units-4",
                        "g_seed-2_backbone-scattering_units-8");
        assertThat(suite.experiments().get(5).seed()).isEqualTo(2);
        assertThat(suite.experiments().get(5).learner().id()).isEqualTo("top:units=8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "[1 | s.yaml: line 1: is no YAML: ",
                "5 | s.yaml: expected a suite to be keys with values, got 5",
                "{suite: s, experiment: []} | s.yaml: unknown key 'experiment', expected one of about, defaults,"
                        + " experiments, suite; did you mean experiments?",
                "{suite: a b, experiments: [{name: x}]} | s.yaml: suite: expected a name of up to 64 letters, digits,"
                        + " '.', '_' and '-', got 'a b'",
                "{suite: s} | s.yaml: experiments: expected a list of at least 1, got nothing",
                "{suite: s, experiments: []} | s.yaml: experiments: expected a list of at least 1, got []",
                "{suite: s, defaults: 3, experiments: []} | s.yaml: expected defaults to be keys with values, got 3",
                "{suite: s, suite: t} | s.yaml: line 1: is no YAML: Duplicate field 'suite'"
            })
    void whatIsNoSuiteIsRefused(String yaml, String message) {
        assertThatThrownBy(() -> read(yaml + "\n"))
                .isInstanceOf(ExinaException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "seed: 1 |  1: has no name",
                "name: x, sed: 1 |  x: unknown key 'sed', expected one of backbone, contrast, crop, folds, head, leaky,"
                        + " name, published, seed, validation; did you mean seed?",
                "name: x, seed: [] |  x: an empty list offers nothing to choose from",
                "name: x, backbone: vgg16 |  x: expected backbone and head, or contrast; head is missing",
                "name: x, head: lda |  x: expected backbone and head, or contrast; backbone is missing",
                "name: x, validation: 0.2, folds: 3 |  x: expected either validation in (0, 1) or folds of at least 2,"
                        + " got 0.2 and 3",
                "name: x, folds: 1 |  x: expected either validation in (0, 1) or folds of at least 2, got 0.0 and 1",
                "name: x, folds: 3, leaky: true |  x: a leaky split has one validation part; leave out folds",
                "name: x, crop: two-squars |  x: crop: expected one of two-squares, two-squares-doubled, center, whole,"
                        + " stretch, got 'two-squars'; did you mean two-squares?",
                "name: x, contrast: {}, seed: one |  x: seed: expected a whole number, got \"one\"",
                "name: x, contrast: {}, seed: 1.5 |  x: seed: expected a whole number, got 1.5",
                "name: x, folds: 5000000000 |  x: folds: 5000000000 is too large",
                "name: x, validation: much |  x: validation: expected a number, got \"much\"",
                "name: x, leaky: 3 |  x: leaky: expected true or false, got 3",
                "name: x, contrast: true |  x: contrast: expected keys with values, got true",
                "name: x, contrast: {sise: 50} |  x: contrast: unknown key 'sise', expected one of augment, batch,"
                        + " epochs, samples, shuffle, size; did you mean size?",
                "name: x, contrast: {size: 45} |  x: size must be at least 46, got 45",
                "name: x, contrast: {augment: nosuch} |  x: ",
                "name: a/b, contrast: {} |  a/b: 'a/b' cannot be the name of an experiment",
                "name: x, contrast: {}, published: 0.5 |  x: published: expected keys with values, got 0.5",
                "name: x, contrast: {}, published: {loss: 1} |  x: expected a loss of at least 0 and an accuracy in"
                        + " [0, 1], got 1.0 and -1.0",
                "name: x, backbone: vgg16, head: ldaa |  x: unknown head 'ldaa'",
                "name: x, backbone: vgg16, head: {units: 3} |  x: expected the key kind in {\"units\":3}",
                "name: x, backbone: {size: 3}, head: lda |  x: expected the key name in {\"size\":3}",
                "name: x, backbone: 'vgg16:sice=3', head: lda |  x: "
            })
    void whatIsNoExperimentIsRefused(String experiment, String message) {
        assertThatThrownBy(() -> read("{suite: s, experiments: [{" + experiment + "}]}"))
                .isInstanceOf(ExinaException.class)
                .hasMessageStartingWith("s.yaml: experiment " + message.strip());
    }

    @Test
    void noNameTwice() {
        assertThatThrownBy(() -> read("""
                suite: s
                defaults: {contrast: {}}
                experiments: [{name: x}, {name: y}, {name: x}]
                """))
                .isInstanceOf(ExinaException.class)
                .hasMessage("s.yaml: two experiments are named x");
    }

    @Test
    void whatIsNoTextIsRefused(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("s.yaml"), new byte[] {'a', (byte) 0xFF, (byte) 0xFE});
        assertThatThrownBy(() -> Suite.read(file.toString(), Optional.empty()))
                .isInstanceOf(ExinaException.class)
                .hasMessage(file + ": is no text in UTF-8");
    }

    @Test
    void namesThatLookLikeAnswersOrNumbersStayText() throws IOException {
        Suite suite = read("""
                suite: 007
                about: no
                defaults: {backbone: scattering, head: lda, validation: 0.20}
                experiments:
                  - name: no
                  - name: 01
                  - name: 1.50
                  - {name: null, seed: 2}
                """);

        assertThat(suite.name()).isEqualTo("007");
        assertThat(suite.about()).isEqualTo("no");
        assertThat(names(suite)).containsExactly("no", "01", "1.50", "null");
    }
}
