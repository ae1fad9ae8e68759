package org.exina.serve.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.exina.api.Count;
import org.exina.api.CountFiles;
import org.exina.api.CountSettings;
import org.exina.api.Exina;
import org.exina.api.Recipe;
import org.exina.api.Slides;
import org.exina.model.Classifier;
import org.exina.report.slides.PollenSum;
import org.exina.serve.data.CountRecord;
import org.exina.serve.http.ProblemException;
import org.exina.serve.http.UriText;
import org.exina.slides.SegmenterSettings;
import org.exina.slides.annotation.BoxedFields;
import org.exina.slides.train.CorrectedFields;

/** Work on microscope fields. */
final class FieldJobs {
    private final JobPlace place;

    FieldJobs(JobPlace place) {
        this.place = place;
    }

    PlannedJob count(JobRequest.CountFields asked) throws IOException {
        Path model = place.models().file(JobSettings.required("model", asked.model()));
        if (asked.fields() == null || asked.fields().isEmpty()) {
            throw new ProblemException(422, "fields: expected the paths of images or folders, got none");
        }
        List<Path> fields = new ArrayList<>();
        for (String each : asked.fields()) {
            fields.add(place.data().existing(each));
        }
        Optional<Path> corrections = asked.corrections() == null
                ? Optional.empty()
                : Optional.of(place.data().existing(asked.corrections()));
        CountSettings settings = new CountSettings(
                Boolean.TRUE.equals(asked.stacks()),
                Boolean.TRUE.equals(asked.acceptAll()),
                asked.micronsPerPixel() == null
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(JobSettings.positive("micronsPerPixel", asked.micronsPerPixel())),
                asked.bits() == null ? OptionalInt.empty() : OptionalInt.of(JobSettings.bits(asked.bits())),
                new PollenSum(
                        asked.minimum() == null ? PollenSum.DEFAULT.minimum() : asked.minimum(),
                        asked.outside() == null ? List.of() : asked.outside()),
                ofModel -> detector(asked, ofModel),
                corrections);
        String name = JobSettings.name(asked.name(), asked.fields().get(0));
        return new PlannedJob(
                "count",
                asked.fields().get(0),
                (progress, notes) -> place.inFresh("counts", name, CountRecord.FILE, folder -> {
                    try (Exina exina = Exina.open(place.home(), progress, notes);
                            Classifier classifier = exina.classifier(model)) {
                        CountFiles files = CountFiles.of(folder.resolve("counts.csv"));
                        Count done = exina.slides().count(classifier, fields, settings, files);
                        done.unreadable().forEach(each -> notes.accept(each.problem()));
                        if (done.fields().isEmpty()) {
                            throw new ProblemException(422, "none of the fields could be counted");
                        }
                        CountRecord.of(asked.model(), done, place.data()).write(folder);
                        return JobPlace.result(
                                "count",
                                "counts",
                                folder,
                                Map.of("grains", done.table().total().grains()));
                    }
                }));
    }

    private static SegmenterSettings detector(JobRequest.CountFields asked, SegmenterSettings ofModel) {
        SegmenterSettings settings =
                asked.sensitivity() == null ? ofModel : ofModel.withSensitivity(asked.sensitivity());
        return settings.withDiameters(
                asked.minDiameter() == null ? settings.minDiameterPx() : asked.minDiameter(),
                asked.maxDiameter() == null ? settings.maxDiameterPx() : asked.maxDiameter());
    }

    PlannedJob learn(JobRequest.LearnFields asked) throws IOException {
        Path corrections = place.data().existing(JobSettings.required("corrections", asked.corrections()));
        Path counted = place.data().existing(JobSettings.required("fields", asked.fields()));
        Optional<Path> boxes = asked.boxes() == null
                ? Optional.empty()
                : Optional.of(place.data().existing(asked.boxes()));
        Recipe.Builder recipe = Recipe.DEFAULT.toBuilder();
        if (asked.backbones() != null) {
            recipe.backbones(JobSettings.networks("backbones", asked.backbones()));
        }
        if (asked.head() != null) {
            recipe.head(asked.head());
        }
        String name = JobSettings.name(asked.name(), asked.fields());
        return new PlannedJob("learn", asked.fields(), (progress, notes) -> {
            Path file = place.models().reserve(name);
            try (Exina exina = Exina.open(place.home(), progress, notes)) {
                return place.inFresh("learned", name, "boxes.csv", folder -> {
                    Slides slides = exina.slides();
                    CorrectedFields.Learned learned = boxes.isPresent()
                            ? slides.learn(BoxedFields.open(boxes.get()), corrections, counted, folder)
                            : slides.learn(corrections, counted, folder);
                    slides.train(BoxedFields.open(folder), recipe.build(), folder, file);
                    return Map.of(
                            "model", place.models().name(file),
                            "href",
                                    "/api/models/"
                                            + UriText.encoded(place.models().name(file)),
                            "fields", place.data().relative(folder),
                            "corrected", learned.corrected(),
                            "grains", learned.grains());
                });
            } finally {
                place.models().free(file);
            }
        });
    }
}
