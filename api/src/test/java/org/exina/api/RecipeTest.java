package org.exina.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.exina.augment.Augmentation;
import org.exina.image.Crop;
import org.junit.jupiter.api.Test;

class RecipeTest {
    @Test
    void aBuilderChangesWhatItIsToldAndKeepsTheRest() throws IOException {
        Recipe recipe = Recipe.DEFAULT.toBuilder()
                .backbones("vgg16:size=64,scattering")
                .head("logistic:l2=0.5")
                .views(8)
                .crop(Crop.WHOLE)
                .batch(4)
                .folds(5)
                .repeats(2)
                .seed(9)
                .thumbnails(false)
                .build();

        assertThat(recipe.backbones()).extracting(each -> each.id()).containsExactly("vgg16:size=64", "scattering");
        assertThat(recipe.head().id()).isEqualTo("logistic:l2=0.5");
        assertThat(recipe.toBuilder().build()).isEqualTo(recipe);
        assertThat(Recipe.DEFAULT.folds()).isEqualTo(10);
    }

    @Test
    void variantsHaveTheRecipesSeedWheneverItIsSet() throws IOException {
        Recipe before = Recipe.DEFAULT.toBuilder()
                .variants(Augmentation.parse("flip=both"), 3)
                .seed(4)
                .build();
        Recipe after = Recipe.DEFAULT.toBuilder()
                .seed(4)
                .variants(Augmentation.parse("flip=both"), 3)
                .build();

        assertThat(before).isEqualTo(after);
        assertThat(before.variants().orElseThrow().seed()).isEqualTo(4);
    }

    @Test
    void whatIsOutOfRangeOrExcludesEachOtherIsRefused() throws IOException {
        Recipe.Builder builder = Recipe.DEFAULT.toBuilder();
        assertThatThrownBy(() -> Recipe.DEFAULT.toBuilder().folds(1).build())
                .hasMessage("folds must be 0 or at least 2, got 1");
        assertThatThrownBy(() -> Recipe.DEFAULT.toBuilder().repeats(0).build())
                .hasMessage("repeats must be at least 1, got 0");
        assertThatThrownBy(() -> Recipe.DEFAULT.toBuilder().batch(0).build())
                .hasMessage("batch must be at least 1, got 0");
        assertThatThrownBy(() -> Recipe.DEFAULT.toBuilder().views(3).build())
                .hasMessage("views must be 1, 2, 4 or 8, got 3");
        assertThatThrownBy(() -> Recipe.auto(Duration.ofSeconds(-1)))
                .hasMessage("budget must not be negative, got PT-1S");
        assertThatThrownBy(() -> builder.budget(Duration.ofMinutes(1))
                        .variants(Augmentation.parse("flip=both"), 1)
                        .build())
                .hasMessage("variants and a budget exclude each other");
    }
}
