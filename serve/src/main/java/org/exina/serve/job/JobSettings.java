package org.exina.serve.job;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.exina.api.Recipe;
import org.exina.dataset.DatasetReading;
import org.exina.image.Crop;
import org.exina.serve.data.DataFolder;
import org.exina.serve.http.ProblemException;

/** What is asked for in a job, as the program has it; what is not given is as the program has it otherwise. */
final class JobSettings {
    private JobSettings() {}

    static String required(String field, String value) throws ProblemException {
        if (value == null || value.isBlank()) {
            throw new ProblemException(422, field + ": must be given");
        }
        return value;
    }

    static double positive(String field, double value) throws ProblemException {
        if (!(value > 0 && Double.isFinite(value))) {
            throw new ProblemException(422, field + ": expected a number greater than 0, got " + value);
        }
        return value;
    }

    static int bits(int value) throws ProblemException {
        if (value < 8 || value > 16) {
            throw new ProblemException(422, "bits: expected 8 to 16, got " + value);
        }
        return value;
    }

    /** As it was named, or else as what it is made of. */
    static String name(String name, String source) throws ProblemException {
        if (name != null && !name.isBlank()) {
            return DataFolder.sound(name);
        }
        String last = source.substring(source.lastIndexOf('/') + 1);
        return DataFolder.soundOf(last.replaceFirst("\\.[A-Za-z0-9]{1,5}$", ""));
    }

    static DatasetReading reading(JobRequest.Learning asked) throws ProblemException {
        return new DatasetReading(
                asked.labelLevel() == null ? 1 : asked.labelLevel(),
                asked.minImages() == null ? 1 : asked.minImages(),
                false,
                asked.bits() == null ? 0 : bits(asked.bits()),
                asked.stack());
    }

    static Optional<Pattern> groupBy(JobRequest.Learning asked) throws ProblemException {
        try {
            return Optional.ofNullable(asked.groupBy())
                    .filter(text -> !text.isEmpty())
                    .map(Pattern::compile);
        } catch (PatternSyntaxException e) {
            throw new ProblemException(
                    422,
                    "groupBy: expected a regular expression, got '" + asked.groupBy() + "' (" + e.getDescription()
                            + ")");
        }
    }

    static Recipe recipe(JobRequest.Learning asked, int folds) throws IOException {
        Recipe.Builder recipe = Recipe.DEFAULT.toBuilder().folds(asked.folds() == null ? folds : asked.folds());
        if (asked.backbones() != null) {
            recipe.backbones(networks("backbones", asked.backbones()));
        }
        if (asked.views() != null) {
            recipe.views(asked.views());
        }
        if (asked.crop() != null) {
            recipe.crop(crop(asked.crop()));
        }
        if (asked.head() != null) {
            recipe.head(asked.head());
        }
        if (asked.autoMinutes() != null) {
            recipe.budget(Duration.ofMinutes(asked.autoMinutes()));
        }
        if (asked.repeats() != null) {
            recipe.repeats(asked.repeats());
        }
        if (asked.seed() != null) {
            recipe.seed(asked.seed());
        }
        groupBy(asked).ifPresent(recipe::groupBy);
        return recipe.build();
    }

    /** Networks are known by their names: none is looked for by a path. */
    static String networks(String field, String names) throws ProblemException {
        if (!names.matches("[A-Za-z0-9_.:,=+ -]*") || names.contains("..")) {
            throw new ProblemException(
                    422, field + ": expected names of networks, joined by commas, got '" + names + "'");
        }
        return names;
    }

    private static Crop crop(String id) throws ProblemException {
        for (Crop each : Crop.values()) {
            if (each.id().equals(id)) {
                return each;
            }
        }
        throw new ProblemException(
                422,
                "crop: expected one of "
                        + Arrays.stream(Crop.values()).map(Crop::id).toList() + ", got '" + id + "'");
    }
}
