package org.exina.labelling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SheetChooserTest {
    private static final int CLASSES = 5;
    private static final int EACH = 24;

    /** Clouds of 20 features, whose means lie a few deviations from each other. */
    private static float[][] clouds(double apart) {
        Random random = new Random(3);
        double[][] means = new double[CLASSES][20];
        for (double[] mean : means) {
            Arrays.setAll(mean, j -> apart * random.nextGaussian());
        }
        float[][] rows = new float[CLASSES * EACH][20];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < 20; j++) {
                rows[i][j] = (float) (means[i % CLASSES][j] + random.nextGaussian());
            }
        }
        return rows;
    }

    private static String truth(int image) {
        return "class " + image % CLASSES;
    }

    /** Labels by who sees the sheet before him and nothing else. */
    private static final class User {
        private final SheetChooser chooser;
        private final String[] labels;
        private final List<Set<String>> refused = new ArrayList<>();
        private final List<KnownLabels.Checked> checked = new ArrayList<>();
        private final List<Sheet> sheets = new ArrayList<>();
        private int clicks;

        private User(float[][] rows) {
            chooser = SheetChooser.of(rows, 1);
            labels = new String[rows.length];
            Arrays.fill(labels, "");
            IntStream.range(0, rows.length).forEach(i -> refused.add(new HashSet<>()));
        }

        private KnownLabels known() {
            return new KnownLabels(
                    Arrays.asList(labels), refused.stream().map(Set::copyOf).toList(), checked);
        }

        private Prospect label(double goal) {
            Prospect prospect = chooser.prospect(known(), goal);
            while (prospect.sheet().isPresent()) {
                look(prospect.sheet().get());
                prospect = chooser.prospect(known(), goal);
            }
            return prospect;
        }

        private void look(Sheet sheet) {
            sheets.add(sheet);
            Map<String, Integer> counts = new HashMap<>();
            sheet.images().forEach(i -> counts.merge(truth(i), 1, Integer::sum));
            String name = Collections.max(counts.entrySet(), Map.Entry.comparingByValue())
                    .getKey();
            clicks++;
            for (int n = 0; n < sheet.images().size(); n++) {
                int i = sheet.images().get(n);
                boolean right = truth(i).equals(name);
                labels[i] = right ? name : "";
                clicks += right ? 0 : 1;
                if (!right) {
                    refused.get(i).add(name);
                }
                if (sheet.proposed().isPresent()) {
                    checked.add(new KnownLabels.Checked(
                            sheet.probabilities().get(n),
                            right && name.equals(sheet.proposed().get())));
                }
            }
        }
    }

    @Test
    void imagesOfClassesThatLieApartAreLabelledInFewClicks() {
        User user = new User(clouds(2));
        Prospect end = user.label(0.99);
        assertThat(user.clicks).isLessThanOrEqualTo(5 * CLASSES);
        for (int i = 0; i < user.labels.length; i++) {
            String label = user.labels[i].isEmpty()
                    ? end.guesses().get(i).orElseThrow().label()
                    : user.labels[i];
            assertThat(label).isEqualTo(truth(i));
        }
        assertThat(end.expectedRight()).isBetween(0.99, 1.0);
    }

    @Test
    void whoWantsAllOfThemRightIsShownEveryImage() {
        User user = new User(clouds(0.7));
        Prospect end = user.label(1);
        assertThat(IntStream.range(0, user.labels.length)).allMatch(i -> user.labels[i].equals(truth(i)));
        assertThat(end.expectedRight()).isEqualTo(1);
        assertThat(user.clicks).isLessThan(user.labels.length);
    }

    @Test
    void theFirstSheetIsAGroupWithoutANameAndLaterOnesAreTakenForAClass() {
        User user = new User(clouds(2));
        user.label(1);
        assertThat(user.sheets.get(0).proposed()).isEmpty();
        assertThat(user.sheets).anySatisfy(sheet -> {
            assertThat(sheet.proposed()).isPresent();
            assertThat(sheet.probabilities()).hasSameSizeAs(sheet.images());
        });
    }

    @Test
    void anImageThatWasThrownOutIsNotTakenForThatClassAgain() {
        User user = new User(clouds(2));
        user.label(0.99);
        int image = user.sheets.get(user.sheets.size() - 1).images().get(0);
        user.labels[image] = "";
        user.refused.get(image).add(truth(image));
        Prospect prospect = user.chooser.prospect(user.known(), 1);
        assertThat(prospect.guesses().get(image).map(Guess::label)).isNotEqualTo(truth(image));
    }

    @Test
    void theSameLabelsGiveTheSameSheet() {
        User user = new User(clouds(1));
        user.label(0.9);
        KnownLabels known = user.known();
        assertThat(SheetChooser.of(clouds(1), 1).prospect(known, 1)).isEqualTo(user.chooser.prospect(known, 1));
    }

    @Test
    void whereAllAreOfOneClassTheyAreShownAll() {
        float[][] rows = new float[12][4];
        Random random = new Random(1);
        for (float[] row : rows) {
            IntStream.range(0, 4).forEach(j -> row[j] = (float) random.nextGaussian());
        }
        SheetChooser chooser = SheetChooser.of(rows, 1);
        String[] labels = new String[12];
        Arrays.fill(labels, "");
        List<Set<String>> refused = Collections.nCopies(12, Set.of());
        int sheets = 0;
        Prospect prospect = chooser.prospect(new KnownLabels(Arrays.asList(labels), refused, List.of()), 0.99);
        while (prospect.sheet().isPresent()) {
            prospect.sheet().get().images().forEach(i -> labels[i] = "Betula");
            prospect = chooser.prospect(new KnownLabels(Arrays.asList(labels), refused, List.of()), 0.99);
            sheets++;
        }
        assertThat(labels).containsOnly("Betula");
        assertThat(sheets).isLessThan(6);
    }

    @Test
    void imagesThatAreAllAlikeAndLabelsGivenOneByOneAreTaken() {
        SheetChooser chooser = SheetChooser.of(new float[6][4], 1);
        KnownLabels known = new KnownLabels(
                List.of("Betula", "Alnus", "Betula", "", "", ""), Collections.nCopies(6, Set.of()), List.of());
        assertThat(chooser.prospect(known, 0.99).sheet()).isPresent();
    }

    @Test
    void theGoalIsAShare() {
        SheetChooser chooser = SheetChooser.of(clouds(1), 1);
        assertThatThrownBy(() -> chooser.prospect(new User(clouds(1)).known(), Double.NaN))
                .hasMessage("goal must be in (0, 1], got NaN");
    }
}
