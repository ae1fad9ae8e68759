package org.exina.serve.predict;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.exina.api.Exina;
import org.exina.api.ReadImage;
import org.exina.api.Reports;
import org.exina.api.SetReading;
import org.exina.image.file.ImageException;
import org.exina.image.file.ImageFile;
import org.exina.image.file.ImageSource;
import org.exina.model.Classifier;
import org.exina.model.Explanation;
import org.exina.model.Prediction;
import org.exina.model.TrainingImages;
import org.exina.serve.http.Upload;

/** Says what images that were sent show. For several threads. */
public final class Predictor {
    private static final String UNKNOWN = "unknown";
    private static final int BYTES_A_PIXEL = 12; // that decoding takes at most
    private static final int READ_AT_ONCE = 16;

    private final OpenModels models;
    private final ImageFile.Limits limits;
    private final Semaphore decoding;
    private final LongAdder images = new LongAdder();

    /**
     * Answers by models that are kept open.
     *
     * @param limits of one image
     */
    public Predictor(OpenModels models, ImageFile.Limits limits) {
        this.models = models;
        this.limits = limits;
        long memory = Runtime.getRuntime().maxMemory() / 2 / (limits.maxPixels() * BYTES_A_PIXEL);
        this.decoding = new Semaphore(
                (int) Math.max(1, Math.min(memory, Runtime.getRuntime().availableProcessors())));
    }

    /**
     * What is wanted of each image.
     *
     * @param top how many classes, at least 1
     * @param nearest how many training images
     * @param heat whether it is shown what speaks for the answer
     * @param acceptAll whether the likeliest class is the label of unknown images, too
     */
    public record Wanted(int top, int nearest, boolean heat, boolean acceptAll, OptionalDouble micronsPerPixel) {}

    /** Images that were looked at since the start. */
    public long images() {
        return images.sum();
    }

    /**
     * Answers.
     *
     * @param file of the model
     * @param name of the model
     * @param sent read together, as one set; one that cannot be read gives a row with the problem
     */
    public Answer answer(Path file, String name, List<Upload> sent, Wanted wanted) throws IOException {
        return models.with(file, model -> {
            List<String> notes = new ArrayList<>();
            List<ImageSource> sources = sent.stream()
                    .map(each -> ImageSource.of(each.name(), each.file()))
                    .toList();
            SetReading set = Exina.reading(
                    model.classifier(),
                    new SetReading(sources, wanted.micronsPerPixel(), OptionalInt.empty()),
                    note -> notes.add(named(note, sent)));
            List<Answer.ImageAnswer> answers = new ArrayList<>();
            for (int from = 0; from < sent.size(); from += READ_AT_ONCE) {
                List<Upload> some = sent.subList(from, Math.min(sent.size(), from + READ_AT_ONCE));
                answers.addAll(answers(model, some, set, wanted));
            }
            images.add(sent.size());
            return new Answer(name, notes, answers);
        });
    }

    /** Notes name files as they lie here. */
    private static String named(String note, List<Upload> sent) {
        String named = note;
        for (Upload each : sent) {
            named = named.replace(each.file().getFileName().toString(), each.name());
        }
        return named;
    }

    private List<Answer.ImageAnswer> answers(OpenModel model, List<Upload> sent, SetReading set, Wanted wanted)
            throws IOException {
        List<ReadImage> read = new ArrayList<>();
        List<Answer.ImageAnswer> unreadable = new ArrayList<>(); // null where it could be read
        for (Upload each : sent) {
            try {
                read.add(read(model.classifier(), each, set));
                unreadable.add(null);
            } catch (ImageException e) {
                unreadable.add(Answer.ImageAnswer.unreadable(each.name(), each.name() + ": " + e.problem()));
            }
        }
        List<Prediction> predictions =
                read.isEmpty() ? List.of() : model.batching().classify(read);
        List<Answer.ImageAnswer> answers = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < sent.size(); i++) {
            if (unreadable.get(i) == null) {
                answers.add(answer(model, sent.get(i).name(), read.get(next), predictions.get(next), wanted));
                next++;
            } else {
                answers.add(unreadable.get(i));
            }
        }
        return answers;
    }

    private ReadImage read(Classifier classifier, Upload sent, SetReading set) throws IOException {
        decoding.acquireUninterruptibly();
        try {
            return Exina.read(classifier, sent.file(), set, limits);
        } finally {
            decoding.release();
        }
    }

    private static Answer.ImageAnswer answer(
            OpenModel model, String name, ReadImage image, Prediction prediction, Wanted wanted) throws IOException {
        Classifier classifier = model.classifier();
        boolean unknown = prediction.isUnknown() && !wanted.acceptAll();
        Prediction.Ranked first = prediction.top(1).get(0);
        List<TrainingImages.Near> near = prediction.coordinates().isEmpty() || wanted.nearest() == 0
                ? List.of()
                : classifier.images().nearest(prediction.coordinates(), wanted.nearest());
        return new Answer.ImageAnswer(
                name,
                image.pixels().width(),
                image.pixels().height(),
                unknown ? UNKNOWN : first.label(),
                unknown ? null : first.probability(),
                unknown,
                prediction.novelty().isPresent() ? prediction.novelty().getAsDouble() : null,
                prediction.diameterMicrons().isPresent()
                        ? prediction.diameterMicrons().getAsDouble()
                        : null,
                unknown ? classifier.why(prediction) : "",
                prediction.top(wanted.top()),
                near.stream().map(Predictor::near).toList(),
                wanted.heat() ? heat(model.explain(image)) : "",
                "");
    }

    private static Answer.NearImage near(TrainingImages.Near near) {
        return new Answer.NearImage(
                near.image().label(),
                data("jpeg", near.image().jpeg()),
                near.image().path(),
                near.distance());
    }

    private static String heat(Explanation explanation) {
        return data("png", Base64.getEncoder().encodeToString(Reports.png(Reports.heat(explanation))));
    }

    private static String data(String type, String base64) {
        return "data:image/" + type + ";base64," + base64;
    }
}
