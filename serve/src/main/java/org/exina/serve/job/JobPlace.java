package org.exina.serve.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.exina.experiment.RunRecord;
import org.exina.io.Folders;
import org.exina.serve.data.DataFolder;
import org.exina.serve.data.ModelStore;
import org.exina.serve.http.UriText;

/**
 * Where jobs work.
 *
 * @param home Exina's own folder
 * @param rerun tells what a reader of a report does to have the run again
 */
record JobPlace(DataFolder data, ModelStore models, Path home, Function<RunRecord, String> rerun) {
    /** Works in a folder. */
    @FunctionalInterface
    interface InFolder {
        Map<String, Object> run(Path folder) throws IOException;
    }

    /** Works in a new folder, of which nothing stays unless the work was done to its end. */
    Map<String, Object> inFresh(String kind, String name, String last, InFolder work) throws IOException {
        Path folder = data.fresh(kind, name);
        try {
            return work.run(folder);
        } finally {
            if (!Files.exists(folder.resolve(last))) {
                boolean interrupted = Thread.interrupted(); // what is deleted is deleted wholly
                Folders.delete(folder);
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    /** What a job tells of what it left in a folder: its name, and where it is read. */
    static Map<String, Object> result(String what, String kind, Path folder, Map<String, Object> more) {
        String name = folder.getFileName().toString();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(what, name);
        all.put("href", "/api/" + kind + "/" + UriText.encoded(name));
        all.put("page", "/api/" + kind + "/" + UriText.encoded(name) + (kind.equals("runs") ? "/report" : "/page"));
        all.putAll(more);
        return all;
    }

    /** What lies at a path that must be given. */
    Path source(String path) throws IOException {
        return data.existing(JobSettings.required("data", path));
    }
}
