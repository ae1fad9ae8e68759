package org.exina.serve;

import java.io.EOFException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.exina.io.ExinaException;
import org.exina.io.Remedy;
import org.exina.serve.data.DataFolder;
import org.exina.serve.http.ProblemException;
import org.exina.serve.http.Reply;

/** What a client reads of a fault: what is wrong and the way out, but never where things lie on this machine. */
final class FaultReplies {
    private static final String UNEXPECTED =
            "something went wrong that should not; who runs this server finds it in what it prints";

    private final DataFolder data;
    private final Consumer<String> log;

    FaultReplies(DataFolder data, Consumer<String> log) {
        this.data = data;
        this.log = log;
    }

    Reply reply(Throwable fault) {
        if (fault instanceof ProblemException known) {
            return known.reply();
        } else if (fault instanceof UncheckedIOException wrapped) {
            return reply(wrapped.getCause());
        } else if (fault instanceof ExinaException known) {
            return problem(known).reply();
        } else if (fault instanceof NoSuchFileException missing) {
            return new ProblemException(404, data.withoutRoot(missing.getFile()) + " is not there").reply();
        } else if (fault instanceof EOFException) {
            return new ProblemException(400, "what was sent is cut off").reply();
        } else if (fault instanceof TimeoutException || fault.getCause() instanceof TimeoutException) {
            return new ProblemException(408, "what was sent came too slowly").reply();
        } else if (fault instanceof OutOfMemoryError) {
            return new ProblemException(503, "there is not enough memory for this now; send less, or try again later")
                    .reply();
        }
        return new ProblemException(500, unexpected(fault)).reply();
    }

    private ProblemException problem(ExinaException known) {
        ProblemException problem = new ProblemException(422, words(known));
        known.where().ifPresent(where -> problem.with("where", data.withoutRoot(where)));
        known.remedy().ifPresent(remedy -> problem.with("remedy", remedy));
        return problem;
    }

    /** Of what failed in the background. */
    String words(Throwable fault) {
        if (fault instanceof ExinaException known) {
            return data.withoutRoot(known.getMessage())
                    + known.remedy().flatMap(FaultReplies::words).orElse("");
        } else if (fault instanceof UncheckedIOException wrapped) {
            return words(wrapped.getCause());
        } else if (fault instanceof ProblemException
                || fault instanceof FileSystemException
                || fault instanceof IllegalArgumentException) {
            return data.withoutRoot(fault.getMessage());
        }
        return fault instanceof IOException && fault.getMessage() != null
                ? data.withoutRoot(fault.getMessage())
                : unexpected(fault);
    }

    private String unexpected(Throwable fault) {
        StringWriter trace = new StringWriter();
        fault.printStackTrace(new PrintWriter(trace, true));
        log.accept(trace.toString().strip());
        return UNEXPECTED;
    }

    private static Optional<String> words(Remedy remedy) {
        return Optional.ofNullable(
                switch (remedy.kind()) {
                    case CHECK_DATA -> "; a check of the data lists what cannot be read";
                    case LEAVE_OUT_SMALL -> "; classes with fewer than " + remedy.subject() + " images can be left out";
                    case TUNE_EACH_FOLD -> "; train without a cross-validation";
                    case CLEAR_CACHE, REPAIR_CACHE -> "; the store of features can be mended from the command line";
                    case ADD_BACKBONE,
                            LIST_BACKBONES,
                            DOWNLOAD_WEIGHTS,
                            RENEW_WEIGHTS,
                            IMPORT_WEIGHTS,
                            REMOVE_BACKBONE -> "; networks are looked after from the command line";
                    default -> null;
                });
    }
}
