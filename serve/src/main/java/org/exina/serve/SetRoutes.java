package org.exina.serve;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.exina.serve.data.DataFolder;
import org.exina.serve.data.DataSets;
import org.exina.serve.data.Thumbnails;
import org.exina.serve.http.Call;
import org.exina.serve.http.Reply;
import org.exina.serve.http.Route;

/** Data sets and their images. */
final class SetRoutes {
    private static final long IMAGE_BYTES = 1 << 30; // a field may be large

    private final DataFolder data;
    private final DataSets sets;
    private final Thumbnails thumbnails;

    SetRoutes(DataFolder data, DataSets sets, Thumbnails thumbnails) {
        this.data = data;
        this.sets = sets;
        this.thumbnails = thumbnails;
    }

    List<Route> all() {
        return List.of(
                Route.get("/api/sets", call -> Reply.json(sets.all())),
                Route.get(
                        "/api/sets/{name}/images",
                        call -> Reply.json(sets.images(
                                call.value("name"),
                                call.query("class").orElse(""),
                                call.number("page", 1, 1, 1_000_000)))),
                Route.put("/api/sets/{name}/{class}/{file}", this::keep),
                Route.get("/api/image", this::image));
    }

    private Reply keep(Call call) throws IOException {
        String file = call.value("file");
        String kept = sets.keep(
                call.value("name"),
                call.value("class"),
                file,
                call.body(file, IMAGE_BYTES).file());
        return Reply.json(Map.of("path", kept));
    }

    private Reply image(Call call) throws IOException {
        int size = call.number("size", 160, 16, 2048);
        Thumbnails.Thumbnail made = thumbnails.of(data.existing(call.required("path")), size);
        return Reply.bytes("image/jpeg", made.jpeg())
                .with("ETag", "\"" + made.sha256() + "\"")
                .with("Cache-Control", "private, no-cache");
    }
}
