package org.exina.serve;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.exina.api.Exina;
import org.exina.api.Labelling;
import org.exina.api.Recipe;
import org.exina.labelling.Labels;
import org.exina.labelling.Sheet;
import org.exina.serve.data.DataFolder;
import org.exina.serve.http.Call;
import org.exina.serve.http.ProblemException;
import org.exina.serve.http.Reply;
import org.exina.serve.http.Route;
import org.exina.serve.http.UriText;
import org.exina.serve.job.JobQueue;

/**
 * Images that nobody labelled, on their way to a data set. The labels of each labelling are in its journal, {@code
 * labels/NAME.jsonl}; what else there is of it is made again when it is begun again.
 */
final class LabelRoutes {
    private static final String FOLDER = "labels";
    private static final String JOURNAL = ".jsonl";
    private static final int MOST_OPEN = 8;

    private final DataFolder data;
    private final JobQueue jobs;
    private final Path home;
    private final Map<String, Labelling> open = new ConcurrentHashMap<>();

    LabelRoutes(DataFolder data, JobQueue jobs, Path home) {
        this.data = data;
        this.jobs = jobs;
        this.home = home;
    }

    /**
     * What is to be labelled.
     *
     * @param data path of a folder of images from the data folder
     * @param name of the labelling; that of the folder where it is null
     */
    private record Begin(String data, String name) {}

    /** A labelling with a journal, and whether it is at work. */
    private record Known(String name, boolean open) {}

    /**
     * A sheet, or one image, gets a label.
     *
     * @param images as the sheet shows them, by number
     * @param thrownOut those among them that have another label; none where it is null
     * @param by who says so; null where it is not told
     */
    private record Naming(List<Integer> images, String label, List<Integer> thrownOut, String by) {}

    List<Route> all() {
        return List.of(
                Route.get("/api/labellings", call -> Reply.json(names())),
                Route.post("/api/labellings", this::begin),
                Route.get("/api/labellings/{name}", call -> state(opened(call))),
                Route.post("/api/labellings/{name}/names", this::name),
                Route.post("/api/labellings/{name}/undo", this::undo),
                Route.post("/api/labellings/{name}/manifest", this::manifest),
                Route.get("/api/labellings/{name}/agreement", this::agreement));
    }

    private List<Known> names() throws IOException {
        return data.files(FOLDER, JOURNAL).stream()
                .map(file -> file.substring(0, file.length() - JOURNAL.length()))
                .map(name -> new Known(name, open.containsKey(name)))
                .toList();
    }

    private Reply begin(Call call) throws IOException {
        Begin asked = call.json(Begin.class);
        if (asked.data() == null) {
            throw new ProblemException(422, "expected data, the path of a folder of images");
        }
        Path images = data.existing(asked.data());
        String name = asked.name() == null ? DataFolder.soundOf(asked.data()) : DataFolder.sound(asked.name());
        Path journal = data.kept(FOLDER).resolve(name + JOURNAL);
        return JobRoutes.added(jobs.add("label", asked.data(), (progress, notes) -> {
            if (!open.containsKey(name) && open.size() >= MOST_OPEN) {
                throw new ProblemException(503, "expected at most " + MOST_OPEN + " labellings at once");
            }
            try (Exina exina = Exina.open(home, progress, notes)) {
                open.put(name, exina.label(images, journal, Recipe.DEFAULT));
            }
            return Map.of("labelling", name, "href", "/api/labellings/" + UriText.encoded(name));
        }));
    }

    private Labelling opened(Call call) throws ProblemException {
        String name = call.value("name");
        return Optional.ofNullable(open.get(name))
                .orElseThrow(() -> new ProblemException(
                        404, "there is no labelling " + name + " at work; begin it, and it goes on where it was"));
    }

    private Reply name(Call call) throws IOException {
        Labelling work = opened(call);
        Naming asked = call.json(Naming.class);
        if (asked.images() == null || asked.images().isEmpty() || asked.label() == null) {
            throw new ProblemException(422, "expected images and the label that they have");
        }
        List<Integer> thrownOut = asked.thrownOut() == null ? List.of() : asked.thrownOut();
        String by = asked.by() == null ? "" : asked.by();
        synchronized (work) {
            Optional<Sheet> sheet = work.next();
            if (sheet.isPresent() && sheet.get().images().equals(asked.images())) {
                if (sheet.get().proposed().isEmpty() && new HashSet<>(thrownOut).containsAll(asked.images())) {
                    throw new ProblemException(422, "expected an image with the label: all were thrown out");
                }
                work.name(sheet.get(), asked.label(), thrownOut, by);
            } else if (asked.images().size() == 1 && thrownOut.isEmpty()) {
                int image = asked.images().get(0);
                if (image < 0 || image >= work.images().size()) {
                    throw new ProblemException(422, "there is no image " + image);
                }
                work.name(image, asked.label(), by);
            } else {
                throw new ProblemException(409, "another sheet is to be named now; look at it first");
            }
            return state(work);
        }
    }

    private Reply undo(Call call) throws IOException {
        Labelling work = opened(call);
        synchronized (work) {
            work.undo("");
            return state(work);
        }
    }

    /** Those without a label get what they are taken for where the query's "guesses" says so. */
    private Reply manifest(Call call) throws IOException {
        Labelling work = opened(call);
        Path file = data.root().resolve(call.value("name") + ".csv");
        synchronized (work) {
            work.writeManifest(file, call.flag("guesses"));
        }
        return Reply.json(Map.of("data", data.relative(file)));
    }

    private Reply agreement(Call call) throws IOException {
        Labelling work = opened(call);
        Path other = data.existing(FOLDER, DataFolder.sound(call.required("with")) + JOURNAL);
        synchronized (work) {
            return Reply.json(work.labels().compare(Labels.open(other)));
        }
    }

    private Reply state(Labelling work) throws IOException {
        synchronized (work) {
            Labelling.State now = work.state();
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("images", now.images());
            all.put("labelled", now.labelled());
            all.put("expectedRight", now.expectedRight());
            all.put("steps", work.labels().steps().size());
            all.put("classes", work.labels().classes());
            work.next().ifPresent(sheet -> all.put("sheet", json(work, sheet)));
            return Reply.json(all);
        }
    }

    private Map<String, Object> json(Labelling work, Sheet sheet) {
        List<Map<String, Object>> images = new ArrayList<>();
        for (int i = 0; i < sheet.images().size(); i++) {
            int image = sheet.images().get(i);
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("image", image);
            one.put("name", work.images().get(image).name());
            work.images().get(image).file().ifPresent(file -> one.put("path", data.relative(file)));
            one.put("alike", work.alike(image).size());
            images.add(one);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        sheet.proposed().ifPresent(label -> all.put("proposed", label));
        all.put("images", images);
        return all;
    }
}
