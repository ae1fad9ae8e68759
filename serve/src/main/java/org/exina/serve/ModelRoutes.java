package org.exina.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.exina.api.Slides;
import org.exina.model.Classifier;
import org.exina.serve.data.ModelStore;
import org.exina.serve.http.Call;
import org.exina.serve.http.Reply;
import org.exina.serve.http.Route;
import org.exina.serve.http.Upload;
import org.exina.serve.predict.OpenModels;
import org.exina.serve.predict.Predictor;

/** Models, and what they say of images. */
final class ModelRoutes {
    private static final Upload.Limits IMAGES = new Upload.Limits(512 << 20, 128 << 20, 200);
    private static final long MODEL_BYTES = 1 << 30;

    private final ModelStore models;
    private final OpenModels opened;
    private final Predictor predictor;

    ModelRoutes(ModelStore models, OpenModels opened, Predictor predictor) {
        this.models = models;
        this.opened = opened;
        this.predictor = predictor;
    }

    List<Route> all() {
        return List.of(
                Route.get("/api/models", call -> Reply.json(models.all())),
                Route.get("/api/models/{name}", call -> card(call.value("name"))),
                Route.delete("/api/models/{name}", call -> delete(call.value("name"))),
                Route.get("/api/models/{name}/file", call -> file(call.value("name"))),
                Route.put("/api/models/{name}/file", this::keep),
                Route.post("/api/models/{name}/predict", this::predict));
    }

    private Reply card(String name) throws IOException {
        Path file = models.file(name);
        return opened.with(file, model -> {
            Classifier classifier = model.classifier();
            Map<String, Object> all = new TreeMap<>();
            all.put("model", name);
            all.put("bytes", Files.size(file));
            all.put("findsGrains", Slides.isDetector(classifier));
            all.put("thumbnails", classifier.images().all().size());
            all.put("wholeFileChecked", classifier.isWholeFileChecked());
            all.put("card", classifier.card());
            return Reply.json(all);
        });
    }

    private Reply delete(String name) throws IOException {
        Path file = models.file(name);
        opened.close(file);
        Files.delete(file);
        return Reply.none();
    }

    private Reply file(String name) throws IOException {
        Path file = models.file(name);
        return Reply.file("application/octet-stream", file)
                .named(file.getFileName().toString());
    }

    private Reply keep(Call call) throws IOException {
        String name = call.value("name");
        models.keep(name, call.body(name, MODEL_BYTES).file());
        return card(name);
    }

    private Reply predict(Call call) throws IOException {
        String name = call.value("name");
        Path file = models.file(name);
        Predictor.Wanted wanted = new Predictor.Wanted(
                call.number("top", 3, 1, 1000),
                call.number("nearest", 0, 0, 50),
                call.flag("heat"),
                call.flag("acceptAll"),
                call.positive("micronsPerPixel"));
        return Reply.json(predictor.answer(file, name, call.uploads(IMAGES), wanted));
    }
}
