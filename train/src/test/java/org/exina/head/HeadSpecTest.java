package org.exina.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.exina.head.HeadSpec.Covariance;
import org.exina.head.HeadSpec.Lda;
import org.exina.head.HeadSpec.LogisticRegression;
import org.exina.io.ExinaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadSpecTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "lda",
                "lda:shrinkage=0.2",
                "lda:shrinkage=0",
                "lda:covariance=per-class",
                "lda:covariance=per-class,shrinkage=1",
                "logistic",
                "logistic:l2=0.01",
                "logistic:l2=0.000001",
                "logistic:l2=200",
                "logistic:iterations=50",
                "logistic:l2=0.5,iterations=7"
            })
    void readsWhatIdWrites(String id) throws IOException {
        HeadSpec spec = HeadSpec.parse(id);

        assertThat(spec.id()).isEqualTo(id);
        assertThat(HeadSpec.parse(spec.id())).isEqualTo(spec);
    }

    @Test
    void settingsAreRead() throws IOException {
        assertThat(HeadSpec.parse("lda")).isEqualTo(Lda.DEFAULT);
        assertThat(HeadSpec.parse(" lda : shrinkage = 0.25 , covariance = per-class "))
                .isEqualTo(new Lda(Covariance.PER_CLASS, 0.25));
        assertThat(HeadSpec.parse("lda:shrinkage=auto,covariance=pooled")).isEqualTo(Lda.DEFAULT);
        assertThat(HeadSpec.parse("logistic:l2=1e-3,iterations=20")).isEqualTo(new LogisticRegression(0.001, 20));
        assertThat(HeadSpec.parse("logistic:l2=auto")).isEqualTo(LogisticRegression.DEFAULT);
    }

    @Test
    void wholeNumbersMayHaveOtherDigitsAndAreKeptInOurs() throws IOException {
        assertThat(HeadSpec.parse("logistic:iterations=\u0665\u0660").id()).isEqualTo("logistic:iterations=50");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "svm            | unknown head 'svm': expected one of lda, logistic, top",
                "ldaa           | unknown head 'ldaa': expected one of lda, logistic, top; did you mean lda?",
                "logistik:l2=1  | unknown head 'logistik:l2=1': expected one of lda, logistic, top; did you mean logistic?",
                "log            | unknown head 'log': expected one of lda, logistic, top; did you mean logistic?",
                "''             | unknown head '': expected one of lda, logistic, top",
                "LDA            | unknown head 'LDA': expected one of lda, logistic, top; did you mean lda?",
                "lda:           | head 'lda:': expected setting=value after the colon, got ''",
                "lda:0.2        | head 'lda:0.2': expected setting=value after the colon, got '0.2'",
                "lda:=0.2       | head 'lda:=0.2': expected setting=value after the colon, got '=0.2'",
                "lda:shrinkage=0.1,shrinkage=0.2 | head 'lda:shrinkage=0.1,shrinkage=0.2': shrinkage is set twice",
                "lda:shrink=0.1 | head 'lda:shrink=0.1': unknown setting 'shrink', expected one of covariance,"
                        + " shrinkage; did you mean shrinkage?",
                "lda:l2=1       | head 'lda:l2=1': unknown setting 'l2', expected one of covariance, shrinkage",
                "lda:covariance=full | head 'lda:covariance=full': covariance must be one of pooled, per-class, got"
                        + " 'full'",
                "lda:covariance=perclass | head 'lda:covariance=perclass': covariance must be one of pooled,"
                        + " per-class, got 'perclass'; did you mean per-class?",
                "lda:shrinkage=much | head 'lda:shrinkage=much': shrinkage must be a number or auto, got 'much'",
                "lda:shrinkage=-1   | head 'lda:shrinkage=-1': shrinkage must not be negative, got -1",
                "lda:shrinkage=1.5  | head 'lda:shrinkage=1.5': shrinkage must be in [0, 1], got 1.5",
                "lda:shrinkage=NaN  | head 'lda:shrinkage=NaN': shrinkage must be in [0, 1], got NaN",
                "logistic:C=1   | head 'logistic:C=1': unknown setting 'C', expected one of l2, iterations; did you"
                        + " mean l2?",
                "logistic:l2=0  | head 'logistic:l2=0': l2 must be 0.000001 or more, got 0.0",
                "logistic:l2=Infinity | head 'logistic:l2=Infinity': l2 must be finite, got Infinity",
                "logistic:iterations=0 | head 'logistic:iterations=0': iterations must be 1 or more, got 0",
                "logistic:iterations=many | head 'logistic:iterations=many': iterations must be a whole number, got"
                        + " 'many'",
                "top:units=4    | head 'top:units=4' needs a module that is missing: add org.exina:exina-torch, or use a"
                        + " head that needs no libtorch: lda or logistic"
            })
    void whatIsWrongIsNamed(String text, String message) {
        assertThatThrownBy(() -> HeadSpec.parse(text))
                .isInstanceOf(ExinaException.class)
                .hasMessage(message);
    }
}
