package org.exina.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.exina.io.ExinaException;
import org.exina.network.Preprocessing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackboneSpecTest {
    @Test
    void allSettingsAreRead() throws IOException {
        assertThat(BackboneSpec.parse(
                        "vgg16:preprocessing=unit,size=200,taps=block4_pool + block5_pool,pooling=flatten"))
                .isEqualTo(new BackboneSpec(
                        "vgg16",
                        OptionalInt.of(200),
                        List.of("block4_pool", "block5_pool"),
                        List.of(Pooling.FLATTEN),
                        Optional.of(Preprocessing.UNIT)));
    }

    @Test
    void aNameAloneIsTheUsualReading() throws IOException {
        BackboneSpec spec = BackboneSpec.parse("vgg16");

        assertThat(spec).isEqualTo(BackboneSpec.of("vgg16"));
        assertThat(spec.isPlain()).isTrue();
        assertThat(BackboneSpec.parse("vgg16:preprocessing=own")).isEqualTo(spec);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vgg16",
                "vgg16:size=200",
                "vit:taps=/blocks.0/Add_output_0+tokens:0,pooling=class",
                "a:size=96,taps=b,pooling=max+std,preprocessing=none"
            })
    void whatIsWrittenIsRead(String text) throws IOException {
        assertThat(BackboneSpec.parse(text).id()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "vgg16:size=200,pooling=flatten,scattering| vgg16:size=200,pooling=flatten & scattering",
                "scattering,vgg16,size=200| scattering & vgg16:size=200",
                "a:taps=x:0,size=96,b:size=8| a:size=96,taps=x:0 & b:size=8",
                "vgg16,vgg16:size=200| vgg16 & vgg16:size=200"
            })
    void aListIsSplitAtNames(String text, String expected) throws IOException {
        assertThat(BackboneSpec.parseList(text))
                .extracting(BackboneSpec::id)
                .containsExactly(expected.split(" & ", -1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "vgg16:sise=200| unknown setting 'sise', expected one of size, taps, pooling, preprocessing; did you"
                        + " mean size?",
                "vgg16:size=big| size must be a whole number of pixels, both height and width, got 'big'",
                "vgg16:size=4| size must be 8 or more pixels, got 4",
                "vgg16:size=200,size=224| size is set twice",
                "vgg16:pooling=average| pooling must be one of mean, max, gem, std, flatten, class, got 'average'",
                "vgg16:pooling=flaten| pooling must be one of mean, max, gem, std, flatten, class, got 'flaten'; did you mean"
                        + " flatten?",
                "vgg16:preprocessing=cafe| preprocessing must be one of own, caffe, tf, torch, unit, none, got 'cafe';"
                        + " did you mean caffe?",
                "vgg16:taps=a++b| taps: expected names of layers joined by +, got 'a++b'",
                "vgg16:taps=a+a| taps: expected each once, got a+a",
                "vgg16:taps=a,b| expected setting=value after the colon, got 'b'; several taps are joined by +",
                "vgg16:| expected setting=value after the colon, got ''",
                ":size=8| expected a name first, as in vgg16:size=200",
                "size=8| expected a name first, as in vgg16:size=200"
            })
    void mistakesAreNamed(String text, String problem) {
        assertThatThrownBy(() -> BackboneSpec.parse(text))
                .isInstanceOf(ExinaException.class)
                .hasMessage("backbone '" + text + "': " + problem);
    }

    @Test
    void aBackboneTwiceIsRefused() {
        assertThatThrownBy(() -> BackboneSpec.parseList("vgg16,scattering,vgg16"))
                .isInstanceOf(ExinaException.class)
                .hasMessage("expected each backbone once, got vgg16,scattering,vgg16");
    }
}
